"""Cards as text, letter by letter."""

import pytest
from fake_bot import card, execute, text

from rehearsal.drawing import draw
from rehearsal.parts import Parts
from rehearsal.rules import card_faults
from rehearsal.speaking import spoken
from rehearsal.words import Reader

LONDON = Reader("Europe/London", "en-GB")


def row(label, value, **more):
    return {
        "type": "ColumnSet",
        "columns": [
            {"type": "Column", "width": "92px", "items": [text(label)]},
            {
                "type": "Column",
                "width": "stretch",
                "items": [{"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": value}]}],
            },
        ],
        **more,
    }


BOOKING = card(
    text("Book an appointment") | {"style": "heading"},
    row("Service", "Initial *consult*"),
    row("Customer", "Zoë Müller", selectAction=execute("Change customer", "change")),
    {"type": "FactSet", "facts": [{"title": "When", "value": "{{TIME(2030-06-03T09:00:00Z)}}"}]},
    {
        "type": "Input.ChoiceSet",
        "id": "staff",
        "label": "Staff",
        "isRequired": True,
        "value": "b",
        "choices": [{"title": "Anyone", "value": "a"}, {"title": "José Núñez", "value": "b"}],
    },
    {"type": "Input.Text", "id": "notes", "label": "Notes", "placeholder": "Only staff see them"},
    {"type": "Input.Toggle", "id": "sms", "title": "Send a text message", "value": "true"},
    text("Not for you") | {"isVisible": False},
    {"type": "ActionSet", "actions": [execute("Back", "back")]},
    actions=(
        execute("Book", "book"),
        {
            "type": "Action.ShowCard",
            "title": "Copy link",
            "card": card({"type": "Input.Text", "id": "link", "label": "Link", "value": "https://x.example"}),
        },
    ),
)


def test_a_card_is_drawn_in_a_frame_with_its_buttons_numbered():
    assert draw(BOOKING, LONDON, width=50) == [
        "╭────────────────────────────────────────────────╮",
        "│ Book an appointment                            │",
        "│ ═══════════════════                            │",
        "│ Service      Initial *consult*                 │",
        "│ [1] Customer     Zoë Müller                    │",
        "│ When  10:00                                    │",
        "│ Staff *                                        │",
        "│   ( ) Anyone                                   │",
        "│   (•) José Núñez                               │",
        "│ Notes                                          │",
        "│   [ Only staff see them ]                      │",
        "│ [x] Send a text message                        │",
        "│ [2] Back                                       │",
        "│ [3] Book   [4] Copy link ▾                     │",
        "│   Copy link:                                   │",
        "│     Link                                       │",
        "│       [ https://x.example ]                    │",
        "╰────────────────────────────────────────────────╯",
    ]


def test_a_card_is_said_in_plain_lines():
    assert spoken(BOOKING, LONDON) == [
        "Book an appointment",
        "Service  Initial *consult*",
        "Customer  Zoë Müller",
        "Button 1: Change customer",
        "When: 10:00",
        "Staff, required: José Núñez; choices: Anyone, José Núñez",
        "Notes: Only staff see them",
        "Send a text message: on",
        "Button 2: Back",
        "Button 3: Book",
        "Button 4: Copy link",
        "Link: https://x.example",
    ]


def test_the_numbers_are_those_of_the_buttons():
    assert [one.title for one in Parts().read(BOOKING).buttons] == [
        "Change customer",
        "Back",
        "Book",
        "Copy link",
    ]


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        (LONDON, "03/06/2030 Mon, 3 Jun 2030 Monday, 3 June 2030 at 23:30"),
        (Reader("America/New_York", "en-US"), "6/3/2030 Mon, Jun 3, 2030 Monday, June 3, 2030 at 6:30 PM"),
        (Reader("Asia/Kolkata", "en-IN"), "04/06/2030 Tue, 4 Jun 2030 Tuesday, 4 June 2030 at 04:00"),
    ],
)
def test_moments_are_in_the_readers_zone(reader, shown):
    when = "2030-06-03T22:30:00Z"
    dates = f"{{{{DATE({when})}}}} {{{{DATE({when}, SHORT)}}}} {{{{DATE({when},LONG)}}}}"
    assert reader.marked(f"{dates} at {{{{TIME({when})}}}}") == shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**/book** to _begin_", "/book to begin"),
        ("[Join](https://x.example/a_b)", "Join (https://x.example/a_b)"),
        (r"2 \* 3 and snake\_case and a_b_c", "2 * 3 and snake_case and a_b_c"),
        ("Hello <at>Dana Swope</at>", "Hello Dana Swope"),
        ("{{TIME(yesterday)}}", "{{TIME(yesterday)}}"),
    ],
)
def test_markdown_is_read(written, read):
    assert LONDON.marked(written) == read


def test_columns_stay_aligned_when_words_wrap_and_letters_are_wide():
    columns = [
        {"type": "Column", "width": 1, "items": [text("李小龍")]},
        {"type": "Column", "width": 1, "items": [text("a long line that has to wrap")]},
    ]
    assert draw(card({"type": "ColumnSet", "columns": columns}), LONDON, width=40)[1:-1] == [
        "│ 李小龍             a long line that  │",
        "│                    has to wrap       │",
    ]


def test_short_choices_share_lines():
    times = [f"{hour:02}:{minute:02}" for hour in (9, 10) for minute in (0, 15, 30, 45)]
    choices = [{"title": each, "value": each} for each in times]
    picker = {"type": "Input.ChoiceSet", "id": "slot", "value": "09:15", "choices": choices}
    assert draw(card(picker), LONDON, width=50)[1:-1] == [
        "│   ( ) 09:00    (•) 09:15    ( ) 09:30          │",
        "│   ( ) 09:45    ( ) 10:00    ( ) 10:15          │",
        "│   ( ) 10:30    ( ) 10:45                       │",
    ]


def test_an_element_that_teams_does_not_know_is_drawn_as_its_fallback():
    chart = {"type": "Chart.Pie", "fallback": text("3 of 5 booked")}
    assert spoken(card(chart, {"type": "Chart.Bar"}), LONDON) == ["3 of 5 booked"]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"version": "1.6"}, "version"),
        ({"version": "new"}, "version"),
        ({"type": "Card"}, "no card"),
        ({"body": [text("x" * 30_000)]}, "card too large"),
        ({"body": [{"type": "Sparkline"}]}, "unknown element"),
        ({"body": [{"type": "Input.Text", "id": "a"}, {"type": "Input.Date", "id": "a"}]}, "same id twice"),
        ({"refresh": {"userIds": [f"29:{number}" for number in range(61)]}}, "refresh"),
    ],
)
def test_what_teams_does_not_take_is_named(changed, rule):
    assert [one.rule for one in card_faults(BOOKING | changed)] == [rule]


def test_a_card_that_teams_takes_has_no_faults():
    assert card_faults(BOOKING) == []


@pytest.mark.parametrize(
    "odd", [{}, {"body": "x"}, {"body": [1, None]}, {"actions": {}}, {"body": [{"type": []}]}]
)
def test_odd_cards_are_drawn_as_far_as_they_go(odd):
    assert spoken(odd, LONDON) == []
    assert len(draw(odd, LONDON)) == 2

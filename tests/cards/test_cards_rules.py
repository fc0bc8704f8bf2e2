"""What holds for every card, whatever comes from outside."""

import json

import pytest
from cards_gallery import USERS, frame, gallery, public_cards
from cards_walk import inputs, objects, of_type, texts
from hypothesis import given
from hypothesis import strategies as st

from cards.answers import MOVE, NONCE, read_tap
from cards.booked import initials
from cards.phrases import escaped, quoted, unmarked

CARDS = gallery()
MARK = "MARK"
SAFE = {
    ("TextRun", "text"),
    # Teams draws the title of a button as it is; names of staff stand there.
    *((kind, "title") for kind in ("Action.Execute", "Action.Submit")),
    # The event id of a meeting, by which its organiser looks at it; nobody reads it there.
    *((kind, NONCE) for kind in ("Action.Execute", "Action.Submit")),
    *((kind, name) for kind in ("Input.Text", "Input.ChoiceSet") for name in ("value", "title", "label")),
}
MARKUP = st.text(alphabet="*_[]()`#<>~|\\{}/:abc \n\u202e李ש", min_size=1, max_size=30)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_declares_the_version_that_teams_draws(name: str):
    assert CARDS[name]["version"] == "1.5"
    assert CARDS[name]["fallbackText"]


@pytest.mark.parametrize("name", CARDS)
def test_every_input_has_a_name_of_its_own_and_a_label(name: str):
    found = inputs(CARDS[name])

    assert len({one["id"] for one in found}) == len(found)
    assert all(one["label"].strip() for one in found)
    assert all(one["errorMessage"] for one in found if one.get("isRequired"))


@pytest.mark.parametrize("name", CARDS)
def test_every_choice_has_a_value_of_its_own(name: str):
    for one in of_type(CARDS[name], "Input.ChoiceSet"):
        values = [choice["value"] for choice in one["choices"]]
        assert len(set(values)) == len(values)
        assert one.get("value", values[0]) in values


@pytest.mark.parametrize("name", CARDS)
def test_old_clients_send_the_same_by_submit(name: str):
    for action in of_type(CARDS[name], "Action.Execute"):
        if "refresh" in CARDS[name] and action is CARDS[name]["refresh"]["action"]:
            continue
        fallback = action["fallback"]
        assert fallback["type"] == "Action.Submit"
        rest = action.keys() - {"type", "verb", "fallback"}
        assert {key: fallback.get(key) for key in rest} == {key: action[key] for key in rest}


@pytest.mark.parametrize("name", CARDS)
def test_every_button_is_one_that_the_bot_understands_and_carries_nothing_else(name: str):
    for action in of_type(CARDS[name], "Action.Execute", "Action.Submit"):
        assert read_tap(action["data"]) is not None
        assert action["data"].keys() <= {NONCE, MOVE, "part", "pick", "slot", "staff"}
        assert action["title"].strip()


@pytest.mark.parametrize("name", CARDS)
def test_at_most_one_button_stands_out(name: str):
    bar = CARDS[name].get("actions", [])

    assert [one.get("style") for one in bar].count("positive") <= 1
    assert bar == [] or bar[0].get("style") in {"positive", None}


@pytest.mark.parametrize("name", CARDS)
def test_a_card_has_a_heading_and_every_text_wraps(name: str):
    blocks = of_type(CARDS[name], "TextBlock")

    assert any(one.get("style") == "heading" for one in blocks)
    assert all(one["wrap"] for one in blocks)


@given(markup=MARKUP)
def test_text_from_outside_stands_only_where_no_markdown_is_read(markup: str):
    for name, card in gallery(lambda text: f"{MARK}{markup}{text}").items():
        marked = [(kind, under) for kind, under, text in texts(card) if MARK in text]
        assert set(marked) <= SAFE, name


@given(text=st.sampled_from(("{{DATE(2026-11-22T09:00:00Z)}}", "{{TIME(2026-11-22T09:00:00Z)}}")))
def test_text_from_outside_is_never_drawn_as_a_date(text: str):
    for card in gallery(lambda _: text).values():
        shown = [said for kind, under, said in texts(card) if (kind, under) == ("TextRun", "text")]
        assert not any("{{" in said for said in shown)


def test_text_from_outside_cannot_turn_a_line_around():
    shown = [
        said
        for card in gallery(lambda text: f"\u202e{text}\u2067").values()
        for kind, under, said in texts(card)
        if (kind, under) == ("TextRun", "text") or under == "title"
    ]
    assert not any("\u202e" in said or "\u2067" in said for said in shown)


@pytest.mark.parametrize("name", public_cards())
def test_a_channel_reads_nothing_of_the_customer(name: str):
    shown = json.dumps(public_cards()[name], ensure_ascii=False)

    for secret in ("Adele", "Vance", "adelev@", "https://teams", "https://visit", "Bobby", "Knee"):
        assert secret not in shown


@pytest.mark.parametrize("name", public_cards().keys() - {"over"})
def test_a_channel_card_shows_itself_in_full_to_the_one_it_belongs_to(name: str):
    card = public_cards()[name]

    assert card["refresh"]["userIds"] == USERS
    assert card["refresh"]["action"]["data"] == card["actions"][0]["data"]
    assert card["actions"][0]["associatedInputs"] == "none"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Adele Vance", "A. V."),
        ("<b>Bobby</b> *Tables* [x](http://x.example)", "-"),
        ("Siobhán O'Brien", "S. O."),
        ("李小龍", "李."),
        ("  ", "-"),
        ("🦷", "-"),
    ],
)
def test_of_a_customer_a_channel_reads_initials(name: str, shown: str):
    assert initials(name) == shown


def test_the_ways_out_need_none_of_the_inputs():
    for way in frame().ways_out():
        assert way["associatedInputs"] == "none"
        assert way["fallback"]["associatedInputs"] == "none"


def test_a_message_shows_markup_from_outside_as_it_is():
    assert escaped(quoted("*x* [y](z) <b>")) == "“\\*x\\* \\[y\\](z) \\<b\\>”"
    assert len(quoted("long " * 100)) == 82


@pytest.mark.parametrize("name", CARDS)
def test_no_two_parts_of_a_card_share_an_id(name: str):
    ids = [one["id"] for one in objects(CARDS[name]) if "id" in one]

    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "said", ["plain", "*x* [y](z) <b> \\ **bold** #1", "a_b ~c~ `d` | e", "\\", "\\*\\\\*"]
)
def test_what_was_escaped_is_read_as_it_was_where_markdown_is_not(said):
    assert unmarked(escaped(said)) == said


def test_words_in_bold_are_plain_where_markdown_is_not_read():
    assert unmarked("Write **/book** to begin, or **/help**.") == "Write /book to begin, or /help."

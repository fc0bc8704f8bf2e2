"""What Teams would not take or draw is said at the message and in the panel; and a bot's dialogs."""

from pathlib import Path

import pytest
from conftest import visitors
from playwright.sync_api import expect
from room_process import running

ODD_ROOM = Path(__file__).with_name("odd_room.py")


@pytest.fixture(scope="module")
def odd_house(browser):
    with running(str(ODD_ROOM)) as found:
        yield found


@pytest.fixture
def dana(browser, odd_house):
    for opens in visitors(browser, odd_house):
        yield opens("dana")


@pytest.mark.parametrize(
    ("word", "rule", "detail"),
    [
        ("large", "card too large", "bytes, 28672 are safe"),
        ("unknown", "unknown element", "Chart.Pie"),
        ("newer", "version", "'1.6', Teams takes up to 1.5"),
    ],
)
def test_a_card_that_teams_would_not_show_is_refused_with_the_reason(dana, word, rule, detail):
    card = dana.says(word).shows("Teams would not show this card.")
    expect(card.body.get_by_role("button")).to_have_count(0)
    expect(card.body.get_by_role("listitem")).to_have_count(0)
    card.body.get_by_text("What was sent").click()
    expect(card.body.get_by_role("listitem").first).to_be_visible()

    refused = card.root.get_by_role("list", name="What Teams would refuse")
    expect(refused).to_contain_text(f"Teams: {rule}")
    expect(refused).to_contain_text(detail)
    expect(dana.behind.locator("[data-part=teams-would-refuse]")).to_contain_text(rule)


def test_a_message_too_large_for_teams_never_comes(dana):
    dana.says("huge").shows("Teams answered 413")

    refused = dana.behind.locator(".refusals li[data-fatal=true]")
    expect(refused.first).to_contain_text("message too large")


def test_one_may_write_on_while_the_bot_takes_its_time(dana):
    dana.box.fill("wait")
    dana.box.press("Enter")
    expect(dana.box).to_have_value("")
    dana.box.press_sequentially("and on")
    dana.box.press("Enter")

    for words in ("wait", "and on"):
        expect(dana.page.locator(".card").filter(has_text=f"You said {words}").last).to_be_visible()


def test_what_could_not_be_sent_stands_in_the_box_again(dana):
    dana.page.route("**/room/say", lambda route: route.abort())
    dana.box.fill("my words")
    dana.box.press("Enter")

    expect(dana.page.locator("main > form .hint")).to_contain_text("The room does not answer.")
    expect(dana.box).to_have_value("my words")


def test_a_dialog_is_filled_in_and_ends_with_the_bots_words(dana):
    card = dana.says("form").taps("Open form")
    dialog = dana.page.locator("dialog[data-dialog=bot]")
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("A name, please.")

    dialog.get_by_label("Name").fill("Adele")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog).to_be_hidden()
    expect(card.root.locator(".post-status")).to_contain_text("Thank you, Adele")


def test_beyond_six_buttons_there_are_more_options(dana):
    card = dana.says("buttons").shows("Many")
    expect(card.button("Choice 7")).to_be_hidden()

    card.taps("More options")
    dana.page.get_by_text("Choice 7", exact=True).click()

    expect(card.root.locator(".post-status")).to_contain_text("Pressed")

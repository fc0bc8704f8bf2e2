"""Where several people read: each sees what is for them, and nobody the customer of another."""

import pytest
from playwright.sync_api import expect

SECRETS = ("Adele", "Vance", "adelev", "teams.microsoft.com", "visit.teams")


@pytest.fixture
def two(opens):
    """Dana and Alex at windows of their own, in the same channel."""
    return opens("dana", "channel"), opens("alex", "channel")


def test_two_people_see_the_same_booking_each_in_their_own_way(two):
    dana, alex = two
    mine = dana.says("/book initial consult with Miriam").shows("Still to choose")
    theirs = alex.thread("/book initial consult with Miriam")
    theirs.shows("Only they see the details.").lacks("Still to choose")
    mine.looks_up("Customer", "Adele", "Adele Vance")
    mine.input("Time").select_option(index=2)
    mine.taps("Book").shows("Reference", "Adele Vance")

    theirs.shows("A. V.")
    for secret in SECRETS:
        expect(alex.page.locator(".messages")).not_to_contain_text(secret)


def test_the_tap_of_another_is_refused_kindly_and_changes_nothing(two):
    dana, alex = two
    mine = dana.says("/book diabetes review").shows("Still to choose")

    theirs = alex.thread("/book diabetes review")
    theirs.shows("Only they see the details.").taps("Continue")

    expect(theirs.root.locator(".post-status")).to_contain_text(
        "Only the person who started this can go on with it."
    )
    expect(mine.root.locator(".post-status")).to_be_empty()
    mine.shows("Still to choose", "Diabetes review")


def test_one_window_shows_the_channel_to_each_of_them(opens):
    anyone = opens("dana", "general")
    anyone.says("/book initial consult with Miriam").shows("Still to choose")

    anyone.becomes("robin", "Robin Counts")
    booking = anyone.thread("/book initial consult with Miriam")
    booking.shows("Only they see the details.").lacks("Still to choose")
    anyone.page.keyboard.press("Alt+1")

    booking.shows("Still to choose")


def test_a_command_from_the_slash_menu_is_answered_to_one_person_alone(two):
    dana, alex = two
    dana.box.press_sequentially("/age")
    offered = dana.page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(offered).to_have_count(1)
    dana.box.press("Enter")
    expect(dana.box).to_have_value("/agenda ")
    dana.box.press("Enter")

    private = dana.page.locator("article[data-author=bot][data-targeted]")
    expect(private).to_contain_text("Agenda")
    expect(private.locator(".marks")).to_contain_text("Only visible to you")
    expect(alex.page.locator("article[data-targeted]")).to_have_count(0)
    expect(alex.page.locator(".messages")).not_to_contain_text("Agenda")


def test_the_mention_menu_has_the_bot_and_then_its_commands(opens):
    dana = opens("dana", "group")
    dana.box.press_sequentially("@fr")
    expect(dana.page.get_by_role("listbox", name="Mention").get_by_role("option")).to_have_count(1)
    dana.box.press("Enter")
    expect(dana.box).to_have_value("@Frontdesk ")

    commands = dana.page.get_by_role("listbox", name="Commands")
    expect(commands.locator("li[data-title=book]")).to_be_visible()
    commands.locator("li[data-title=help]").click()
    dana.box.press("Enter")

    dana.card.shows("What I can do")


def test_without_the_bots_name_the_page_says_that_it_does_not_hear(opens):
    dana = opens("dana", "group")

    dana.box.fill("hello")

    expect(dana.page.locator("main > form .hint")).to_have_text(
        "Without @Frontdesk the bot does not get this message."
    )

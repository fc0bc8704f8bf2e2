"""Buttons pressed in odd orders, and taps that were altered on the way: refused in words, nothing lost."""

from typing import Any

import pytest
from conversation_attack import STEPS, forges, says_of
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_last_look, to_service, to_staff, to_times

from rehearsal.room import Room
from rehearsal.seat import Seat

NEVER_OFFERED: tuple[Any, ...] = (
    "nobody at all",
    "00000000-0000-0000-0000-000000000000",
    "NorthwindClinic@northwind.example",
    "' OR 1=1 --",
    "anyone,unassigned",
    "",
    0,
    -1,
    True,
    None,
    1e300,
    "x" * 3_999,
)
NEVER_OPEN: dict[Any, str] = {
    "2027-02-28T11:00:00+00:00": "in the past",
    "1970-01-01T00:00:00+00:00": "in the past",
    "2027-03-01T10:00:00+00:00": "too soon",
    "2027-03-02T03:00:00+00:00": "closed",
    "2027-03-02T11:07:00+00:00": "does not start at that minute",
    "2028-03-02T11:00:00+00:00": "too far ahead",
    "2999-12-31T23:59:59+14:00": "too far ahead",
    "2027-03-02T11:00:00": "choose a time",
    "0001-01-01T00:00:00+00:00": "choose a time",
    "9999-12-31T23:59:59-12:00": "choose a time",
    "tomorrow": "choose a time",
    1_800_000_000: "choose a time",
    None: "choose a time",
    "": "choose a time",
}


async def test_no_card_of_a_flow_that_was_passed_can_be_pressed_again(dana: Seat, bookings: Bookings):
    passed = []
    for title, given in (
        ("Next", {"Service": "Initial consult"}),
        ("Next", {"Staff": "Miriam Graham"}),
        ("Next", {"Customer": "Adele Vance"}),
        ("Take this time", {}),
        ("No notes", {}),
        ("Book", {}),
    ):
        if not passed:
            await to_service(dana)
        passed.append(dana.card)
        await dana.taps(title, inputs=given)
        now = dana.card.text()
        for old in passed:
            for button in old.parts.buttons:
                heard = await forges(dana, button.action["data"]["move"], on=old)
                assert "no longer open" in says_of(heard), (button.title, heard)
        assert dana.card.text() == now

    assert len(await bookings.made()) == 1


async def test_back_from_the_last_look_leads_through_every_question_and_forgets_nothing(dana: Seat):
    await to_times(dana)
    await dana.taps("Take this time")
    await dana.taps("Next", **{"Notes for the staff": "Bring the X-ray."})
    asked = []
    while "Back" in dana.buttons:
        await dana.taps("Back")
        asked.append(dana.card.json["fallbackText"])
    assert asked == ["Anything to note?", "When?", "For which customer?", "With whom?", "Which service?"]

    await dana.says("initial consult")
    await dana.says("anyone")
    await dana.says("Adele Vance")
    await dana.taps("Take this time")

    assert dana.card.input("Notes for the staff").value == "Bring the X-ray."


@pytest.mark.parametrize("part", ["business", "service", "staff", "customer", "time", "notes", "answers"])
async def test_a_change_that_was_not_wanted_after_all_changes_nothing(dana: Seat, part: str):
    await to_customer(dana, service="Physiotherapy assessment")
    await dana.taps("Next", Customer="Adele Vance")
    await dana.taps("Next", **{"Where does it hurt?": "Left knee"})
    await dana.taps("Take this time")
    await dana.taps("Next", **{"Notes for the staff": "Bring the X-ray."})
    before = dana.card.text()

    await dana.taps(f"Change {part}")
    assert "One last look" not in dana.card.text()
    await dana.taps("Back")

    assert dana.card.text() == before


async def test_what_is_changed_begins_with_what_stood_there(dana: Seat):
    await to_customer(dana, service="Physiotherapy assessment")
    await dana.taps("New customer")
    await dana.taps("Next", name="Robin Example", phone="+44 20 7946 0009")
    await dana.taps("Next", **{"Where does it hurt?": "Left knee", "Since when? (optional)": "Weeks"})
    await dana.taps("Take this time")
    await dana.taps("Next", **{"Notes for the staff": "Bring the X-ray."})

    await dana.taps("Change notes")
    assert dana.card.input("Notes for the staff").value == "Bring the X-ray."
    await dana.taps("Next")
    await dana.taps("Change answers")
    assert dana.card.input("Where does it hurt?").value == "Left knee"
    await dana.taps("Next")
    await dana.taps("Change customer")
    await dana.taps("New customer")
    assert (dana.card.input("Name").value, dana.card.input("Phone").value) == (
        "Robin Example",
        "+44 20 7946 0009",
    )
    await dana.taps("Next")

    assert "Left knee" in dana.card.text()
    assert "Weeks" in dana.card.text()
    assert "Bring the X-ray." in dana.card.text()


@pytest.mark.parametrize("question", STEPS)
async def test_start_over_at_any_question_asks_for_the_service(dana: Seat, question: str):
    await STEPS[question](dana)
    old = dana.card

    await dana.taps("Start over")

    assert "Which service?" in dana.card.text()
    assert "no longer open" in says_of(await forges(dana, "answer", on=old))


@pytest.mark.parametrize("question", STEPS)
async def test_after_cancel_a_tap_does_nothing_and_says_how_to_begin(
    dana: Seat, bookings: Bookings, question: str
):
    await STEPS[question](dana)
    old = dana.card
    await dana.taps("Cancel")

    for button in old.parts.buttons:
        heard = says_of(await forges(dana, button.action["data"]["move"], on=old))
        assert "no longer open" in heard
        assert "/book" in heard

    assert await bookings.made() == []


async def test_another_book_while_booking_leaves_one_open_card(dana: Seat):
    for asked in (to_service, to_staff, to_times):
        await asked(dana)
    await dana.says("/book")

    assert [bool(card.buttons) for card in dana.cards].count(True) == 1
    assert "further down" in dana.cards[-2].text()


async def test_a_choice_that_was_not_on_the_card_is_refused(dana: Seat):
    for to_step, says in ((to_service, "Please choose a service"), (to_staff, "Please choose somebody")):
        await to_step(dana)
        for choice in NEVER_OFFERED:
            await forges(dana, "answer", choice=choice)
            assert says in dana.card.text(), choice


async def test_a_field_that_is_missing_is_asked_for(dana: Seat):
    for to_step, says in (
        (to_service, "Please choose a service"),
        (to_staff, "Please choose somebody"),
        (to_customer, "Please choose a customer"),
        (to_times, "Please choose a time"),
    ):
        await to_step(dana)
        await forges(dana, "answer")
        assert says in dana.card.text()


async def test_staff_of_another_service_are_refused(dana: Seat):
    await to_staff(dana)
    lidia = next(c.value for c in dana.card.input("Staff").choices if c.title == "Lidia Holloway")
    await to_staff(dana, "Mental health check-in")

    await forges(dana, "answer", choice=lidia)

    assert "Please choose somebody" in dana.card.text()


async def test_a_time_that_was_not_on_the_card_is_refused_with_the_rule(dana: Seat):
    await to_times(dana, staff="Miriam Graham")

    for slot, says in NEVER_OPEN.items():
        await forges(dana, "answer", slot=slot)
        assert says in dana.card.text(), slot

    assert "When?" in dana.card.text()
    assert "Adele Vance" in dana.card.text()


async def test_no_day_leads_astray(dana: Seat):
    await to_times(dana)

    for day in (
        "",
        "soon",
        "2027-02-30",
        "9999-12-31",
        "0001-01-01",
        "2999-12-31",
        "20270302",
        7,
        None,
        True,
    ):
        for move in ("other-day", "earlier-day", "later-day"):
            await forges(dana, move, day=day)
            assert "When?" in dana.card.text(), (day, move)


@pytest.mark.parametrize("question", STEPS)
async def test_a_button_of_another_card_is_no_way_past_the_open_question(
    dana: Seat, bookings: Bookings, question: str
):
    moves = ["change", "skip", "first-free", "new-customer", "known-customer", "look", "retry", "book"]
    await STEPS[question](dana)

    for move in (one for one in moves if (question, one) != ("When?", "first-free")):
        assert await bookings.made() == []
        await forges(dana, move, part="nothing")

    assert len(await bookings.made()) == (1 if question == "One last look" else 0)


async def test_taps_on_the_same_card_at_once_are_answered_once_each(dana: Seat):
    await to_staff(dana)
    card = dana.card
    before, after = len(dana.cards), "For which customer?"

    answers = [await forges(dana, "answer", on=card, choice="anyone") for _ in range(3)]

    assert [("no longer open" in says_of(one)) for one in answers] == [False, True, True]
    assert after in dana.card.text()
    assert len(dana.cards) == before


async def test_one_person_in_two_places_has_two_flows(room: Room, dana: Seat):
    there = room.as_("dana").in_("general")
    await to_last_look(dana)
    await there.says("/book medication review")
    await room.settles()

    assert "Medication review" in there.visible
    assert "Medication review" not in dana.card.text()
    old = dana.card
    await there.says("cancel")
    await dana.taps("Book", on=old)
    await dana.sees("Reference")


async def test_a_tap_of_one_conversation_does_nothing_in_another(room: Room, dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    there = room.as_("dana").in_("group")
    await there.says("/book")
    await room.settles()

    heard = await forges(there, "book", on=dana.card)

    assert "no longer open" in says_of(heard)
    assert await bookings.made() == []


async def test_help_unknown_commands_and_empty_messages_leave_the_flow_open(dana: Seat):
    await to_times(dana)
    card = dana.card
    for said in ("help", "/help", "/bok", "/nonsense", "", "   "):
        await dana.says(said)

    await dana.taps("Take this time", on=card)

    await dana.sees("Anything to note?")

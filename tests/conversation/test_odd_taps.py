"""Buttons pressed in odd orders and places: what is passed is refused in words, and nothing is lost."""

import pytest
from conversation_attack import STEPS, forges, says_of
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_last_look, to_service, to_staff, to_times

from rehearsal.room import Room
from rehearsal.seat import Seat


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
                # The very tap that was heard last may have been delivered twice: it gets the same answer.
                is_same = old is passed[-1] and button.title == title
                assert is_same or "no longer open" in says_of(heard), (button.title, heard)
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


async def test_the_same_tap_again_is_answered_as_the_first_was(dana: Seat):
    await to_staff(dana)
    card = dana.card
    before, after = len(dana.cards), "For which customer?"

    answers = [await forges(dana, "answer", on=card, choice="anyone") for _ in range(3)]

    assert [says_of(one) for one in answers] == ["", "", ""]
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

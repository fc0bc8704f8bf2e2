"""Graph misbehaves; what the chat says agrees with what was booked, and nothing is lost."""

import re
from datetime import UTC, datetime

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_last_look, to_service, to_staff, to_times

from rehearsal.seat import Seat

CREATE = "appointments.create"


@pytest.mark.parametrize("fault", ["error-after", "drop-after", "gateway-timeout-after"])
async def test_an_appointment_that_was_made_is_found_whatever_graph_said(
    dana: Seat, bookings: Bookings, fault: str
):
    await to_last_look(dana)
    await bookings.fault(CREATE, fault)

    await dana.taps("Book")

    await dana.sees("Reference")
    await dana.sees("Join (staff)")
    assert len(await bookings.made()) == 1


async def test_an_appointment_that_graph_refused_leads_back_to_the_times(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    await bookings.fault(CREATE, "error-before")

    await dana.taps("Book")
    assert "nothing was booked" in dana.card.text()
    assert await bookings.made() == []

    await dana.taps("Take this time")
    await dana.taps("Book")
    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_a_dropped_request_is_looked_after_until_it_is_known(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    await bookings.fault(CREATE, "drop-before")

    await dana.taps("Book")

    await dana.sees("Not booked")
    assert await bookings.made() == []


@pytest.mark.parametrize("fault", ["unavailable", "throttled", "expired-token", "forbidden"])
async def test_a_refused_create_books_nothing_and_can_be_tried_again(
    dana: Seat, bookings: Bookings, fault: str
):
    await to_last_look(dana)
    await bookings.fault(CREATE, fault, times=1, retryAfter=60)

    await dana.taps("Book")
    assert await bookings.made() == []
    assert "One last look" in dana.card.text()
    assert "sign in" not in dana.card.text()  # nobody does here, so nobody is sent to do it

    await bookings.mend()
    await dana.taps("Book")
    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_graph_out_of_reach_keeps_the_draft(dana: Seat, bookings: Bookings):
    await to_times(dana)
    await bookings.fault("calendarView.list", "drop-before", times=None)

    await dana.says("friday")
    await dana.sees("cannot be reached")
    assert "Adele Vance" in dana.card.text()

    await bookings.mend()
    await dana.taps("Try again")
    assert "When?" in dana.card.text()


async def test_try_again_works_by_word_too(dana: Seat, bookings: Bookings):
    await to_times(dana)
    await bookings.fault("calendarView.list", "drop-before", times=None)
    await dana.says("friday")
    await bookings.mend()

    await dana.says("try again")

    assert "When?" in dana.card.text()


async def test_links_that_come_late_are_put_on_the_card_by_itself(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    await bookings.fault("appointments.*", "links-null", times=None, reads=3)

    await dana.taps("Book")

    assert "still making the link" in dana.card.text()
    await bookings.mend()
    await dana.sees("Copy customer link")


async def test_a_slot_taken_meanwhile_leads_back_to_the_others(dana: Seat, bookings: Bookings):
    await to_last_look(dana, staff="Miriam Graham")
    (shown,) = re.findall(r"(\w+, \d+ \w+ \d+, \d+:\d+)–", dana.card.text())
    start = datetime.strptime(shown, "%A, %d %B %Y, %H:%M").replace(tzinfo=UTC)
    await bookings.take("Miriam Graham", start)

    await dana.taps("Book")

    assert "has just been taken" in dana.card.text()
    assert "When?" in dana.card.text()
    assert await bookings.made() == []


@pytest.mark.parametrize(
    "value",
    [
        {"frontdesk": "forged", "move": "book"},
        {"frontdesk": "forged", "move": "fly"},
        {"frontdesk": 7, "move": []},
        {"move": "book"},
        {"frontdesk": "x" * 100_000, "move": "book"},
        {"frontdesk": "forged", "move": "answer", "choice": {"deep": [1]}},
        [],
        "book",
    ],
)
@pytest.mark.parametrize("execute", [True, False])
async def test_a_forged_action_is_refused_and_nothing_is_done(
    dana: Seat, bookings: Bookings, value: object, *, execute: bool
):
    await to_staff(dana)
    before = dana.card.text()
    tap = (
        {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": {"action": {"type": "Action.Execute", "verb": "frontdesk", "data": value}},
        }
        if execute
        else {"type": "message", "value": value}
    )

    delivery = await dana.sends(tap)

    assert delivery.status == 200
    assert dana.card.text() == before
    assert await bookings.made() == []


async def test_a_choice_that_was_never_offered_is_refused(dana: Seat):
    await to_service(dana)
    nonce = dana.card.button("Next").action["data"]["frontdesk"]

    await dana.sends(
        {
            "type": "message",
            "value": {"frontdesk": nonce, "move": "answer", "choice": "00000000-0000-0000-0000-000000000000"},
            "replyToId": dana.card.post.id,
        }
    )

    assert "Please choose a service" in dana.card.text()

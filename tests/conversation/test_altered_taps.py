"""Taps that were altered on the way: refused in words, with the rule where there is one."""

from typing import Any

import pytest
from conversation_attack import STEPS, forges
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_service, to_staff, to_times

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

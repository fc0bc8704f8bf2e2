"""Each card stays below 28 KB, with the largest business and the longest answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cards_gallery import LONDON, gallery
from cards_walk import size

from booking.draft import Part
from booking.ids import BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.models import BusinessName, Customer, Question, QuestionAsked, Service, Slot, StaffMember
from cards.booked import finished, not_booked, still_checking
from cards.catalogue import business_picker, service_picker, staff_picker
from cards.customer import customer_picker, namesakes, new_customer_form
from cards.elements import Card
from cards.frame import TITLE, Frame
from cards.last_look import LastLook, last_look, notes_form
from cards.questions import question_form
from cards.slots import Days, slot_picker

LIMIT = 28 * 1024
ID = "AQMkADEx0000000000000000000000000000000000000000000000000000000000000000000000000000000000000="
NAME = "María de los Ángeles Fernández-Echeverría y García López 李小龍"
NOTES = "Nimmt täglich zwei Tabletten, 李小龍. " * 28
LINES = "\n".join("ja" for _ in range(333))
ANSWER = ("Seit dem Sturz auf der Treppe, vor allem nachts. " * 11)[:500]
MIDNIGHT = datetime(2027, 3, 2, tzinfo=UTC)
FIVE = timedelta(minutes=5)


def chosen(text: str) -> list[tuple[str, str]]:
    return [
        ("Business", NAME),
        ("Service", NAME),
        ("Staff", NAME),
        ("Customer", f"{NAME} · maria.de.los.angeles@proseware.example (new)"),
        ("Answers", "\n".join([text[:500]] * 10)),
        ("Time", "Wednesday, 22 September 2027, 11:00–11:30"),
        ("Notes", text),
    ]


def largest(text: str) -> dict[str, Card]:
    frame = Frame("n" * 24, chosen(text), text[:300], can_go_back=True)
    staff = [StaffMember(StaffId(f"{n}{ID}"), f"{NAME} {n}") for n in range(12)]
    services = [
        Service(ServiceId(f"{n}{ID}"), f"{NAME} {n}", timedelta(minutes=90), online=True, seats=12)
        for n in range(20)
    ]
    customers = [
        Customer(CustomerId(f"{n}{ID}"), NAME, f"maria.de.los.angeles.{n}@proseware.example")
        for n in range(300)
    ]
    asked = [
        Question(QuestionId(f"{n:08}-0000-0000-0000-000000000000"), f"{NAME}? {ANSWER}", _options(n))
        for n in range(10)
    ]
    service = replace(services[0], questions=tuple(QuestionAsked(one.id, required=True) for one in asked))
    slots = [Slot(MIDNIGHT + n * FIVE, MIDNIGHT + (n + 6) * FIVE, seats_left=12) for n in range(288)]
    days = Days(date(2027, 3, 2), date(2027, 3, 1), date(2027, 5, 30))
    parts = [
        (part, value)
        for part, (_, value) in zip((*Part,), [*chosen(text)[:4], *chosen(text)[4:]], strict=True)
    ]
    return {
        "businesses": business_picker(
            frame, [BusinessName(BusinessId(f"Business{n}@northwind.example"), NAME) for n in range(20)]
        ),
        "services": service_picker(frame, services),
        "staff": staff_picker(frame, staff, can_be_unassigned=True),
        "customers": customer_picker(frame, customers),
        "namesakes": namesakes(frame, customers),
        "new customer": new_customer_form(frame, name=NAME * 2, mail="m" * 200, phone="0" * 40),
        "questions": question_form(
            frame, service, {one.id: one for one in asked}, {one.id: ANSWER for one in asked}
        ),
        "times": slot_picker(frame, days, slots, slots[0], tag="ar-EG", zone=LONDON),
        "notes": notes_form(frame, notes=text[:1000]),
        "last look": last_look(replace(frame, chosen=()), LastLook(parts, [(NAME, NAME)] * 2, [ANSWER] * 2)),
        "summary": finished(TITLE, chosen(text)),
        "still checking": still_checking("K7Q2", chosen(text)),
        "not booked": not_booked(ANSWER, chosen(text)),
    }


def _options(number: int) -> tuple[str, ...]:
    return tuple(f"{n} {ANSWER}" for n in range(6)) if number % 2 else ()


@pytest.mark.parametrize("text", [NOTES, LINES, "李" * 1000], ids=["long", "many lines", "three bytes each"])
@pytest.mark.parametrize("name", largest(""))
def test_the_largest_card_is_small_enough(name: str, text: str):
    assert size(largest(text)[name]) < LIMIT


@pytest.mark.parametrize("name", gallery())
def test_an_everyday_card_is_far_below(name: str):
    assert size(gallery()[name]) < LIMIT / 4

"""The one card of a line in each of its states; `say` changes every text that comes from outside."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.draft import Part
from booking.ids import BusinessId, QuestionId, ServiceId, StaffId
from booking.models import BusinessName, Customer, Question, QuestionAsked, Service, StaffMember
from cards import phrases
from cards.answers import Move
from cards.elements import Card, plain
from cards.frame import Frame
from cards.last_look import LastLook, last_look
from cards.open_parts import (
    OpenPart,
    Time,
    businesses_to_choose,
    customers_to_choose,
    customers_to_search,
    new_customer_inputs,
    services_to_choose,
    staff_to_choose,
    time_in_words,
    times_to_choose,
)
from cards.questions import question_inputs

Say = Callable[[str], str]

LONDON = ZoneInfo("Europe/London")
ELEVEN = datetime(2027, 3, 2, 11, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def one_line(say: Say, services: Sequence[Service], customers: Sequence[Customer]) -> dict[str, Card]:
    """By the name of the state."""
    bare = Frame("nonce-of-this-card")
    pressed = Frame("nonce-of-this-card", trouble="Not booked yet. Still to choose: business.")
    settled = [
        (Part.BUSINESS, say("Northwind Clinic")),
        (Part.SERVICE, say("Initial consult")),
        (Part.STAFF, say("Søren Kjær")),
        (Part.CUSTOMER, say("Adele Vance\nadelev@proseware.example")),
        (Part.START, "Tuesday, 2 March 2027, 11:00–11:30\nThe first that is free"),
        (Part.NOTES, "None"),
    ]
    states = {
        "one-line": (bare, ()),
        "one-line-names": (bare, _names_open(say, services, customers)),
        "one-line-times": (bare, (_times_near(),)),
        "one-line-bare": (bare, _all_open(say, services, customers)),
        "one-line-new-customer": (bare, _forms_open(say)),
        "one-line-business": (pressed, (_business_open(say),)),
    }
    return {
        name: last_look(frame, _look(settled, open_parts)) for name, (frame, open_parts) in states.items()
    }


def _look(settled: Sequence[tuple[Part, str]], open_parts: Sequence[OpenPart]) -> LastLook:
    asked = {one.part for one in open_parts}
    left = () if Part.BUSINESS in asked else [row for row in settled if row[0] not in asked]
    return LastLook(left, open=open_parts)


def _names_open(say: Say, services: Sequence[Service], customers: Sequence[Customer]) -> list[OpenPart]:
    staff = [StaffMember(StaffId("s-dana"), say("Dana Swope"))]
    fault = f"I know no staff member called {say('Dnaa')}. Did you mean {say('Dana Swope')}?"
    ways = [("New customer", Move.NEW_CUSTOMER), ("Search", Move.KNOWN_CUSTOMER)]
    return [
        OpenPart(Part.SERVICE, [services_to_choose(services[:2])], None, [("Other services", Move.CHANGE)]),
        OpenPart(
            Part.STAFF, [staff_to_choose(staff, is_narrowed=True)], fault, [("Other staff", Move.CHANGE)]
        ),
        OpenPart(Part.CUSTOMER, [customers_to_choose(customers[:2])], None, ways),
    ]


def _times_near() -> OpenPart:
    starts = [ELEVEN + number * HALF_AN_HOUR for number in range(3)]
    times = [Time(starts[0], "not free"), *map(Time, starts[1:])]
    shown = times_to_choose(times, None, tag="en-GB", zone=LONDON, day_is_shown=False)
    fault = "Nobody of those you chose is free at that time."
    inputs = [plain("The nearest that are free:", subtle=True), shown]
    return OpenPart(Part.START, inputs, fault, [("Other times", Move.CHANGE)])


def _all_open(say: Say, services: Sequence[Service], customers: Sequence[Customer]) -> list[OpenPart]:
    return [
        OpenPart(Part.SERVICE, [services_to_choose(services)]),
        OpenPart(
            Part.CUSTOMER,
            [customers_to_search(customers)],
            "Please choose a customer.",
            [("New customer", Move.NEW_CUSTOMER)],
        ),
        OpenPart(Part.START, [time_in_words(say("purple"))], "I do not read a time in this."),
    ]


def _forms_open(say: Say) -> list[OpenPart]:
    hurt = Question(QuestionId("q-hurt"), say("Where does it *hurt*?"))
    since = Question(QuestionId("q-since"), say("Since when?"), (say("Days"), say("Weeks")))
    asked = (QuestionAsked(hurt.id, required=True), QuestionAsked(since.id, required=False))
    service = Service(ServiceId("v-physio"), say("Physiotherapy"), HALF_AN_HOUR, questions=asked)
    form = {"name": say("<b>Bobby</b> *Tables*"), "mail": say("bobby"), "phone": ""}
    fault = f"{phrases.quoted(say('bobby'))} is not a mail address."
    inputs = question_inputs(service, {hurt.id: hurt, since.id: since}, {hurt.id: say("Left knee")})
    return [
        OpenPart(Part.CUSTOMER, new_customer_inputs(form), fault, [("Search instead", Move.KNOWN_CUSTOMER)]),
        OpenPart(Part.ANSWERS, inputs),
    ]


def _business_open(say: Say) -> OpenPart:
    names = [
        BusinessName(BusinessId("NorthwindClinic@northwind.example"), say("Northwind Clinic")),
        BusinessName(BusinessId("Woodgrove@woodgrove.example"), say("Woodgrove Bank")),
    ]
    return OpenPart(Part.BUSINESS, [businesses_to_choose(names)], "Please choose a business.")

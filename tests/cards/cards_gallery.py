"""One of each card, as the clinic would see it; `say` changes every text that comes from outside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cards_lists import lists, public_lists
from cards_one_line import one_line

from booking.draft import Part
from booking.errors import Rule
from booking.ids import AppointmentId, BusinessId, CustomerId, MeetingId, QuestionId, ServiceId, StaffId
from booking.meetings import MeetingLinks
from booking.models import (
    Appointment,
    BusinessName,
    Customer,
    Question,
    QuestionAsked,
    Service,
    Slot,
    StaffMember,
)
from cards import phrases
from cards.booked import BookedView, NoLink, announced, booked, finished, not_booked, still_checking
from cards.catalogue import business_picker, service_picker, staff_picker
from cards.customer import customer_picker, namesakes, new_customer_form
from cards.elements import Card
from cards.frame import TITLE, Frame
from cards.help import help_card, welcome_card
from cards.last_look import LastLook, last_look, notes_form
from cards.meeting import meeting_card, meeting_for_all
from cards.open_place import going_on, over
from cards.questions import question_form
from cards.refused import Anyway, Instead
from cards.slots import Days, slot_picker
from cards.working import working

Say = Callable[[str], str]

LONDON, KOLKATA = ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")
BOBBY = "<b>Bobby</b> *Tables* [x](http://x.example)"
JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_northwind%40thread.v2/0"
VISIT = "https://visit.teams.microsoft.com/webrtc-svc/api/route?tid=northwind&convId=19_meeting"
ELEVEN = datetime(2027, 3, 2, 11, 0, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)
USERS = ["29:1dana"]
COMMANDS = [("/book [SERVICE]", "Book a virtual appointment"), ("/help", "Show what I can do")]


def gallery(say: Say = str) -> dict[str, Card]:
    """Every card there is, by name."""
    return {
        **_pickers(say),
        **_forms(say),
        **_times(say),
        **one_line(say, services(say), customers(say)),
        **_results(say),
        **_meetings(say),
        **_first_words(),
        **lists(say, USERS),
    }


def public_cards(say: Say = str) -> dict[str, Card]:
    """Those that a whole channel reads; what they may hold is not the customer's."""
    return {
        "announced": announced(_view(say), say("Dana Swope"), user_ids=USERS, tag="en-GB"),
        "going-on": going_on(TITLE, say("Dana Swope"), nonce="flow", user_ids=USERS),
        "over": over(TITLE, phrases.CANCELLED),
        **public_lists(say, USERS),
        "meeting-for-all": meeting_for_all(
            "Meeting made", say("Dana Swope"), event_id=say("EHR-4711"), user_ids=USERS
        ),
    }


def frame(say: Say = str) -> Frame:
    chosen = [
        ("Business", say("Northwind Clinic")),
        ("Service", say("Initial consult")),
        ("Staff", say("Søren Kjær")),
        ("Customer", say(f"{BOBBY} · bobby@fabrikam.example")),
    ]
    return Frame("nonce-of-this-card", chosen, None, can_go_back=True)


def _pickers(say: Say) -> dict[str, Card]:
    bare, whole = Frame("nonce-of-this-card"), frame(say)
    businesses = [
        BusinessName(BusinessId("NorthwindClinic@northwind.example"), say("Northwind Clinic")),
        BusinessName(BusinessId("Woodgrove@woodgrove.example"), say("Woodgrove Bank")),
    ]
    staff = [
        StaffMember(StaffId("s-dana"), say("Dana Swope")),
        StaffMember(StaffId("s-soren"), say("Søren Kjær")),
    ]
    unheard = replace(whole, trouble=f"I know no service called {phrases.quoted(say('*haircut*'))}.")
    return {
        "business": business_picker(bare, businesses),
        "service": service_picker(unheard, services(say)),
        "staff": staff_picker(whole, staff, can_be_unassigned=True),
        "staff-narrowed": staff_picker(whole, staff, can_be_unassigned=False),
        "customer": customer_picker(whole, customers(say)),
        "namesakes": namesakes(whole, customers(say)[:2]),
        "summary": finished(TITLE, whole.chosen),
    }


def services(say: Say) -> list[Service]:
    return [
        Service(ServiceId("v-consult"), say("Initial consult"), HALF_AN_HOUR, online=True),
        Service(
            ServiceId("v-class"), say("Group breathing class"), timedelta(hours=1), online=True, seats=12
        ),
        Service(ServiceId("v-wound"), say("Wound check (in person)"), timedelta(minutes=20)),
    ]


def customers(say: Say = str) -> list[Customer]:
    return [
        Customer(CustomerId("c-adele"), say("Adele Vance"), say("adelev@proseware.example")),
        Customer(CustomerId("c-bobby"), say(BOBBY), say("bobby@fabrikam.example")),
        Customer(CustomerId("c-noa"), say("נועה לוי"), say("noa@fabrikam.example")),
        Customer(CustomerId("c-li"), say("李小龍"), None, say("+44 20 7946 0002")),
        Customer(CustomerId("c-joni"), say("Joni Sherman")),
    ]


def _forms(say: Say) -> dict[str, Card]:
    whole = frame(say)
    hurt = Question(QuestionId("q-hurt"), say("Where does it *hurt*?"))
    since = Question(QuestionId("q-since"), say("Since when?"), (say("Days"), say("Weeks"), say("Months")))
    asked = (QuestionAsked(hurt.id, required=True), QuestionAsked(since.id, required=False))
    service = Service(ServiceId("v-physio"), say("Physiotherapy"), HALF_AN_HOUR, questions=asked)
    given = {hurt.id: say("Left knee"), since.id: since.options[1]}
    return {
        "new-customer": new_customer_form(
            whole, name=say(BOBBY), mail=say("bobby@fabrikam.example"), phone=say("+44 20 7946 0003")
        ),
        "questions": question_form(whole, service, {hurt.id: hurt, since.id: since}, given),
        "notes": notes_form(whole, notes=say("Bring the **X-ray**.\nSecond floor.")),
        "notes-empty": notes_form(whole),
    }


def _times(say: Say) -> dict[str, Card]:
    whole = frame(say)
    days = Days(date(2027, 3, 2), date(2027, 3, 1), date(2027, 5, 30))
    slots = [Slot(ELEVEN, ELEVEN + HALF_AN_HOUR), Slot(ELEVEN + HALF_AN_HOUR, ELEVEN + 2 * HALF_AN_HOUR)]
    seats = [replace(slots[0], seats_left=3), *(replace(slot, seats_left=12) for slot in slots)]
    parts = [
        (Part.BUSINESS, say("Northwind Clinic")),
        (Part.SERVICE, say("Initial consult")),
        (Part.CUSTOMER, say(f"{BOBBY} · bobby@fabrikam.example")),
        (Part.START, "Tuesday, 2 March 2027, 11:00–11:30"),
        (Part.NOTES, say("Bring the **X-ray**.\nSecond floor.")),
    ]
    look = LastLook(
        parts, [(say("Priya Nair"), "Tue 2 Mar, 16:30 (Kolkata)")], ["There will be no join link."]
    )
    return {
        "times": slot_picker(whole, days, slots, slots[0], tag="en-GB", zone=LONDON),
        "times-of-a-class": slot_picker(whole, days, seats, slots[0], tag="en-IN", zone=KOLKATA),
        "times-none": slot_picker(whole, days, [], slots[0], tag="en-GB", zone=LONDON),
        "times-none-at-all": slot_picker(whole, days, [], None, tag="en-GB", zone=LONDON),
        "last-look": last_look(replace(whole, chosen=()), look),
        **_refusals(say, days, slots),
    }


def _refusals(say: Say, days: Days, slots: list[Slot]) -> dict[str, Card]:
    """The time that was refused is 08:00 on the day that is shown."""
    early = ELEVEN - timedelta(hours=3)
    priya = [(StaffId("s-priya"), say("Priya Nair"))]
    instead = Instead(early, [ELEVEN - timedelta(days=1), *(slot.start for slot in slots)], priya)
    closed = replace(frame(say), trouble=phrases.RULES[Rule.OUTSIDE_STAFF_HOURS])
    over = {
        "times-refused": instead,
        "times-refused-to-an-administrator": replace(
            instead, anyway=Anyway([Rule.LEAD_TIME, Rule.OUTSIDE_STAFF_HOURS], say("Søren Kjær"))
        ),
        "times-refused-double-booking": replace(instead, anyway=Anyway([Rule.STAFF_BUSY], say("Søren Kjær"))),
        "times-refused-with-nothing-near": Instead(early, anyway=Anyway([Rule.CLOSED])),
    }
    return {
        name: slot_picker(closed, days, slots, slots[0], instead=each, tag="en-GB", zone=LONDON)
        for name, each in over.items()
    }


def _view(say: Say) -> BookedView:
    made = Appointment(
        AppointmentId("a-1"),
        ServiceId("v-consult"),
        say("Initial consult"),
        ELEVEN,
        ELEVEN + HALF_AN_HOUR,
        staff_ids=(StaffId("s-soren"),),
        online=True,
        join_link=JOIN,
        customer_link=VISIT,
    )
    return BookedView(
        appointment=made,
        reference="K7Q2",
        business=say("Northwind Clinic"),
        staff=say("Søren Kjær"),
        customer=say("Adele Vance"),
        customer_mail=say("adelev@proseware.example"),
        others=[
            (say("Søren Kjær"), ZoneInfo("Europe/Copenhagen")),
            (say("Northwind Clinic"), LONDON),
        ],
        no_join_link=None,
        no_customer_link=None,
    )


def _results(say: Say) -> dict[str, Card]:
    view = _view(say)
    bare = replace(view.appointment, join_link=None, customer_link=None)
    waiting = replace(view, appointment=bare, no_join_link=NoLink.NOT_YET, no_customer_link=NoLink.NOT_YET)
    by_staff_link = replace(view.appointment, customer_link=None)
    poor = replace(
        view,
        appointment=by_staff_link,
        customer_mail=None,
        no_customer_link=NoLink.NO_ANONYMOUS_JOIN,
    )
    rows = frame(say).chosen
    return {
        "booked": booked(view, tag="en-GB", zone=LONDON),
        "booked-for-kolkata": booked(view, tag="en-IN", zone=KOLKATA),
        "booked-without-links": booked(waiting, tag="en-GB", zone=LONDON),
        "booked-without-mail": booked(poor, tag="en-GB", zone=LONDON),
        "booked-among-others": booked(view, tag="en-GB", zone=LONDON, share={}),
        "announced-with-details": announced(
            view, say("Dana Swope"), user_ids=USERS, tag="en-GB", details=True
        ),
        "still-checking": still_checking("K7Q2", rows),
        "working": working(),
        "working-among-others": working("nonce"),
        "not-booked": not_booked(phrases.NOTHING_BOOKED, rows),
        **public_cards(say),
    }


def _meetings(say: Say) -> dict[str, Card]:
    links = MeetingLinks(
        tenant_id="northwind",
        event_id=say("EHR-4711"),
        organizer_id="dana",
        meeting_id=MeetingId("m-1"),
        subject=say("Knee *check*"),
        start=ELEVEN,
        end=ELEVEN + HALF_AN_HOUR,
        join_url=JOIN,
        created_at=ELEVEN,
        updated_at=ELEVEN,
        visitor_url=VISIT,
    )
    late = replace(links, visitor_url=None)
    return {
        "meeting": meeting_card(links, title="Meeting made", tag="en-GB", zone=LONDON),
        "meeting-without-visitor-link": meeting_card(late, title="Meeting", tag="en-GB", zone=LONDON),
    }


def _first_words() -> dict[str, Card]:
    return {"help": help_card(COMMANDS), "welcome": welcome_card(COMMANDS)}

"""Northwind Clinic and its people, for diaries that a test can read at a glance."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.diary import Diary
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, ServiceId, StaffId
from booking.models import Appointment, Business, Service, StaffMember
from booking.policy import SchedulingPolicy
from booking.spans import Span

LONDON = ZoneInfo("Europe/London")
WORKDAYS = tuple(Weekday)[:5]


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def span(start: str, end: str) -> Span:
    return Span(utc(start), utc(end))


def shift(text: str) -> Shift:
    start, end = text.split("-")
    return Shift(time.fromisoformat(start), time.fromisoformat(end))


def hours(*shifts: str, on: Iterable[Weekday] = WORKDAYS) -> WeeklyHours:
    return WeeklyHours({day: tuple(map(shift, shifts)) for day in on})


DANA = StaffMember(StaffId("dana"), "Dana Swope")
ALEX = StaffMember(StaffId("alex"), "Alex Wilber")
PRIYA = StaffMember(
    StaffId("priya"), "Priya Nair", zone=ZoneInfo("Asia/Kolkata"), own_hours=hours("13:00-21:00")
)

CONSULT = Service(
    ServiceId("consult"),
    "Initial consult",
    duration=minutes(30),
    staff_ids=(DANA.id, ALEX.id, PRIYA.id),
)
CLASS = replace(CONSULT, id=ServiceId("class"), name="Back class", seats=5)

CLINIC = Business(
    BusinessId("northwind"), "Northwind Clinic", LONDON, hours("09:00-11:00"), SchedulingPolicy()
)

# A Monday in winter, when London keeps UTC.
MONDAY = span("2027-03-01T00:00", "2027-03-02T00:00")


def booked(
    start: str, *staff: StaffMember, service: Service = CONSULT, filled: int = 1, length: int = 30
) -> Appointment:
    return Appointment(
        AppointmentId(f"{service.id} at {start}"),
        service.id,
        service.name,
        utc(start),
        utc(start) + minutes(length),
        tuple(one.id for one in staff),
        pre_buffer=service.pre_buffer,
        post_buffer=service.post_buffer,
        seats=service.seats,
        seats_filled=filled,
    )


def diary(**parts) -> Diary:
    """Dana and Alex, an empty calendar, a week before the Monday; but for what is given."""
    usual = {
        "business": CLINIC,
        "service": CONSULT,
        "staff": (DANA, ALEX),
        "appointments": (),
        "now": utc("2027-02-22T09:00"),
    }
    return Diary(**(usual | parts))


def with_policy(service: Service = CONSULT, **policy) -> Service:
    return replace(service, policy=SchedulingPolicy(**policy))

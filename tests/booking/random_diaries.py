"""Random businesses around clock changes, or on any other day of two years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from diaries import CONSULT, minutes
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from booking.diary import Diary
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, ServiceId, StaffId
from booking.models import Appointment, Business, Service, StaffMember
from booking.policy import Availability, AvailabilityWindow, Offering, SchedulingPolicy
from booking.spans import Span

# Changes at midnight, at one, two and three o'clock; of half an hour and of two hours; in both directions.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/London",
        "America/New_York",
        "America/Santiago",
        "America/Havana",
        "Africa/Cairo",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "Atlantic/Azores",
        "Asia/Kolkata",
        "Pacific/Chatham",
    )
]
FIRST_DAY = datetime(2027, 1, 1, tzinfo=UTC)
DAYS_OF_TWO_YEARS = 730


def changes(zone: ZoneInfo) -> list[int]:
    """The days, counted from the first, on which the clock of this zone changes."""

    def offset(day: int) -> timedelta | None:
        return (FIRST_DAY + timedelta(days=day)).astimezone(zone).utcoffset()

    return [day for day in range(DAYS_OF_TWO_YEARS) if offset(day) != offset(day + 1)]


CHANGES = {zone: changes(zone) for zone in ZONES}

times = st.sampled_from([time(h, m) for h in (0, 1, 2, 3, 8, 9, 12, 13, 18, 22, 23) for m in (0, 30, 45)])
long_nights = st.sampled_from([Shift(time(22), time(6)), Shift(time(0), time(0)), Shift(time(1), time(3))])
# Where clocks change, also in the middle of an hour that is skipped or comes twice.
small_hours = st.sampled_from([time(h, m) for h in (0, 1, 2, 3) for m in (15, 30)])
shifts = (
    st.builds(Shift, small_hours, times)
    | st.builds(Shift, times, small_hours)
    | long_nights
    | st.builds(Shift, times, times)
)
days_of_shifts = st.lists(shifts, min_size=1, max_size=2).map(tuple) | st.just(())
weeks = st.fixed_dictionaries(dict.fromkeys(Weekday, days_of_shifts)).map(WeeklyHours)
zones = st.sampled_from(ZONES)


def maybe(strategy):
    return st.none() | st.none() | strategy


def lasting(*counts: int):
    return st.sampled_from([minutes(count) for count in counts])


@st.composite
def availabilities(draw):
    offering = draw(st.sampled_from([Offering.WEEKLY_HOURS, *Offering]))
    return Availability(offering, draw(weeks) if offering is Offering.WEEKLY_HOURS else None)


@st.composite
def windows(draw, around: date):
    first = around + timedelta(days=draw(st.integers(-2, 1)))
    return AvailabilityWindow(first, first + timedelta(days=draw(st.integers(0, 2))), draw(availabilities()))


@st.composite
def policies(draw, around: date):
    return SchedulingPolicy(
        interval=draw(maybe(lasting(10, 15, 25, 30, 60))),
        lead_time=draw(maybe(lasting(0, 45, 120))),
        advance=draw(maybe(lasting(2000, 5000))),
        general=draw(maybe(availabilities())),
        windows=draw(maybe(st.lists(windows(around), max_size=2).map(tuple))),
    )


STAFF_IDS = tuple(StaffId(name) for name in ("dana", "alex", "priya"))
some_staff = st.sampled_from(
    [(), STAFF_IDS[:1], STAFF_IDS[1:2], STAFF_IDS[2:], STAFF_IDS[:2], STAFF_IDS[1:], STAFF_IDS]
)


@st.composite
def spans(draw, around: datetime):
    start = around + minutes(5 * draw(st.integers(-60, 400)))
    return Span(start, start + minutes(5 * draw(st.integers(0, 60))))


@st.composite
def appointments(draw, service: Service, around: datetime):
    start = around + minutes(15 * draw(st.integers(-8, 100)))
    filled = draw(st.sampled_from([service.seats, service.seats, 1]))
    return Appointment(
        AppointmentId("booked"),
        draw(st.sampled_from([service.id, service.id, CONSULT.id])),
        service.name,
        start,
        start + draw(lasting(15, 30, 90)),
        draw(some_staff),
        pre_buffer=draw(lasting(0, 10)),
        post_buffer=draw(lasting(0, 5)),
        seats=service.seats,
        seats_filled=filled,
    )


@st.composite
def staff_members(draw, staff_id: StaffId):
    return StaffMember(
        staff_id,
        staff_id.title(),
        zone=draw(maybe(zones)),
        own_hours=draw(maybe(weeks)),
        minds_personal_calendar=draw(st.booleans()),
    )


@st.composite
def diaries(draw):
    """A diary and the day and a half around a clock change, or on any other day."""
    zone = draw(zones)
    at_a_change = st.sampled_from(CHANGES[zone] or [75])
    day = draw(at_a_change | at_a_change | st.integers(0, DAYS_OF_TWO_YEARS))
    within = Span(FIRST_DAY + timedelta(days=day), FIRST_DAY + timedelta(days=day + 1.5))
    around = within.start.date()
    service = Service(
        ServiceId("class"),
        "Back class",
        duration=draw(lasting(15, 30, 50, 90)),
        pre_buffer=draw(lasting(0, 5)),
        post_buffer=draw(lasting(0, 10)),
        seats=draw(st.sampled_from([1, 3])),
        staff_ids=draw(st.just(STAFF_IDS) | some_staff),
        policy=draw(policies(around)),
    )
    business = Business(BusinessId("northwind"), "Northwind", zone, draw(weeks), draw(policies(around)))
    busy = st.dictionaries(st.sampled_from(STAFF_IDS), st.lists(spans(within.start), max_size=2), max_size=2)
    diary = Diary(
        business,
        service,
        staff=[draw(staff_members(staff_id)) for staff_id in STAFF_IDS],
        appointments=draw(st.lists(appointments(service, within.start), min_size=4, max_size=12)),
        now=within.start + minutes(draw(st.integers(-2000, 300))),
        busy=draw(busy),
        personal=draw(busy),
        held=draw(busy),
    )
    return diary, within


slowly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

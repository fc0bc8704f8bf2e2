"""The open slots of a month."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bench.micro.timing import Timed, timed
from booking.diary import Diary
from booking.hours import Shift, Weekday, WeeklyHours
from booking.ids import AppointmentId, BusinessId, ServiceId, StaffId
from booking.models import Appointment, Business, Service, StaffMember
from booking.policy import SchedulingPolicy
from booking.slots import open_slots
from booking.spans import Span

STAFF = 100
APPOINTMENTS = (500, 1_000, 2_000, 4_000)
"""That the time grows with them, and no faster, is to be seen."""
NOW = datetime(2027, 3, 1, 6, tzinfo=UTC)
MONTH = Span(NOW, NOW + timedelta(days=31))
LENGTH, AFTER = timedelta(minutes=30), timedelta(minutes=10)
DAY = (Shift(time(8, 30), time(12, 30)), Shift(time(13, 30), time(18)))


def slots(runs: int) -> list[Timed]:
    """For anyone of the staff."""
    return [_timed(busy_diary(count), runs) for count in APPOINTMENTS]


def _timed(diary: Diary, runs: int) -> Timed:
    what = f"slots of a month, {STAFF} staff, {len(diary.appointments):,} appointments"
    return timed(what, lambda: open_slots(diary, MONTH), runs=runs)


def busy_diary(appointments: int) -> Diary:
    """A business in which everybody does the one service there is."""
    chance = Random(1)  # noqa: S311  a made-up calendar
    hours = WeeklyHours(dict.fromkeys(list(Weekday)[:5], DAY))
    staff = [StaffMember(StaffId(f"staff-{number:03}"), f"Staff {number:03}") for number in range(STAFF)]
    service = Service(
        ServiceId("consult"), "Consult", LENGTH, post_buffer=AFTER, staff_ids=tuple(one.id for one in staff)
    )
    policy = SchedulingPolicy(
        interval=timedelta(minutes=15), lead_time=timedelta(hours=2), advance=timedelta(days=90)
    )
    business = Business(BusinessId("clinic"), "Clinic", ZoneInfo("Europe/London"), hours, policy)
    booked = [_booked(number, staff, service, chance) for number in range(appointments)]
    return Diary(business, service, staff, booked, NOW)


def _booked(number: int, staff: list[StaffMember], service: Service, chance: Random) -> Appointment:
    quarter = timedelta(minutes=15 * chance.randrange(36))
    start = NOW.replace(hour=8) + timedelta(days=chance.randrange(31)) + quarter
    return Appointment(
        AppointmentId(str(number)),
        service.id,
        service.name,
        start,
        start + LENGTH,
        (chance.choice(staff).id,),
        post_buffer=AFTER,
    )

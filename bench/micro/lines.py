"""Reading a whole line against the names of a large business."""

from collections.abc import Iterator
from datetime import timedelta

from bench.micro.timing import Timed, timed
from bench.micro.words import NOW, ZONE, people
from booking.ids import CustomerId, ServiceId, StaffId
from booking.models import Customer, Service, StaffMember
from language.known import Known, customers_roll, services_roll, staff_roll
from language.line import LONGEST_LINE, Line, read_line

SERVICES, STAFF = 50, 100
SORTS = ("Initial", "Follow-up", "Urgent", "Group", "Video")
KINDS = ("consult", "review", "check", "session", "advice", "visit", "tour", "call", "class", "interview")
LONG = ("a line of nothing but names", "a line of nothing but slips", "a line of figures")


def lines(runs: int) -> list[Timed]:
    """Against 50 services, 100 staff and 10,000 customers; then lines of 1,000 characters."""
    names = people()
    known = _known(names)
    said = {
        "in full": f"initial consult with {names[3]} for {names[777]} tomorrow 3pm",
        "with a slip, a zone and a note": (
            f'intial review with {names[5]} for {_slip(names[9])} fri 10:30 in New York note "call"'
        ),
        "without small words": f"{names[7].split()[0]} {names[770]} tomorrow 3pm urgent tour",
        "with a new customer and words unknown": "for Zebulon Quackenbush tomorrow 3pm blorp grunz",
    }
    long = dict(zip(LONG, _long(names), strict=True))
    return [
        *(
            timed(f"a line {how}", lambda text=text: _read(text, known), runs=runs)
            for how, text in said.items()
        ),
        *(
            timed(f"{how}, {LONGEST_LINE:,} characters", lambda text=text: _read(text, known), runs=runs)
            for how, text in long.items()
        ),
    ]


def _read(text: str, known: Known) -> Line:
    return read_line(text, known=known, now=NOW, zone=ZONE, locale="en-GB")


def _known(names: list[str]) -> Known:
    services = [f"{sort} {kind}" for sort in SORTS for kind in KINDS]
    length = timedelta(minutes=30)
    return Known(
        services_roll(Service(ServiceId(name), name, length) for name in services[:SERVICES]),
        staff_roll(StaffMember(StaffId(name), name) for name in names[:STAFF]),
        customers_roll(Customer(CustomerId(str(place)), name) for place, name in enumerate(names)),
    )


def _long(names: list[str]) -> Iterator[str]:
    yield " ".join(names)[:LONGEST_LINE]
    yield " ".join(map(_slip, names))[:LONGEST_LINE]
    yield ("0 15:30 24/12 3 " * LONGEST_LINE)[:LONGEST_LINE]


def _slip(name: str) -> str:
    return f"{name[:2]}{name[3]}{name[2]}{name[4:]}"

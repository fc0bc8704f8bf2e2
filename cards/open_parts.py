"""What is still to be chosen, as inputs that stand on the last look itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from booking.draft import Part, StaffWish
from booking.models import BusinessName, Customer, Service, StaffMember
from cards.answers import Move
from cards.catalogue import service_line
from cards.customer import DATASET, KNOWN, LONGEST, MAIL, NAME, PHONE, SHOWN, customer_line
from cards.dates import clock, short_day
from cards.elements import Element, choice, search, text_input
from cards.slots import SLOT

WHEN = "when"
LONGEST_WHEN = 100
FEW = 5
"""Up to so many choices are all shown; more fold into a list."""


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part that is still open: why, its inputs, and other ways to it as (title, move)."""

    part: Part
    inputs: Sequence[Element] = field(repr=False)
    fault: str | None = field(default=None, repr=False)
    ways: Sequence[tuple[str, Move]] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time on offer; what speaks against it, if it cannot be had."""

    start: datetime
    note: str = ""


def businesses_to_choose(businesses: Sequence[BusinessName], given: str | None = None) -> Element:
    """One of the businesses that the person may open."""
    return _pick("business", "Business", [(one.name, one.id) for one in businesses], given)


def services_to_choose(services: Sequence[Service], given: str | None = None) -> Element:
    """One of the services, with what decides between them."""
    return _pick("service", "Service", [(service_line(one), one.id) for one in services], given)


def staff_to_choose(staff: Sequence[StaffMember], given: str | None = None, *, is_narrowed: bool) -> Element:
    """A member of staff; anyone or nobody yet where it is not asked which of some was meant."""
    choices = [(member.name, str(member.id)) for member in staff]
    if not is_narrowed:
        anyone, nobody = (str(wish) for wish in (StaffWish.ANYONE, StaffWish.UNASSIGNED))
        choices = [("Anyone who is free", anyone), *choices, ("Nobody yet (unassigned)", nobody)]
    return _pick("staff", "Staff", choices, given)


def customers_to_choose(customers: Sequence[Customer], given: str | None = None) -> Element:
    """One of a few customers who may be meant."""
    return _pick(KNOWN, "Customer", [(customer_line(one), str(one.id)) for one in customers[:SHOWN]], given)


def customers_to_search(customers: Sequence[Customer]) -> Element:
    """All customers, by typing; where the client knows no typeahead, the first of them."""
    choices = [(customer_line(one), str(one.id)) for one in customers[:SHOWN]]
    return search(KNOWN, "Customer", choices, dataset=DATASET, placeholder="Type a name")


def new_customer_inputs(given: Mapping[str, str]) -> list[Element]:
    """Name, mail and phone of somebody the business does not know yet."""
    return [
        text_input(NAME, "Name of the new customer", value=given.get(NAME, ""), longest=LONGEST[NAME]),
        text_input(
            MAIL,
            "Mail (for the confirmation and the link)",
            value=given.get(MAIL, ""),
            style="Email",
            longest=LONGEST[MAIL],
        ),
        text_input(PHONE, "Phone", value=given.get(PHONE, ""), style="Tel", longest=LONGEST[PHONE]),
    ]


def times_to_choose(
    times: Sequence[Time], given: str | None, *, tag: str, zone: ZoneInfo, day_is_shown: bool
) -> Element:
    """Open times; each with its day where they are not all of one that is told beside them."""
    choices = [
        (_time_line(one, tag, zone, with_day=not day_is_shown), one.start.isoformat()) for one in times
    ]
    return _pick(SLOT, "Time", choices, given)


def time_in_words(given: str | None = None) -> Element:
    """A time to be typed, where nothing says yet which times are open."""
    return text_input(
        WHEN, "Time", value=given or "", longest=LONGEST_WHEN, placeholder="tomorrow 3pm, or: first free"
    )


def _time_line(time: Time, tag: str, zone: ZoneInfo, *, with_day: bool) -> str:
    at = clock(time.start, tag, zone)
    shown = f"{short_day(time.start.astimezone(zone).date(), tag)}, {at}" if with_day else at
    return f"{shown} · {time.note}" if time.note else shown


def _pick(name: str, label: str, choices: Sequence[tuple[str, str]], given: str | None) -> Element:
    known = given if any(value == given for _, value in choices) else None
    style = "expanded" if len(choices) <= FEW else "compact"
    one = "somebody" if label in {"Staff", "Customer"} else f"a {label.lower()}"
    return choice(name, label, choices, chosen=known, placeholder=f"Choose {one}", style=style)

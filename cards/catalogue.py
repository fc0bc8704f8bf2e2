"""Which business, which service, and with whom."""

from collections.abc import Sequence

from booking.draft import StaffWish
from booking.kept import Kept
from booking.models import BusinessName, Service, StaffMember
from cards.elements import Card, Element, choice
from cards.frame import Frame

FIELD = "choice"
FEW = 5


def business_picker(frame: Frame, businesses: Sequence[BusinessName]) -> Card:
    """One of the businesses that the person may open."""
    choices = [(business.name, business.id) for business in businesses]
    return frame.card("Which business?", [_pick("Business", choices)], [frame.answer("Next")])


def service_picker(frame: Frame, services: Sequence[Service]) -> Card:
    """One of the services, with what decides between them: length, and whether it is online."""
    pick = _SERVICES.of(services) if isinstance(services, tuple) else _pick_service(services)
    return frame.card("Which service?", [pick], [frame.answer("Next")])


def staff_picker(frame: Frame, staff: Sequence[StaffMember], *, can_be_unassigned: bool) -> Card:
    """A member of staff, anyone who is free, or nobody yet."""
    choices = [("Anyone who is free", str(StaffWish.ANYONE)), *((member.name, member.id) for member in staff)]
    if can_be_unassigned:
        choices.append(("Nobody yet (unassigned)", str(StaffWish.UNASSIGNED)))
    # Where it is asked which of some was meant, nobody should be taken unseen.
    chosen = StaffWish.ANYONE if can_be_unassigned else None
    return frame.card("With whom?", [_pick("Staff", choices, chosen=chosen)], [frame.answer("Next")])


def service_line(service: Service) -> str:
    """A service as a choice: Initial consult · 30 min · online."""
    minutes = int(service.duration.total_seconds() // 60)
    parts = [service.name, f"{minutes} min", "online" if service.online else "in person"]
    if service.is_group:
        parts.append(f"group of {service.seats}")
    return " · ".join(parts)


def _pick_service(services: Sequence[Service]) -> Element:
    return _pick("Service", [(service_line(service), service.id) for service in services])


def _pick(label: str, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> Element:
    """Few choices are all shown; many fold into a list that filters as one types."""
    one = "somebody" if label == "Staff" else f"a {label.lower()}"
    style = "expanded" if len(choices) <= FEW else "filtered"
    return choice(
        FIELD,
        label,
        choices,
        chosen=str(chosen) if chosen else None,
        required=f"Please choose {one}.",
        placeholder=f"Choose {one}",
        style=style,
    )


_SERVICES = Kept[tuple[Service, ...], Element](_pick_service)

"""The draft of an appointment: the truth of a booking flow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from booking.errors import Rule
from booking.ids import BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.models import Answer, NewCustomer


class Part(StrEnum):
    """What is asked for, in the order in which it is asked."""

    BUSINESS = "business"
    SERVICE = "service"
    STAFF = "staff"
    CUSTOMER = "customer"
    ANSWERS = "answers"
    START = "start"
    NOTES = "notes"


class StaffWish(StrEnum):
    """Who shall hold the appointment, when it is nobody by name."""

    ANYONE = "anyone"
    UNASSIGNED = "unassigned"


_WISHES = frozenset(str(wish) for wish in StaffWish)

# What has to be asked anew when a part changes: a time is free for one service and one member of staff only.
FOLLOWS: Mapping[Part, tuple[Part, ...]] = {
    Part.BUSINESS: (Part.SERVICE, Part.STAFF, Part.CUSTOMER, Part.ANSWERS, Part.START),
    Part.SERVICE: (Part.STAFF, Part.ANSWERS, Part.START),
    Part.STAFF: (Part.START,),
}


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """What has been answered so far; None where nothing has.

    `flow` names the flow, and with it the one appointment that may come of it.
    """

    flow: str
    business: BusinessId | None = None
    service: ServiceId | None = None
    staff: StaffId | StaffWish | None = None
    customer: CustomerId | NewCustomer | None = field(default=None, repr=False)
    answers: tuple[Answer, ...] | None = field(default=None, repr=False)
    start: datetime | None = None
    over: tuple[Rule, ...] = ()
    """The rules that an administrator books over at this start, and was told of."""
    notes: str | None = field(default=None, repr=False)
    trail: tuple[Part, ...] = ()
    attempt: int = 0
    """How often booking was tried and refused; part of the key under which the next try is written down."""

    @property
    def wanted(self) -> tuple[StaffId, ...] | StaffWish:
        """Who shall hold the appointment; anyone, as long as nobody was named."""
        match self.staff:
            case StaffWish() as wish:
                return wish
            case None:
                return StaffWish.ANYONE
            case named:
                return (named,)

    def has(self, part: Part) -> bool:
        """Whether this part has been answered."""
        return getattr(self, part) is not None

    def answered(self, part: Part, value: Any) -> "AppointmentDraft":
        """With this part answered by the person, and all that follows from it open again if it changed."""
        changed = getattr(self, part) != value
        draft = self.without(part) if changed else self
        return replace(draft, **{part: value}, trail=(*(p for p in draft.trail if p != part), part))

    def booked_over(self, start: datetime, rules: Sequence[Rule]) -> "AppointmentDraft":
        """With this start, although these rules speak against it."""
        return replace(self.answered(Part.START, start), over=tuple(rules))

    def settled(self, part: Part, value: Any) -> "AppointmentDraft":
        """With this part settled without asking, so that "back" does not stop there."""
        return replace(self, **{part: value})

    def without(self, part: Part) -> "AppointmentDraft":
        """With this part, and what follows from it, open again."""
        opened = (part, *FOLLOWS.get(part, ()))
        cleared: dict[str, Any] = dict.fromkeys(opened)
        if Part.START in opened:
            cleared["over"] = ()
        return replace(self, **cleared, trail=tuple(p for p in self.trail if p not in opened))

    def back(self) -> "AppointmentDraft":
        """With the last answer taken back; the same where nothing was answered."""
        if not self.trail:
            return self
        last = self.trail[-1]
        over = () if last is Part.START else self.over
        return replace(self, **{last: None}, over=over, trail=self.trail[:-1])

    def refused(self, part: Part) -> "AppointmentDraft":
        """After a try that surely booked nothing, with the part that was at fault open again."""
        return replace(self.without(part), attempt=self.attempt + 1)

    def as_state(self) -> dict[str, Any]:
        """Plain JSON, for the state of a dialog."""
        state: dict[str, Any] = {"flow": self.flow, "trail": [str(part) for part in self.trail]}
        state["attempt"] = self.attempt
        plain = {"business": self.business, "service": self.service, "staff": self.staff, "notes": self.notes}
        state |= {name: str(value) for name, value in plain.items() if value is not None}
        match self.customer:
            case NewCustomer(name, mail, phone):
                state["customer"] = {"name": name, "mail": mail, "phone": phone}
            case str(known):
                state["customer"] = str(known)
            case None:
                pass
        if self.answers is not None:
            state["answers"] = [[answer.question_id, answer.text] for answer in self.answers]
        if self.start is not None:
            state["start"] = self.start.astimezone(UTC).isoformat()
        if self.over:
            state["over"] = [str(rule) for rule in self.over]
        return state

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "AppointmentDraft":
        """Read what `as_state` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            flow=str(state["flow"]),
            business=_maybe(BusinessId, state.get("business")),
            service=_maybe(ServiceId, state.get("service")),
            staff=_maybe(_staff, state.get("staff")),
            customer=_maybe(_customer, state.get("customer")),
            answers=_maybe(_answers, state.get("answers")),
            start=_maybe(_start, state.get("start")),
            over=tuple(Rule(rule) for rule in state.get("over", ())),
            notes=state.get("notes"),
            trail=tuple(Part(part) for part in state.get("trail", ())),
            attempt=int(state.get("attempt", 0)),
        )


def _maybe(read: Any, value: Any) -> Any:
    return None if value is None else read(value)


def _staff(value: str) -> StaffId | StaffWish:
    return StaffWish(value) if value in _WISHES else StaffId(value)


def _customer(value: Any) -> CustomerId | NewCustomer:
    if isinstance(value, str):
        return CustomerId(value)
    return NewCustomer(value["name"], value.get("mail"), value.get("phone"))


def _answers(value: Any) -> tuple[Answer, ...]:
    return tuple(Answer(QuestionId(question), text) for question, text in value)


def _start(value: str) -> datetime:
    start = datetime.fromisoformat(value)
    if start.tzinfo is None:
        raise ValueError("a start needs a zone")
    return start.astimezone(UTC)

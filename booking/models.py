"""What Bookings knows: a business, its services, staff, customers and appointments."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking.hours import WeeklyHours
from booking.ids import AppointmentId, BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.policy import SchedulingPolicy
from booking.spans import Span

NO_TIME = timedelta()


class Role(StrEnum):
    """What a person may do in a business (Graph's bookingStaffRole)."""

    ADMINISTRATOR = "administrator"
    SCHEDULER = "scheduler"
    TEAM_MEMBER = "teamMember"
    VIEWER = "viewer"
    GUEST = "guest"
    EXTERNAL_GUEST = "externalGuest"


@dataclass(frozen=True, slots=True)
class BusinessName:
    """All that a list of businesses tells."""

    id: BusinessId
    name: str


@dataclass(frozen=True, slots=True)
class Business:
    """A booking business; its hours are local times in `zone`."""

    id: BusinessId
    name: str
    zone: ZoneInfo
    hours: WeeklyHours = field(default_factory=WeeklyHours)
    policy: SchedulingPolicy = field(default_factory=SchedulingPolicy)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A custom question as a service asks it."""

    id: QuestionId
    required: bool


@dataclass(frozen=True, slots=True)
class Service:
    """What can be booked. Buffers are reserved before and after, for the staff alone."""

    id: ServiceId
    name: str
    duration: timedelta
    pre_buffer: timedelta = NO_TIME
    post_buffer: timedelta = NO_TIME
    online: bool = False
    anonymous_join: bool = False
    seats: int = 1
    staff_ids: tuple[StaffId, ...] = ()
    questions: tuple[QuestionAsked, ...] = ()
    policy: SchedulingPolicy = field(default_factory=SchedulingPolicy)
    description: str = ""
    price: float = 0.0

    @property
    def is_group(self) -> bool:
        """Whether several customers share one appointment."""
        return self.seats > 1


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person who can be booked. `own_hours` is None where the hours of the business hold."""

    id: StaffId
    name: str
    mail: str | None = None
    role: Role = Role.GUEST
    zone: ZoneInfo | None = None
    own_hours: WeeklyHours | None = None
    minds_personal_calendar: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer whom Bookings knows."""

    id: CustomerId
    name: str = field(repr=False)
    mail: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer whom Bookings does not know yet."""

    name: str = field(repr=False)
    mail: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A custom question of a business; with `options` it is answered by one of them, without by text."""

    id: QuestionId
    text: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the customer answers to a question of the service."""

    question_id: QuestionId
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attendee:
    """A customer as an appointment holds them; filled only where the appointment was read by its id."""

    customer_id: CustomerId | None
    name: str = field(repr=False)
    mail: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    zone: ZoneInfo | None = None
    answers: tuple[Answer, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked appointment. Lists leave `attendees` and `service_notes` empty; a read by id fills them."""

    id: AppointmentId
    service_id: ServiceId
    service_name: str
    start: datetime
    end: datetime
    staff_ids: tuple[StaffId, ...] = ()
    attendees: tuple[Attendee, ...] = field(default=(), repr=False)
    pre_buffer: timedelta = NO_TIME
    post_buffer: timedelta = NO_TIME
    online: bool = False
    seats: int = 1
    seats_filled: int = 0
    join_link: str | None = field(default=None, repr=False)
    customer_link: str | None = field(default=None, repr=False)
    service_notes: str = field(default="", repr=False)

    @property
    def span(self) -> Span:
        """The appointment itself, without its buffers."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A start that the rules allow, with those of the staff who are free then."""

    start: datetime
    end: datetime
    staff_ids: tuple[StaffId, ...] = ()
    seats_left: int = 1

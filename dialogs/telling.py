"""A draft in words."""

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.errors import BookingError
from booking.models import Answer, Customer, NewCustomer
from cards.dates import when
from cards.frame import Row
from cards.last_look import CHANGEABLE
from dialogs.desk import Desk
from dialogs.facts import Chosen, chosen

WISHES = {StaffWish.ANYONE: "Anyone who is free", StaffWish.UNASSIGNED: "Nobody yet (unassigned)"}


async def chosen_so_far(desk: Desk, draft: AppointmentDraft) -> list[Row]:
    """The parts that have been answered; none of them where Bookings cannot be asked for their names."""
    if draft.business is None:
        return []
    try:
        named = await chosen(desk.bookings, draft)
    except BookingError:
        return []
    return [(CHANGEABLE[part], value) for part, value in told(desk, draft, named)]


def told(desk: Desk, draft: AppointmentDraft, named: Chosen) -> list[tuple[Part, str]]:
    """Each answered part as the person reads it; what has vanished from the business is left out."""
    values = {
        Part.BUSINESS: named.business.name,
        Part.SERVICE: named.service and named.service.name,
        Part.STAFF: _staff(draft, named),
        Part.CUSTOMER: named.customer and customer_line(named.customer),
        Part.ANSWERS: _answers(draft, named),
        Part.START: _start(desk, draft, named),
        Part.NOTES: "None" if draft.notes == "" else draft.notes,
    }
    return [(part, value) for part, value in values.items() if value]


def customer_line(customer: Customer | NewCustomer) -> str:
    """A customer with how they are reached; new ones are marked."""
    name = f"{customer.name} (new)" if isinstance(customer, NewCustomer) else customer.name
    return f"{name}\n{customer.mail or customer.phone or 'no mail'}"


def _answers(draft: AppointmentDraft, named: Chosen) -> str | None:
    """What was answered, or that nothing was; no row for a service that asks nothing."""
    given = "\n".join(_answer(answer, named) for answer in draft.answers or ())
    return given or ("None" if Part.ANSWERS in draft.trail else None)


def _answer(answer: Answer, named: Chosen) -> str:
    question = named.questions.get(answer.question_id)
    return f"{question.text} {answer.text}" if question else answer.text


def _staff(draft: AppointmentDraft, named: Chosen) -> str | None:
    if isinstance(draft.staff, StaffWish):
        return WISHES[draft.staff]
    return named.staff and named.staff.name


def _start(desk: Desk, draft: AppointmentDraft, named: Chosen) -> str | None:
    if draft.start is None or named.service is None:
        return None
    end = draft.start + named.service.duration
    return when(draft.start, end, desk.reader.locale, desk.reader.zone)

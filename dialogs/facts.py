"""Looking things up in the catalogue by what the draft names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booking.draft import AppointmentDraft
from booking.errors import Rejected
from booking.ids import BusinessId, QuestionId
from booking.models import Business, Customer, NewCustomer, Question, Service, StaffMember
from booking.ports import Bookings
from booking.second_opinion import bookable
from dialogs.desk import Desk


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a draft names, as the business knows it now; None for what is open or has vanished meanwhile."""

    business: Business
    service: Service | None
    staff: StaffMember | None
    customer: Customer | NewCustomer | None
    team: Sequence[StaffMember]
    questions: Mapping[QuestionId, Question]
    """Those that were answered."""

    @property
    def holders(self) -> list[StaffMember]:
        """Those of the team who may hold the service."""
        return [member for member in self.team if self.service and member.id in self.service.staff_ids]


@dataclass(frozen=True, slots=True)
class Holders:
    """Those who may hold a service, and those of them for whom the person may book."""

    all: Sequence[StaffMember]
    bookable: Sequence[StaffMember]

    @property
    def are_narrowed(self) -> bool:
        """Whether the person may book for some of them only: a team member, for themselves."""
        return len(self.bookable) < len(self.all)

    @property
    def are_others(self) -> bool:
        """Whether the person may book for none of them."""
        return bool(self.all) and not self.bookable


def business_of(draft: AppointmentDraft) -> BusinessId:
    """The business of a draft that has come so far. Raises Rejected for one that has not."""
    if draft.business is None:
        raise Rejected("the draft names no business")
    return draft.business


async def service_of(bookings: Bookings, draft: AppointmentDraft) -> Service:
    """The service of the draft. Raises Rejected when the business gives it no longer."""
    for service in await bookings.services(business_of(draft)):
        if service.id == draft.service:
            return service
    raise Rejected("the service is gone")


async def chosen(bookings: Bookings, draft: AppointmentDraft) -> Chosen:
    """Everything a draft names. May raise a BookingError."""
    business_id = business_of(draft)
    business = await bookings.business(business_id)
    service = next((s for s in await bookings.services(business_id) if s.id == draft.service), None)
    staff = await bookings.staff(business_id)
    return Chosen(
        business=business,
        service=service,
        staff=next((member for member in staff if member.id == draft.staff), None),
        customer=await _customer(bookings, draft),
        team=staff,
        questions=await _questions(bookings, draft),
    )


async def holders_of(desk: Desk, named: Chosen) -> Holders:
    """Whom the person may choose: a team member becomes the staff of what they add."""
    holders = named.holders
    return Holders(holders, await bookable(desk.rights, named.business.id, holders))


async def _questions(bookings: Bookings, draft: AppointmentDraft) -> dict[QuestionId, Question]:
    if not draft.answers:
        return {}
    answered = {answer.question_id for answer in draft.answers}
    return {one.id: one for one in await bookings.questions(business_of(draft)) if one.id in answered}


async def _customer(bookings: Bookings, draft: AppointmentDraft) -> Customer | NewCustomer | None:
    if draft.customer is None or isinstance(draft.customer, NewCustomer):
        return draft.customer
    known = await bookings.customers(business_of(draft))
    return next((customer for customer in known if customer.id == draft.customer), None)

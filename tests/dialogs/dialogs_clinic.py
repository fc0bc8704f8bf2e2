"""A clinic that is known by heart, and a question put to a member of its staff."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from booking.draft import AppointmentDraft, Part
from booking.ids import BusinessId, CustomerId, QuestionId, ServiceId, StaffId
from booking.models import Business, BusinessName, Customer, Question, QuestionAsked, Service, StaffMember
from cards.frame import Frame
from dialogs.desk import Desk, Reader
from dialogs.question import Asked

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
NORTHWIND = Business(BusinessId("northwind"), "Northwind Clinic", LONDON)
DANA, SOREN = StaffMember(StaffId("dana"), "Dana Swope"), StaffMember(StaffId("soren"), "Søren Kjær")
ADELE = Customer(CustomerId("adele"), "Adele Vance", "adelev@proseware.example")
HURT = Question(QuestionId("hurt"), "Where does it hurt?")
SINCE = Question(QuestionId("since"), "Since when?", ("Days", "Weeks", "Months"))
PHYSIO = Service(
    ServiceId("physio"),
    "Physiotherapy",
    timedelta(minutes=45),
    online=True,
    staff_ids=(DANA.id, SOREN.id),
    questions=(QuestionAsked(HURT.id, required=True), QuestionAsked(SINCE.id, required=False)),
)
DRAFT = AppointmentDraft("flow").settled(Part.BUSINESS, NORTHWIND.id).answered(Part.SERVICE, PHYSIO.id)


@dataclass
class Clinic:
    """What a Bookings port tells of one business."""

    known: Sequence[Customer] = (ADELE,)
    service: Service = PHYSIO
    asks: Sequence[Question] = (HURT, SINCE)
    names: Sequence[BusinessName] = field(
        default_factory=lambda: [BusinessName(NORTHWIND.id, NORTHWIND.name)]
    )

    async def businesses(self) -> Sequence[BusinessName]:
        return self.names

    async def business(self, _business: BusinessId) -> Business:
        return NORTHWIND

    async def services(self, _business: BusinessId) -> Sequence[Service]:
        return [self.service]

    async def staff(self, _business: BusinessId) -> Sequence[StaffMember]:
        return [DANA, SOREN]

    async def customers(self, _business: BusinessId) -> Sequence[Customer]:
        return self.known

    async def questions(self, _business: BusinessId) -> Sequence[Question]:
        return self.asks


def asked(
    clinic: Clinic | None = None,
    draft: AppointmentDraft = DRAFT,
    *,
    view: dict[str, Any] | None = None,
    former: AppointmentDraft | None = None,
    default_business: BusinessId | None = None,
) -> Asked:
    """A question put to Dana."""
    nobody = cast("Any", None)  # no question asks them anything
    desk = Desk(
        person=nobody,
        reader=Reader("Dana Swope", "en-GB", LONDON),
        heard=nobody,
        stage=nobody,
        sign_in=nobody,
        access=cast("Any", SimpleNamespace(bookings=clinic or Clinic(), rights=None)),
        links=nobody,
        clock=lambda: NOW,
        new_nonce=lambda: "nonce",
        default_business=default_business,
    )
    return Asked(desk, draft, view or {}, former or draft)


def wanted(question: Asked) -> Asked:
    """The same, asked for by the person."""
    return replace(question, wanted=True)


FRAME = Frame("nonce")

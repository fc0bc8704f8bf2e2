"""What each role may do where the bot acts with its own rights."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.errors import NotPermitted
from booking.ids import AppointmentId, BusinessId, ServiceId, StaffId
from booking.models import Appointment, Business, BusinessName, NewCustomer, Role, Service, StaffMember
from booking.ports import AppointmentRequest
from booking.spans import Span
from bot.rights import Supervised

CLINIC = BusinessId("NorthwindClinic@northwind.example")
DANA, ALEX = StaffId("dana"), StaffId("alex")
NINE = datetime(2030, 3, 4, 9, tzinfo=UTC)
ADELE = NewCustomer("Adele Vance")


class Clinic:
    """Bookings as the app sees it: all of it."""

    def __init__(self, *staff):
        self._staff = staff
        self.booked = []
        self.cancelled = []

    async def businesses(self):
        return [BusinessName(CLINIC, "Northwind Clinic")]

    async def business(self, business_id):
        return Business(business_id, "Northwind Clinic", ZoneInfo("Europe/London"))

    async def services(self, business_id):
        return []

    async def staff(self, business_id):
        return self._staff

    async def customers(self, business_id):
        return []

    async def questions(self, business_id):
        return []

    async def calendar(self, business_id, within):
        return [an_appointment(DANA), an_appointment(ALEX), an_appointment()]

    async def appointment(self, business_id, appointment_id):
        return an_appointment(StaffId(appointment_id))

    async def create_customer(self, business_id, customer):
        return customer

    async def create_appointment(self, request):
        self.booked.append(request.staff_ids)
        return an_appointment(*request.staff_ids)

    async def cancel_appointment(self, business_id, appointment_id, message):
        self.cancelled.append(appointment_id)


def an_appointment(*staff_ids):
    name = "+".join(staff_ids)
    return Appointment(AppointmentId(name), ServiceId("s"), "Consult", NINE, NINE, staff_ids=staff_ids)


def a_request(*staff_ids):
    clinic = Business(CLINIC, "Northwind Clinic", ZoneInfo("Europe/London"))
    consult = Service(ServiceId("s"), "Consult", timedelta(minutes=30))
    return AppointmentRequest(clinic, consult, NINE, customer=ADELE, staff_ids=staff_ids)


def clinic_as(*roles, mail="DanaS@northwind.example"):
    clinic = Clinic(*(StaffMember(DANA, "Dana Swope", mail, role) for role in roles))

    async def mails():
        return ("danas@northwind.example",)

    return clinic, Supervised(clinic, mails)


SHUT_OUT = [Role.GUEST, Role.EXTERNAL_GUEST]
DOES = {
    "businesses": lambda bookings: bookings.businesses(),
    "business": lambda bookings: bookings.business(CLINIC),
    "services": lambda bookings: bookings.services(CLINIC),
    "staff": lambda bookings: bookings.staff(CLINIC),
    "customers": lambda bookings: bookings.customers(CLINIC),
    "questions": lambda bookings: bookings.questions(CLINIC),
    "calendar": lambda bookings: bookings.calendar(CLINIC, Span(NINE, NINE)),
    "appointment": lambda bookings: bookings.appointment(CLINIC, AppointmentId(DANA)),
    "another's appointment": lambda bookings: bookings.appointment(CLINIC, AppointmentId(ALEX)),
    "new customer": lambda bookings: bookings.create_customer(CLINIC, ADELE),
    "book for oneself": lambda bookings: bookings.create_appointment(a_request(DANA)),
    "book unassigned": lambda bookings: bookings.create_appointment(a_request()),
    "book for another": lambda bookings: bookings.create_appointment(a_request(ALEX)),
    "book for both": lambda bookings: bookings.create_appointment(a_request(DANA, ALEX)),
    "cancel": lambda bookings: bookings.cancel_appointment(CLINIC, AppointmentId(DANA), ""),
    "cancel another's": lambda bookings: bookings.cancel_appointment(CLINIC, AppointmentId(ALEX), ""),
}
READS = {"businesses", "business", "services", "staff", "customers", "questions", "calendar", "appointment"}
OWN = {"new customer", "book for oneself", "book unassigned", "cancel"}
MAY = {
    Role.ADMINISTRATOR: set(DOES),
    Role.SCHEDULER: set(DOES),
    Role.TEAM_MEMBER: READS | OWN,
    Role.VIEWER: READS | {"another's appointment"},
    Role.GUEST: {"businesses"},
    Role.EXTERNAL_GUEST: {"businesses"},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", DOES)
async def test_a_role_reaches_so_far_and_no_further(role, deed):
    clinic, bookings = clinic_as(role)
    try:
        await DOES[deed](bookings)
    except NotPermitted:
        assert deed not in MAY[role]
        assert clinic.booked == clinic.cancelled == []
    else:
        assert deed in MAY[role]


@pytest.mark.parametrize("role", SHUT_OUT)
async def test_a_guest_sees_no_business(role):
    assert await clinic_as(role)[1].businesses() == []


@pytest.mark.parametrize("mail", ["alexw@northwind.example", "", None])
async def test_who_is_not_among_the_staff_sees_no_business(mail):
    _, bookings = clinic_as(Role.ADMINISTRATOR, mail=mail)

    assert await bookings.businesses() == []
    with pytest.raises(NotPermitted):
        await bookings.calendar(CLINIC, Span(NINE, NINE))


async def test_who_is_listed_twice_has_the_lesser_role():
    _, bookings = clinic_as(Role.ADMINISTRATOR, Role.VIEWER)

    with pytest.raises(NotPermitted):
        await bookings.create_appointment(a_request(DANA))


async def test_a_team_member_becomes_the_staff_of_what_they_add():
    clinic, bookings = clinic_as(Role.TEAM_MEMBER)
    await bookings.create_appointment(a_request())

    assert clinic.booked == [(DANA,)]


async def test_a_team_member_sees_their_own_appointments_alone():
    _, bookings = clinic_as(Role.TEAM_MEMBER)

    assert [each.staff_ids for each in await bookings.calendar(CLINIC, Span(NINE, NINE))] == [(DANA,)]

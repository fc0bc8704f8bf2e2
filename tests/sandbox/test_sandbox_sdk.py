"""Microsoft's own client, unmodified, against the sandbox: only the address and the token differ."""

import httpx
import pytest
from kiota_abstractions.authentication import AuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.booking_appointment import BookingAppointment
from msgraph.generated.models.booking_customer_information import BookingCustomerInformation
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.solutions.booking_businesses.item.appointments.item.cancel import (
    cancel_post_request_body,
)
from msgraph_core import GraphClientFactory

# The client itself still uses what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
CLINIC = "NorthwindClinic@northwind.example"


class Bearer(AuthenticationProvider):
    async def authenticate_request(self, request, additional_authentication_context=None):
        request.headers.add("Authorization", "Bearer user:danas@northwind.example")


@pytest.fixture
async def graph(sandbox):
    # The client's middleware hides the connections it holds, so they are closed from here.
    async with httpx.AsyncHTTPTransport(verify=False) as connections:
        client = httpx.AsyncClient(transport=connections)
        client = GraphClientFactory.create_with_default_middleware(client=client)
        adapter = GraphRequestAdapter(Bearer(), client)
        adapter.base_url = f"{sandbox.url}/v1.0"
        yield GraphServiceClient(request_adapter=adapter)


def utc(text):
    return DateTimeTimeZone(date_time=text, time_zone="UTC")


async def test_list_create_read_back_and_cancel(sandbox, graph):
    clinic = graph.solutions.booking_businesses.by_booking_business_id(CLINIC)
    businesses = await graph.solutions.booking_businesses.get()
    services = await clinic.services.get()
    staff = await clinic.staff_members.get()
    consult = next(one for one in services.value if one.display_name == "Initial consult")
    wish = BookingAppointment(
        service_id=consult.id,
        is_location_online=True,
        staff_member_ids=[staff.value[0].id],
        start_date_time=utc("2030-03-19T10:00:00"),
        end_date_time=utc("2030-03-19T10:30:00"),
        customers=[
            BookingCustomerInformation(
                odata_type="#microsoft.graph.bookingCustomerInformation", name="Ana Costa"
            )
        ],
    )

    made = await clinic.appointments.post(wish)
    one = clinic.appointments.by_booking_appointment_id(made.id)
    read = await one.get()
    day = "start=2030-03-19T00:00:00Z&end=2030-03-20T00:00:00Z"
    view = f"{sandbox.url}/v1.0/solutions/bookingBusinesses/{CLINIC}/calendarView?{day}"
    listed = await clinic.calendar_view.with_url(view).get()
    await one.cancel.post(
        cancel_post_request_body.CancelPostRequestBody(cancellation_message="We close early.")
    )

    assert CLINIC in [business.id for business in businesses.value]
    assert (read.id, read.join_web_url, read.customers[0].name) == (made.id, made.join_web_url, "Ana Costa")
    assert read.start_date_time.date_time == "2030-03-19T10:00:00.0000000Z"
    assert [seen.id for seen in listed.value] == [made.id]
    with pytest.raises(ODataError) as gone:
        await one.get()
    assert (gone.value.response_status_code, gone.value.error.code) == (404, "itemNotFound")

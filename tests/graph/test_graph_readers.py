from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.hours import Shift, Weekday
from booking.ids import CustomerId, QuestionId
from booking.models import Customer, Question, QuestionAsked, Role
from booking.policy import Offering, SchedulingPolicy
from graph import appointments, businesses, customers, meetings, questions, services, staff
from graph.hours import read_hours, read_policy

NINE = datetime(2027, 5, 20, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
AT_NINE = {"dateTime": "2027-05-20T09:00:00.0000000Z", "timeZone": "UTC"}
AT_TEN = {"dateTime": "2027-05-20T10:00:00.0000000Z", "timeZone": "UTC"}
LINK = "https://teams.microsoft.com/l/meetup-join/19"


def test_the_clinic_is_read_with_a_windows_zone_and_split_hours():
    clinic = businesses.read(
        {
            "id": "NorthwindClinic@northwind.example",
            "displayName": "Northwind Clinic",
            "languageTag": "en-GB",
            "bookingPageSettings": {"businessTimeZone": "GMT Standard Time"},
            "businessHours": [
                {
                    "day": "Monday",
                    "timeSlots": [
                        {"startTime": "13:30:00.0000000", "endTime": "18:00:00.0000000"},
                        {"startTime": "08:30:00.0000000", "endTime": "12:30:00.0000000"},
                        {"startTime": "noon", "endTime": None},
                    ],
                },
                {"day": "someday", "timeSlots": [{"startTime": "08:30:00", "endTime": "12:30:00"}]},
            ],
        }
    )

    assert clinic is not None
    assert clinic.zone == ZoneInfo("Europe/London")
    assert clinic.language == "en-GB"
    assert clinic.hours.on(Weekday.MONDAY) == (
        Shift(time(8, 30), time(12, 30)),
        Shift(time(13, 30), time(18)),
    )
    assert [day for day, _ in clinic.hours] == [Weekday.MONDAY, Weekday.MONDAY]


def test_the_same_day_named_twice_has_the_shifts_of_both():
    morning = {"day": "friday", "timeSlots": [{"startTime": "08:00:00", "endTime": "12:00:00"}]}
    night = {"day": "friday", "timeSlots": [{"startTime": "22:00:00", "endTime": "02:00:00"}]}

    hours = read_hours([morning, night])

    assert hours.on(Weekday.FRIDAY) == (Shift(time(8), time(12)), Shift(time(22), time(2)))


def test_what_has_no_id_is_nothing():
    assert businesses.read({"displayName": "Northwind Clinic"}) is None
    assert services.read({"displayName": "Consult", "defaultDuration": "PT30M"}) is None
    assert staff.read({"displayName": "Dana Swope"}) is None
    assert customers.read({"displayName": "Adele Vance"}) is None
    assert questions.read({"displayName": "Since when?"}) is None
    assert appointments.read({"startDateTime": AT_NINE, "endDateTime": AT_TEN}) is None
    assert meetings.read({"startDateTime": "2027-05-20T09:00:00Z"}) is None


def test_a_business_without_a_name_is_called_by_its_id():
    named = businesses.read_name({"id": "Bank@northwind.example", "displayName": ""})

    assert named is not None
    assert named.name == "Bank@northwind.example"


@pytest.mark.parametrize("policy", [None, {}, "none", {"timeSlotInterval": "", "customAvailabilities": []}])
def test_a_policy_that_says_nothing_inherits_everything(policy):
    consult = services.read(
        {"id": "s1", "displayName": "Consult", "defaultDuration": "PT30M", "schedulingPolicy": policy}
    )

    assert consult is not None
    assert consult.policy == SchedulingPolicy()


def test_availability_windows_of_a_policy_are_read():
    weekly = [{"day": "tuesday", "timeSlots": [{"startTime": "09:00:00", "endTime": "11:00:00"}]}]
    policy = read_policy(
        {
            "timeSlotInterval": "PT0S",
            "generalAvailability": {"availabilityType": "notBookable", "businessHours": None},
            "customAvailabilities": [
                {
                    "availabilityType": "customWeeklyHours",
                    "startDate": "2027-05-01",
                    "endDate": "2027-05-31",
                    "businessHours": weekly,
                },
                {
                    "availabilityType": "bookWhenStaffAreFree",
                    "startDate": "2027-06-30",
                    "endDate": "2027-06-01",
                },
                {"availabilityType": "bookWhenStaffAreFree", "startDate": "soon"},
            ],
        }
    )

    assert policy.interval is None
    assert policy.general is not None
    assert policy.general.offering is Offering.NOT_BOOKABLE
    assert policy.windows is not None
    (may,) = policy.windows
    assert (may.first, may.last) == (date(2027, 5, 1), date(2027, 5, 31))
    assert may.availability.hours is not None
    assert may.availability.hours.on(Weekday.TUESDAY) == (Shift(time(9), time(11)),)


def test_a_group_service_hidden_from_customers_is_read_with_its_questions():
    service = services.read(
        {
            "id": "s1",
            "displayName": "Stretching for beginners",
            "defaultDuration": "PT45M",
            "isHiddenFromCustomers": True,
            "isLocationOnline": True,
            "isAnonymousJoinEnabled": True,
            "maximumAttendeesCount": 8,
            "defaultPrice": "NaN",
            "customQuestions": [{"questionId": "q1", "isRequired": True}, {"isRequired": True}],
            "staffMemberIds": ["dana"],
        }
    )

    assert service is not None
    assert service.is_group
    assert service.price == 0.0
    assert service.questions == (QuestionAsked(QuestionId("q1"), required=True),)
    assert service.anonymous_join


@pytest.mark.parametrize("duration", ["PT0S", "-PT30M", "", None])
def test_a_service_without_length_cannot_be_booked(duration):
    assert services.read({"id": "s1", "displayName": "Consult", "defaultDuration": duration}) is None


def test_staff_with_own_hours_and_an_unheard_of_role():
    dana = staff.read(
        {
            "id": "d1",
            "displayName": None,
            "emailAddress": "danas@contoso.com",
            "role": "unknownFutureValue",
            "timeZone": "",
            "useBusinessHours": False,
            "workingHours": [],
        }
    )

    assert dana is not None
    assert (dana.name, dana.role, dana.zone) == ("danas@contoso.com", Role.GUEST, None)
    assert dana.own_hours is not None
    assert list(dana.own_hours) == []


def test_roles_behind_the_unknown_future_value_are_read():
    dana = staff.read({"id": "d1", "displayName": "Dana", "role": "teamMember"})

    assert dana is not None
    assert dana.role is Role.TEAM_MEMBER


def test_a_customer_without_a_name_is_known_by_mail_or_phone():
    by_phone = {"id": "c1", "displayName": " ", "phones": [{"number": ""}, {"number": "020 7946 0018"}]}

    assert customers.read(by_phone) == Customer(CustomerId("c1"), "020 7946 0018", None, "020 7946 0018")
    assert customers.read({"id": "c1"}) is None


def test_options_of_a_question_count_only_where_one_is_picked():
    options = ["Days", "Weeks"]
    picked = {
        "id": "q1",
        "displayName": "Since when?",
        "answerInputType": "radioButton",
        "answerOptions": options,
    }

    assert questions.read(picked) == Question(QuestionId("q1"), "Since when?", ("Days", "Weeks"))
    assert questions.read(picked | {"answerInputType": "text"}) == Question(QuestionId("q1"), "Since when?")

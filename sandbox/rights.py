"""Which permission lets which operation through, as Graph's own table of permissions lists them.

The first set is for a person's token, the second for the app's; None where Graph has no such form.
"""

from sandbox.exchange import GraphError, access_denied, bad_request
from sandbox.tokens import Caller

_READ = "Bookings.Read.All"
_BOOK = "BookingsAppointment.ReadWrite.All"
_WRITE = "Bookings.ReadWrite.All"
_MANAGE = "Bookings.Manage.All"

_Names = frozenset[str] | None
_ANY = frozenset({_READ, _BOOK, _WRITE, _MANAGE})
_BOOKING = frozenset({_BOOK, _WRITE, _MANAGE})
_WRITING = frozenset({_WRITE, _MANAGE})
_MANAGING = frozenset({_MANAGE})
_MEETING_READ = frozenset({"OnlineMeetings.Read", "OnlineMeetings.ReadWrite"})
_MEETING_READ_APP = frozenset({"OnlineMeetings.Read.All", "OnlineMeetings.ReadWrite.All"})
_MEETING_WRITE = frozenset({"OnlineMeetings.ReadWrite"})
_MEETING_WRITE_APP = frozenset({"OnlineMeetings.ReadWrite.All"})
_JOIN = _MEETING_READ | {"VirtualAppointment.Read", "VirtualAppointment.ReadWrite"}
_JOIN_APP = frozenset({"VirtualAppointment.Read.All", "VirtualAppointment.ReadWrite.All"})
_CALENDAR_READ = frozenset({"Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite"})
_CALENDAR_WRITE = frozenset({"Calendars.ReadWrite"})
_USER = frozenset({"User.Read", "User.ReadBasic.All", "User.Read.All"})

RIGHTS: dict[str, tuple[_Names, _Names]] = {
    "businesses.list": (_ANY, frozenset({_READ, _WRITE, _MANAGE})),
    "businesses.get": (_ANY, _ANY),
    "businesses.update": (_WRITING, _WRITING),
    "businesses.publish": (_MANAGING, _MANAGING),
    "businesses.unpublish": (_MANAGING, _MANAGING),
    "getStaffAvailability": (
        None,
        frozenset({_READ, _WRITE, _MANAGE, "Calendars.Read", "Calendars.ReadWrite"}),
    ),
    "services.list": (_ANY, _ANY),
    "services.get": (_ANY, _ANY),
    "services.create": (_WRITING, _WRITING),
    "services.update": (_WRITING, _WRITING),
    "services.delete": (_WRITING, _WRITING),
    "staffMembers.list": (_ANY, _ANY),
    "staffMembers.get": (_ANY, _ANY),
    "staffMembers.create": (_WRITING, _WRITING),
    "staffMembers.update": (_WRITING, _WRITING),
    "staffMembers.delete": (_WRITING, _WRITING),
    "customers.list": (_ANY, _ANY),
    "customers.get": (_ANY, _ANY),
    "customers.create": (_BOOKING, _BOOKING),
    "customers.update": (_BOOKING, _ANY),
    "customers.delete": (_BOOKING, _ANY),
    "customQuestions.list": (_ANY, frozenset({_READ, _WRITE, _MANAGE})),
    "customQuestions.get": (_ANY, _ANY),
    "customQuestions.create": (_BOOKING, _WRITING),
    "customQuestions.update": (_BOOKING, _WRITING),
    "customQuestions.delete": (_BOOKING, _WRITING),
    "appointments.list": (_ANY, _ANY),
    "appointments.get": (_ANY, _ANY),
    "appointments.create": (_BOOKING, _ANY),
    "appointments.update": (_BOOKING, _ANY),
    "appointments.delete": (_BOOKING, _ANY),
    "appointments.cancel": (_BOOKING, _WRITING),
    "calendarView.list": (_ANY, _ANY),
    "currencies.list": (_ANY, None),
    "currencies.get": (_ANY, None),
    "onlineMeetings.list": (_MEETING_READ, _MEETING_READ_APP),
    "onlineMeetings.create": (_MEETING_WRITE, _MEETING_WRITE_APP),
    "onlineMeetings.createOrGet": (_MEETING_WRITE, _MEETING_WRITE_APP),
    "onlineMeetings.get": (_MEETING_READ, _MEETING_READ_APP),
    "onlineMeetings.update": (_MEETING_WRITE, _MEETING_WRITE_APP),
    "onlineMeetings.delete": (_MEETING_WRITE, _MEETING_WRITE_APP),
    "onlineMeetings.getVirtualAppointmentJoinWebUrl": (_JOIN, _JOIN_APP),
    "events.list": (_CALENDAR_READ, _CALENDAR_READ),
    # The table leaves Calendars.ReadWrite out for one event alone; whoever may write may read.
    "events.get": (_CALENDAR_READ, _CALENDAR_READ),
    "events.create": (_CALENDAR_WRITE, _CALENDAR_WRITE),
    "events.update": (_CALENDAR_WRITE, _CALENDAR_WRITE),
    "events.delete": (_CALENDAR_WRITE, _CALENDAR_WRITE),
    "events.cancel": (_CALENDAR_WRITE, _CALENDAR_WRITE),
    "events.calendarView": (_CALENDAR_READ, _CALENDAR_READ),
    "getSchedule": (_CALENDAR_READ, _CALENDAR_READ),
    "users.get": (_USER, _USER),
}


def permit(operation: str, caller: Caller, *, about_me: bool) -> None:
    """Let the operation through, or refuse it as Graph does."""
    if caller.is_app and about_me:
        raise bad_request("/me request is only valid with delegated authentication flow.")
    if operation not in RIGHTS:
        return  # a batch: each part is asked for its own
    needed = RIGHTS[operation][1 if caller.is_app else 0]
    if needed is None:
        kind = "App" if caller.is_app else "Delegated"
        raise GraphError(403, "Forbidden", f"The API does not support the token type: {kind}")
    if not needed & caller.permissions:
        raise access_denied()

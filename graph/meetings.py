"""onlineMeeting: Teams meetings made outside Bookings; fulfils booking.ports.Meetings."""

from dataclasses import replace

from booking.errors import Unavailable
from booking.ids import MeetingId
from booking.ports import OnlineMeeting
from booking.spans import Span
from graph.calls import Call, Effect, segment
from graph.fields import Json, link, text
from graph.sender import Sender
from graph.times import moment_of, plain
from graph.tokens import Token


def body(event_id: str, subject: str, span: Span) -> Json:
    """Create or get; the times are plain here, not dateTimeTimeZone."""
    return {
        "externalId": event_id,
        "subject": subject,
        "startDateTime": plain(span.start),
        "endDateTime": plain(span.end),
    }


def read(item: Json) -> OnlineMeeting | None:
    """A meeting; None where it has no id or no readable times."""
    key = text(item, "id")
    start, end = moment_of(text(item, "startDateTime")), moment_of(text(item, "endDateTime"))
    if not key or start is None or end is None:
        return None
    return OnlineMeeting(MeetingId(key), text(item, "subject") or "", start, end, link(item, "joinWebUrl"))


class GraphMeetings:
    """Meetings of the person, or with an app token of the user with this object id."""

    def __init__(self, token: Token, user: str | None, *, sender: Sender) -> None:
        self._token = token
        self._sender = sender
        self._mailbox = user or ""
        self._path = f"/users/{segment(user)}/onlineMeetings" if user else "/me/onlineMeetings"

    async def create_or_get(self, event_id: str, subject: str, span: Span) -> OnlineMeeting:
        """The meeting kept under this external id; made if there is none, which may be tried twice."""
        call = Call("createOrGetMeeting", "POST", f"{self._path}/createOrGet", mailbox=self._mailbox)
        call = replace(call, effect=Effect.REPEATABLE, body=body(event_id, subject, span))
        return await self._sender.entity(call, self._token, read)

    async def visitor_link(self, meeting_id: MeetingId) -> str:
        """The link by which a visitor joins without an account. Raises Unavailable where Graph gives none."""
        path = f"{self._path}/{segment(meeting_id)}/getVirtualAppointmentJoinWebUrl"
        call = Call("getVisitorLink", "GET", path, mailbox=self._mailbox)
        answer = await self._sender.send(call, self._token)
        address = link(answer.body, "value")
        if address is None:
            raise Unavailable("getVisitorLink: no link that can be shown")
        return address

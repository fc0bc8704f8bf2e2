"""When personal calendars are taken: getSchedule, with the token of a person (Calendars.ReadBasic)."""

from collections.abc import Mapping, Sequence

from booking.spans import Span, merged
from graph.calls import Call
from graph.fields import Json, entities, text
from graph.sender import Sender
from graph.times import span_of, to_wire
from graph.tokens import Token

_OPEN = frozenset({"free", "workingelsewhere"})


def body(mails: Sequence[str], within: Span) -> Json:
    """Ask for what is taken in these calendars."""
    return {
        "schedules": list(mails),
        "startTime": to_wire(within.start),
        "endTime": to_wire(within.end),
        "availabilityViewInterval": 15,
    }


def read(answer: Json) -> dict[str, list[Span]]:
    """What is taken, by mail in lower case; a calendar that cannot be read is not named."""
    return {
        mail.casefold(): merged(
            span
            for item in entities(schedule, "scheduleItems")
            if (text(item, "status") or "").casefold() not in _OPEN and (span := span_of(item))
        )
        for schedule in entities(answer, "value")
        if (mail := text(schedule, "scheduleId")) and not schedule.get("error")
    }


class GraphSchedule:
    """Calendars that one person may look into, their own above all."""

    def __init__(self, token: Token, *, sender: Sender) -> None:
        self._token = token
        self._sender = sender

    async def taken(self, mails: Sequence[str], within: Span) -> Mapping[str, Sequence[Span]]:
        """What is taken in these calendars, by mail in lower case; those that cannot be read are missing."""
        call = Call("getSchedule", "POST", "/me/calendar/getSchedule", body=body(mails, within))
        return read((await self._sender.send(call, self._token)).body)

"""Meetings for an outside scheduling system: made, kept under its event id, found again."""

import re
from dataclasses import dataclass, field

from botbuilder.schema import Activity

from booking.errors import BookingError, NotPermitted
from booking.hosting import LENGTH, HeldByAnother, Hosting
from booking.meetings import LONGEST_EVENT_ID, MeetingLinks
from booking.spans import Span
from cards import phrases
from cards.meeting import meeting_card, meeting_for_all
from dialogs.desk import Desk
from dialogs.places import Place
from dialogs.question import LONGEST_TYPED, trouble_of
from dialogs.result import Onlooker
from dialogs.stage import View
from dialogs.wording import doubt_in_words
from language.when import instants, read_when

LONGEST_SUBJECT = 200
MADE = "Meeting made"

_AS = re.compile(r"^(?P<what>.*?)\s+as\s+(?P<event_id>\S+)\s*$", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r"[\"“](?P<subject>[^\"“”]+)[\"”]")


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting as it was asked for."""

    subject: str = field(repr=False)
    span: Span
    event_id: str | None


async def meet(desk: Desk, rest: str) -> None:
    """Make an online meeting and post both its links."""
    wish = _read(desk, rest)
    if isinstance(wish, str):
        await desk.stage.say(wish)
        return
    try:
        links = await hosting(desk).host(
            wish.subject,
            wish.span,
            wish.event_id,
            flow=_flow(desk),
            conversation=Place.at(desk, None).as_row(),
        )
    except BookingError as error:
        await desk.stage.say(_trouble(desk, error))
        return
    is_new = Span(links.start, links.end) == wish.span
    await desk.stage.show(view_of(desk, links, MADE if is_new else "This meeting was made before"))


async def find(desk: Desk, rest: str) -> None:
    """Post the links that are kept under an event id."""
    event_id = rest.strip()
    if not event_id or len(event_id) > LONGEST_EVENT_ID:
        await desk.stage.say(phrases.LINK_USAGE)
        return
    try:
        links = await hosting(desk).find(event_id)
    except BookingError as error:
        await desk.stage.say(_trouble(desk, error))
        return
    if links is None:
        await desk.stage.say(phrases.escaped(f"I keep no meeting under {phrases.quoted(event_id)}."))
    else:
        await desk.stage.show(view_of(desk, links, "Meeting"))


def hosting(desk: Desk) -> Hosting:
    """The verbs of meetings for the person at the desk."""
    scheduling = desk.scheduling
    return Hosting(
        meetings=desk.meetings,
        links=desk.links,
        intents=scheduling.intents,
        person=desk.person,
        clock=desk.clock,
        new_reference=scheduling.new_reference,
    )


def _flow(desk: Desk) -> str:
    """The message with the command: it begins the flow and ends it, however often it is delivered."""
    activity: Activity = desk.stage.context.activity
    where = activity.conversation.id if activity.conversation else ""
    return f"{where}/{activity.id}" if activity.id else desk.new_nonce()


def _read(desk: Desk, rest: str) -> Wish | str:
    """What was asked for, or the sentence that says what is missing."""
    if len(rest) > LONGEST_TYPED:
        return phrases.TOO_LONG.format(most=LONGEST_TYPED)
    what, event_id = _without_event_id(rest)
    quoted = _QUOTED.search(what)
    spoken = what.replace(quoted.group(), " ") if quoted else what
    reader = desk.reader
    said = read_when(spoken, now=desk.clock(), zone=reader.zone, locale=reader.locale)
    subject = quoted["subject"].strip() if quoted else said.rest
    if said.doubts:
        return phrases.escaped(doubt_in_words(said.doubts[0], tag=reader.locale, zone=reader.zone))
    moments = instants(said, reader.zone)
    if not subject or not moments:
        return phrases.MEET_USAGE
    if moments[0] < desk.clock():
        return "That time is in the past."
    if event_id and len(event_id) > LONGEST_EVENT_ID:
        return f"An event id has at most {LONGEST_EVENT_ID} characters."
    return Wish(subject[:LONGEST_SUBJECT], Span(moments[0], moments[0] + LENGTH), event_id)


def _without_event_id(rest: str) -> tuple[str, str | None]:
    found = _AS.match(rest)
    return (found["what"], found["event_id"]) if found else (rest, None)


def view_of(onlooker: Onlooker, links: MeetingLinks, title: str) -> View:
    """The links for the one who asked, and that there is a meeting for all others."""
    reader = onlooker.reader
    private = meeting_card(links, title=title, tag=reader.locale, zone=reader.zone)
    public = meeting_for_all(title, reader.name, event_id=links.event_id, user_ids=[onlooker.speaker])
    return View(private, public)


def _trouble(desk: Desk, error: BookingError) -> str:
    if isinstance(error, HeldByAnother):
        return "That event id belongs to a meeting of somebody else, and its links are theirs."
    if isinstance(error, NotPermitted):
        return phrases.NO_MEETINGS
    return trouble_of(desk, error)

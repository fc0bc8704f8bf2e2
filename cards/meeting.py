"""A Teams meeting made for an outside system, and its two links."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from booking.meetings import MeetingLinks
from cards.dates import when
from cards.elements import Card, card, copy_button, heading, link_button, plain, rows, sentence
from cards.open_place import only_for

MEETING = "meeting:"
"""Before the event id, in the place of a reference, on cards that show a meeting to its organiser."""


def meeting_card(links: MeetingLinks, *, title: str, tag: str, zone: ZoneInfo) -> Card:
    """Subject, time, event id, and both ways in."""
    body = [
        heading(title),
        plain(links.subject, bold=True),
        *rows([("When", when(links.start, links.end, tag, zone)), ("Event id", links.event_id)]),
    ]
    actions = [link_button("Join (staff)", links.join_url, style="positive")]
    if links.visitor_url:
        actions.append(copy_button("Copy visitor link", "Visitor link", links.visitor_url))
    else:
        body.append(
            sentence("ℹ Teams has not made the visitor link yet. Write /link with the event id in a minute.")
        )
    return card(body, actions=actions, spoken=title)


def meeting_for_all(title: str, who: str, *, event_id: str, user_ids: Sequence[str]) -> Card:
    """What a channel sees: that there is a meeting, and no way into it."""
    body = [heading(title), *rows([("By", who), ("Event id", event_id)])]
    return only_for(user_ids, f"{MEETING}{event_id}", "Show links", body, spoken=title)

"""What was posted, in order, with every version of it, and who may see which."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from rehearsal.people import Person
from rehearsal.places import base_of
from rehearsal.values import Json, record, records

ADAPTIVE = "application/vnd.microsoft.card.adaptive"


@dataclass(slots=True)
class Post:
    """One message in a chat; `author` is None for the bot's, `only_for` None where all may see it."""

    id: str
    conversation_id: str
    author: Person | None
    versions: list[Json]
    only_for: Person | None = None
    deleted: bool = False
    views: dict[tuple[str, int], Json] = field(default_factory=dict[tuple[str, int], Json])
    at: datetime | None = None

    @property
    def now(self) -> Json:
        """The activity as it stands."""
        return self.versions[-1]

    @property
    def edited(self) -> bool:
        """Whether Teams shows the mark of an edited message."""
        return len(self.versions) > 1

    def cards(self, person: Person) -> list[Json]:
        """The cards as this person sees them: the own answer to a tap, else what all see."""
        found = [one for one in records(self.now.get("attachments")) if one.get("contentType") == ADAPTIVE]
        return [
            self.views.get((person.key, place), record(one.get("content"))) for place, one in enumerate(found)
        ]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that became visible; `post` is None for a notice of the client, and for the bot's typing."""

    kind: Literal["posted", "edited", "deleted", "viewed", "noticed", "typing"]
    conversation_id: str
    text: str = ""
    post: Post | None = None
    only_for: Person | None = None


class History:
    """All posts and events of the room; `changed` is notified at every one, each of `listeners` told."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.posts: list[Post] = []
        self.events: list[Event] = []
        self.changed = asyncio.Condition()
        self.listeners: list[Callable[[Event], None]] = []
        self._now = now

    def find(self, post_id: str, conversation_id: str) -> Post | None:
        """The post of this id in this chat or channel, if it was not deleted."""
        for post in self.posts:
            here = base_of(post.conversation_id) == base_of(conversation_id)
            if post.id == post_id and here and not post.deleted:
                return post
        return None

    def seen_by(self, person: Person, conversation_id: str) -> Iterator[Post]:
        """What this person finds in a chat, a channel, or one thread of it; oldest first."""
        for post in self.posts:
            if not post.deleted and visible(post, person, conversation_id):
                yield post

    async def post(self, post: Post) -> None:
        """Add a message at the end."""
        post.at = self._now()
        self.posts.append(post)
        await self._tell("posted", post)

    async def edit(self, post: Post, activity: Json) -> None:
        """Replace what all see; views that single people had are gone."""
        post.versions.append(activity)
        post.views.clear()
        await self._tell("edited", post)

    async def delete(self, post: Post) -> None:
        """Take a message out of sight."""
        post.deleted = True
        await self._tell("deleted", post)

    async def view(self, post: Post, person: Person, card: Json, place: int = 0) -> None:
        """Show one person another card in place of the one that was posted."""
        post.views[person.key, place] = card
        await self._add(Event("viewed", post.conversation_id, "", post, person))

    async def notice(self, person: Person, conversation_id: str, text: str) -> None:
        """Show one person a line that is in nobody's history."""
        await self._add(Event("noticed", conversation_id, text, None, person))

    async def typing(self, conversation_id: str, only_for: Person | None = None) -> None:
        """Show for a few seconds that the bot is writing."""
        await self._add(Event("typing", conversation_id, "", None, only_for))

    async def _tell(self, kind: Literal["posted", "edited", "deleted"], post: Post) -> None:
        text = post.now.get("text")
        said = text if isinstance(text, str) and kind != "deleted" else ""
        await self._add(Event(kind, post.conversation_id, said, post, post.only_for))

    async def _add(self, event: Event) -> None:
        self.events.append(event)
        for listener in self.listeners:
            listener(event)
        async with self.changed:
            self.changed.notify_all()


def visible(what: Post | Event, person: Person, conversation_id: str) -> bool:
    """Whether a post or event shows in this person's window onto a chat, channel or thread."""
    if what.only_for not in {None, person}:
        return False
    return what.conversation_id == conversation_id or base_of(what.conversation_id) == conversation_id

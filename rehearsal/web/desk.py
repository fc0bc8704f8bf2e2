"""The room and what stands beside it: who is in it, the trace, and every open page."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rehearsal.composing import Result, Results
from rehearsal.history import Event, Post
from rehearsal.manifest import Manifest
from rehearsal.people import Person
from rehearsal.places import SHARED, base_of, personal
from rehearsal.room import Room
from rehearsal.traffic import Exchange
from rehearsal.values import Json
from rehearsal.web.sights import Sight
from rehearsal.web.tenant import Tenant
from rehearsal.web.trace import Trace
from rehearsal.web.views import event_json, in_sight, iso, post_json, refusal_json

MOST_POSTS = 300
"""In each place, so that one that is busy takes nothing away from the others."""
MOST_RESULTS = 200
Health = Callable[[], Mapping[str, str]]
"""A sentence for each server that has ended, and nothing for one that runs."""


@dataclass(slots=True)
class Desk:
    """Tells every page what comes into its person's sight."""

    room: Room
    tenant: Tenant
    health: Health
    manifest: Manifest
    bot_url: str = ""
    graph_url: str = ""
    sights: set[Sight] = field(default_factory=set[Sight])
    results: dict[str, Result] = field(default_factory=dict[str, Result])
    offline: bool = False
    trace: Trace = field(init=False)
    _refusals: int = 0
    _servers: Json = field(default_factory=dict[str, object])
    _switches: Json = field(default_factory=dict[str, object])

    def __post_init__(self) -> None:
        self.trace = Trace(self.room.clock.now, self.traced)
        self.room.history.listeners.append(self._saw)
        self.room.watchers.append(self._passed)
        self._servers, self._switches = dict(self.health()), self.switches()

    @property
    def people(self) -> dict[str, Person]:
        """Those in the room, by key."""
        return {person.key: person for person in self.room.people}

    def sight(self, person: Person) -> Sight:
        """What a page that has just opened is to be told."""
        return Sight(person, lambda: self.snapshot(person))

    def tell(self, message: Json) -> None:
        """Tell all pages."""
        for sight in self.sights:
            sight.tell(message)

    def snapshot(self, person: Person) -> Json:
        """All that one person sees now."""
        seen = [post_json(post, person) for post in self._in_sight(person)]
        return {
            "kind": "snapshot",
            "as": person.key,
            "posts": seen,
            "refusals": [refusal_json(one) for one in self.room.refusals],
            "trace": self.trace.as_json(),
            "clock": self.clock(),
            "switches": self.switches(),
            "servers": self._servers,
        }

    def _in_sight(self, person: Person) -> list[Post]:
        left = Counter({chat.conversation_id: MOST_POSTS for chat in (personal(person), *SHARED)})
        seen: list[Post] = []
        for post in reversed(self.room.history.posts):
            chat = base_of(post.conversation_id)
            if left[chat] and not post.deleted and in_sight(post, person):
                left[chat] -= 1
                seen.append(post)
        return seen[::-1]

    def clock(self) -> Json:
        """The room's time."""
        return {"now": iso(self.room.clock.now())}

    def switches(self) -> Json:
        """What is switched how."""
        habits, trouble = self.room.habits, self.room.trouble
        told = {"status": trouble.status, "after": trouble.after, "times": trouble.times} if trouble else None
        return {
            "offline": self.offline,
            "rate_limits": habits.rate_limits,
            "auto_refresh": habits.auto_refresh,
            "hears_all": habits.hears_all,
            "connector": told,
        }

    def traced(self) -> None:
        """The trace has more."""
        self.tell({"kind": "trace", "trace": self.trace.as_json()})

    def remember(self, results: Results) -> None:
        """Keep what was offered until it is posted; the oldest go."""
        self.results |= {one.id: one for one in results.results}
        for old in list(self.results)[:-MOST_RESULTS]:
            del self.results[old]

    def look_after(self) -> None:
        """Tell of refusals, moved switches and servers that have ended, since the last look."""
        for refusal in self.room.refusals[self._refusals :]:
            self.tell({"kind": "refusal", "refusal": refusal_json(refusal)})
        self._refusals = len(self.room.refusals)
        if (now := dict(self.health())) != self._servers:
            self._servers = now
            self.tell({"kind": "servers", "servers": now})
        if (switches := self.switches()) != self._switches:
            self._switches = switches
            self.tell({"kind": "switches", "switches": switches})

    def _passed(self, exchange: Exchange) -> None:
        self.trace.watch(exchange)
        self.look_after()

    def _saw(self, event: Event) -> None:
        if event.post is not None and not any(event.post is one for one in self.room.history.posts):
            return  # the card of a dialog
        for sight in self.sights:
            if in_sight(event, sight.person):
                sight.tell(event_json(event, sight.person))

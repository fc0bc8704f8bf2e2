"""What the connector saw, asked after the fact, so that asking costs the measured turns nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import ClientSession

from bench.connector.posts import Post
from bench.driver.activities import Json
from bench.driver.seat import Turn

OK = range(200, 300)
KINDS = ("refused", "lost", "twice", "wrong")
FIRST_WORD = "Working on it"
"""Said where an answer takes longer; it comes in the same message."""


class Arrivals:
    """The connector's ledger, over HTTP."""

    def __init__(self, url: str, http: ClientSession) -> None:
        self._url, self._http = f"{url}/bench", http

    async def clear(self, markers: Collection[str]) -> None:
        """Have it begin anew, looking for these markers, the longest first."""
        wanted = sorted(markers, key=len, reverse=True)
        async with self._http.post(f"{self._url}/ledger", json=wanted) as answer:
            answer.raise_for_status()

    async def posts(self) -> list[Post]:
        """All that arrived."""
        async with self._http.get(f"{self._url}/ledger") as answer:
            return [Post(**post) for post in await answer.json()]

    async def last_card(self, chat: str) -> tuple[str, Json]:
        """The id of the last message in this chat, and its card. Raises LookupError."""
        async with self._http.get(f"{self._url}/last/{quote(chat, safe='')}") as answer:
            if not answer.ok:
                raise LookupError(f"no message in {chat}")
            last = await answer.json()
        attachments = last["activity"].get("attachments") or [{}]
        return last["id"], attachments[0].get("content") or {}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The turns without the right answer, by kind (refused, lost, twice, wrong), and one of them in words."""

    faults: dict[str, int]
    example: str


def judge(turns: Iterable[Turn], posts: Sequence[Post]) -> Judgement:
    """Every turn against what arrived for it. Moves the end of a turn to the arrival of its reply."""
    by_nonce: dict[str, list[Post]] = {}
    for post in posts:
        by_nonce.setdefault(post.reply_to, []).append(post)
    found: dict[str, int] = dict.fromkeys(KINDS, 0)
    example = ""
    for turn in turns:
        arrived = by_nonce.get(turn.nonce, ())
        if fault := _fault(turn, arrived):
            found[fault] += 1
            example = (
                example
                or f"{fault}: wanted {turn.expects!r}, got {turn.status} {turn.body[:400]!r} {arrived}"
            )
    return Judgement(found, example)


def _fault(turn: Turn, posts: Sequence[Post]) -> str | None:
    if turn.status not in OK:
        return "refused"
    if not turn.by_connector:
        return None if turn.expects.encode() in turn.body else "wrong"
    # A new card may turn the one before it into a summary, which is no second answer.
    match [post for post in posts if (post.new or post.marker) and post.marker != FIRST_WORD]:
        case []:
            return "lost"
        case [post]:
            turn.ended = max(turn.ended, post.at)
            right = (post.chat, post.marker, post.echo or turn.echo) == (turn.chat, turn.expects, turn.echo)
            return None if right and post.echo == turn.echo else "wrong"
        case _:
            return "twice"

"""Sends calls as often as is right, and no more at a time than a mailbox takes."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar
from weakref import WeakValueDictionary

import structlog

from booking.errors import SignInNeeded, Throttled, Unavailable
from graph.calls import Answer, Call, Effect, Reach, Trouble
from graph.errors import SOON, failure, is_missing
from graph.fields import Json, entities, text
from graph.retries import Patience, may_repeat, waiting
from graph.surroundings import Surroundings
from graph.tokens import Token
from graph.wire import Wire

log = structlog.get_logger()

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Requests in flight per mailbox, and pages of a list."""

    in_flight: int
    pages: int


class Sender:
    """One for all persons, since the limits count per app and mailbox."""

    def __init__(self, wire: Wire, *, patience: Patience, bounds: Bounds, surroundings: Surroundings) -> None:
        self._wire = wire
        self._patience = patience
        self._bounds = bounds
        self._surroundings = surroundings
        self._gates: WeakValueDictionary[bytes, asyncio.Semaphore] = WeakValueDictionary()

    async def send(self, call: Call, token: Token) -> Answer:
        """The answer of Graph, or a BookingError."""
        bearer = await _bearer(token)
        gate = self._gate(call.mailbox.casefold() or bearer)
        until = self._surroundings.clock() + self._patience.deadline
        doubt: Trouble | None = None
        done = 0
        while True:
            outcome = await self._through(gate, call, bearer, until)
            if isinstance(outcome, Answer):
                return outcome
            if doubt and is_missing(call, outcome):
                return Answer({}, outcome.request_id)  # an earlier try did it
            if outcome.is_doubtful and call.effect is Effect.REPEATABLE:
                doubt = outcome
            if not may_repeat(call, outcome, done=done, patience=self._patience):
                raise failure(call, doubt or outcome)
            await self._wait(call, outcome, done=done, until=until, doubt=doubt)
            done += 1
            self._surroundings.repeated(call.name)

    async def entity(self, call: Call, token: Token, read: Callable[[Json], Read | None]) -> Read:
        """A single entity. One that cannot be read is as good as no answer."""
        answer = await self.send(call, token)
        found = read(answer.body)
        if found is None:
            raise failure(call, garbled(answer))
        return found

    async def items(self, call: Call, token: Token, read: Callable[[Json], Read | None]) -> list[Read]:
        """A collection with all its pages; items that cannot be read are left out, and logged by their id."""
        found: list[Read] = []
        for _ in range(self._bounds.pages):
            answer = await self.send(call, token)
            if not isinstance(answer.body.get("value"), list):
                raise failure(call, garbled(answer))
            for item in entities(answer.body, "value"):
                one = read(item)
                if one is None:
                    log.warning("graph item left out", call=call.name, id=text(item, "id"))
                else:
                    found.append(one)
            following = text(answer.body, "@odata.nextLink")
            if following is None:
                return found
            call = replace(call, path=following, query={})
        raise Unavailable(f"{call.name}: more than {self._bounds.pages} pages")

    def _gate(self, mailbox: str) -> asyncio.Semaphore:
        """Kept while somebody uses it; a digest, because it may come from a token."""
        key = hashlib.sha256(mailbox.encode()).digest()
        gate = self._gates.get(key)
        if gate is None:
            gate = self._gates[key] = asyncio.Semaphore(self._bounds.in_flight)
        return gate

    async def _through(
        self, gate: asyncio.Semaphore, call: Call, bearer: str, until: float
    ) -> Answer | Trouble:
        try:
            async with asyncio.timeout(until - self._surroundings.clock()):
                await gate.acquire()
        except TimeoutError:
            raise Throttled(timedelta(seconds=SOON)) from None
        try:
            return await self._wire.exchange(call, bearer)
        finally:
            gate.release()

    async def _wait(
        self, call: Call, trouble: Trouble, *, done: int, until: float, doubt: Trouble | None
    ) -> None:
        wait = waiting(trouble, done=done, chance=self._surroundings.chance(), patience=self._patience)
        if self._surroundings.clock() + wait <= until:
            await self._surroundings.pause(wait)
        else:
            raise failure(call, doubt or trouble)


async def _bearer(token: Token) -> str:
    bearer = await token.bearer()
    if not bearer.isascii():
        raise SignInNeeded("a token that is none")
    return bearer


def garbled(answer: Answer) -> Trouble:
    """A success whose content makes no sense."""
    return Trouble(Reach.GARBLED, request_id=answer.request_id)

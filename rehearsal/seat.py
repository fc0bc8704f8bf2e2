"""A person in a place: what one does at a Teams client."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from rehearsal.activities import TO_THE_BOT_ALONE, Envelope
from rehearsal.client import Client
from rehearsal.composing import Result, Results, query, query_link
from rehearsal.history import Post
from rehearsal.line import Delivery
from rehearsal.parts import Button
from rehearsal.places import place_at, place_of
from rehearsal.seen import SeenCard
from rehearsal.signing_in import CLOSED, SignInCard, cards_in, exchange, failure, signed_in_at, verify
from rehearsal.values import Json
from rehearsal.window import Window

LONGEST_WAIT = 30.0
"""Seconds that a person waits for an answer that was put off."""


@dataclass(slots=True)
class Seat(Window):
    """Someone at a client; in a channel the first words begin a thread, and the seat stays in it."""

    def in_(self, place: str) -> "Seat":
        """The same person in another place: personal, group, general or channel."""
        return Seat(self.stage, self.person, place_of(place, self.person))

    def beside(self, other: "Seat") -> "Seat":
        """The same person where another one is: the same shared place, and the same thread."""
        return Seat(self.stage, self.person, other.place, other.thread, _mark=len(self.stage.history.events))

    async def says(
        self,
        text: str,
        *,
        mention: bool | None = None,
        new_thread: bool = False,
        alone: bool = False,
        attached: Sequence[Result] = (),
    ) -> list[str]:
        """Write a message; in shared places it mentions the bot, or the bot does not get it.

        `alone` is a message to the bot that nobody else in the shared place sees (a targeted one).
        `attached` is what was taken from a message extension, or the card of a link.
        Returns what was heard by the time the bot's endpoint had answered.
        """
        mention = self.place.kind != "personal" and not alone if mention is None else mention
        number = self.said = next(self.stage.ids)
        if self.place.kind == "channel" and (new_thread or not self.thread):
            self.thread = number
        content = self._envelope.message(text, mention=mention) | (TO_THE_BOT_ALONE if alone else {})
        if attached:
            content["attachments"] = [one.attachment for one in attached]
        activity = self._whole(content, number)
        self._begin()
        only_for = self.person if alone else None
        await self.stage.history.post(Post(number, self._conversation, self.person, [activity], only_for))
        if alone or mention or self.place.kind == "personal" or self.stage.hears_all:
            await self._deliver(activity)
            await self._wait_it_out()
        return self.heard

    async def taps(
        self,
        title: str | Button,
        /,
        *,
        on: SeenCard | None = None,
        as_submit: bool = False,
        inputs: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> list[str]:
        """Press the button of this title on the newest card that has buttons, or on another one.

        Inputs are given by id or label, by name or in `inputs`; choices by title, its beginning, or value.
        The others keep what the card holds.
        `as_submit` is a client that does not know Action.Execute and takes its fallback.
        Returns what was heard by the time the bot's endpoint had answered.
        """
        card = on or self._newest(lambda one: bool(one.buttons), "a button")
        button = card.button(title) if isinstance(title, str) else title
        self._begin()
        given = {**(inputs or {}), **more}
        delivery = await self._client(card).tap(card, button, given, as_submit=as_submit)
        self.last = delivery or self.last
        await self._wait_it_out()
        return self.heard

    async def submits(
        self, title: str | Button, /, inputs: Mapping[str, Any] | None = None, **more: Any
    ) -> list[str]:
        """Press a button of the open dialog. Returns what was heard by the time the bot had answered."""
        dialog = self.dialog
        button = dialog.card.button(title) if isinstance(title, str) else title
        self._begin()
        delivery = await self._client(dialog.card).submit(dialog, button, {**(inputs or {}), **more})
        self.last = delivery or self.last
        return self.heard

    def closes(self) -> None:
        """Close the open dialog; the bot hears nothing of it."""
        self.stage.dialogs.pop(self.dialog.person.key)

    async def composes(self, command: str, text: str = "", *, parameter: str = "query") -> Results:
        """Search with a command of the message extension. Raises AssertionError where nothing is offered."""
        return await self._composes(query(command, parameter, text))

    async def unfurls(self, url: str) -> Results:
        """Put a link into the compose box: the cards that the bot offers for it."""
        return await self._composes(query_link(url))

    async def _composes(self, content: Json) -> Results:
        self._begin()
        client = Client(self.stage, self._envelope, self.opened, self.outcomes)
        self.last = await client.compose(content)
        if results := self.outcomes[-1].results:
            return results
        message = f"{self.person.name} is offered nothing: {self.outcomes[-1].text or self.last}"
        raise AssertionError(message)

    async def searches(
        self,
        name: str,
        text: str,
        *,
        on: SeenCard | None = None,
        given: Mapping[str, str] | None = None,
    ) -> list[tuple[str, str]]:
        """Type into an input that looks things up: the titles and values that are offered.

        `given` is what stands in the other inputs, by id.
        """
        card = on or self._newest(
            lambda one: any(i.called(name) for i in one.parts.fields), f"an input {name!r}"
        )
        found, self.last = await self._client(card).search(card, card.input(name), text, given)
        return [(choice.title, choice.value) for choice in found]

    async def refreshes(self, card: SeenCard | None = None) -> list[str]:
        """What a client does by itself when a card with `refresh` comes into sight."""
        card = card or self._newest(lambda one: "refresh" in one.json, "a refresh")
        self._begin()
        self.last = await self._client(card).refresh(card)
        return self.heard

    async def signs_in(self, *, consents: bool = True, account: str | None = None) -> list[str]:
        """Do what the newest sign-in card asks for: the client by itself, else the person by the button.

        Without `consents` the person closes the page; `account` is the one they choose there.
        """
        card = self.sign_in_card
        self._begin()
        if card.resource and account is None:
            if card.tap is not None:
                await self._taps_again(card, {"authentication": card.authentication(self.person)})
                return self.heard
            delivery = await self._deliver(self._whole(exchange(card, self.person), str(uuid4())))
            if delivery.status != HTTPStatus.PRECONDITION_FAILED:
                return self.heard
        code = await signed_in_at(card.link, account or self.person.mail) if consents else CLOSED
        if card.tap is None:
            await self._deliver(self._whole(verify(code), str(uuid4())))
        elif consents:
            await self._taps_again(card, {"state": code})
        return self.heard

    async def fails_to_sign_in(self, code: str) -> list[str]:
        """The client reports that it could not sign the person in."""
        self._begin()
        await self._deliver(self._whole(failure(code), str(uuid4())))
        return self.heard

    async def opens(self) -> list[Delivery]:
        """Add the bot here: both of Teams' events, at the same time."""
        self._begin()
        events = [self._whole(one, str(uuid4())) for one in self._envelope.installed()]
        answers = await asyncio.gather(*map(self._deliver, events))
        return list(answers)

    async def sends(self, activity: Json | bytes, *, whole: bool = True) -> Delivery:
        """Send anything: completed as Teams would, or exactly as it is."""
        self._begin()
        if isinstance(activity, bytes) or not whole:
            return await self._deliver(activity)
        return await self._deliver(self._whole(activity, str(uuid4())))

    async def redelivers(self, times: int = 1, *, fresh_id: bool = False) -> list[Delivery]:
        """Send the last activity again, as Teams does when an answer was late."""
        if self.last is None:
            message = "Nothing was sent from this seat yet."
            raise AssertionError(message)
        again = self.last.activity
        copies = [again | {"id": str(uuid4())} if fresh_id else again for _ in range(times)]
        return [await self._deliver(copy) for copy in copies]

    @property
    def sign_in_card(self) -> SignInCard:
        """What asks this person to sign in: the answer to their last tap, or the newest message that does."""
        if login := self.stage.logins.pop(self.person.key, None):
            return login
        found = [card for post in self.posts for card in cards_in(post)]
        if not found:
            message = f"{self.person.name} is not asked to sign in; there is:"
            raise AssertionError(f"{message}\n{self.visible or '(nothing)'}")
        return found[-1]

    def _client(self, card: SeenCard) -> Client:
        place, thread = place_at(card.post.conversation_id, self.person)
        return Client(
            self.stage,
            Envelope(self.person, place, self.stage.service_url, thread),
            self.opened,
            self.outcomes,
        )

    def _whole(self, content: Json, activity_id: str) -> Json:
        return self._envelope.around(content, activity_id=activity_id, now=self.stage.now())

    def _begin(self) -> None:
        self._mark = len(self.stage.history.events)

    async def _deliver(self, activity: Json | bytes) -> Delivery:
        self.last = await self.stage.line.deliver(activity)
        return self.last

    async def _wait_it_out(self) -> None:
        """Let what stands in for an answer give way, as people do; one that stays is for the test to see."""
        stand_in, changed = self.stage.waits_out, self.stage.history.changed
        if not stand_in:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT), changed:
                await changed.wait_for(lambda: all(stand_in not in card.text() for card in self.cards))

    async def _taps_again(self, card: SignInCard, brought: Json) -> None:
        if card.post is None or card.tap is None:
            return
        for shown in card.post.cards(self.person)[:1]:
            seen = SeenCard(card.post, self.person, shown)
            self.last = await self._client(seen).again(seen, card.tap, brought)

"""What people do from the page: say, tap, look up, search, and fill in dialogs."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus

from aiohttp import web

from rehearsal.composing import Result
from rehearsal.outcomes import Outcome
from rehearsal.people import Person
from rehearsal.places import THREAD
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard
from rehearsal.values import Json
from rehearsal.web.asking import Asked, Declined, bad, missing
from rehearsal.web.desk import Desk
from rehearsal.web.finding import button_of, card_of, input_of, inputs_for
from rehearsal.web.views import outcome_json

NO_ANSWER = {
    HTTPStatus.BAD_GATEWAY: "Frontdesk cannot be reached: the bot is not running.",
    HTTPStatus.GATEWAY_TIMEOUT: "Frontdesk did not answer in time.",
}
"""The line's own statuses, for which no bot has spoken."""


class Actions:
    """Serves the POSTs under `/room` by which people act; each is a thing that a client does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, app: web.Application) -> None:
        """Serve them there."""
        for name in ("say", "open", "tap", "search", "refresh", "dialog", "compose", "unfurl", "signin"):
            app.router.add_post(f"/room/{name}", _answering(getattr(self, name)))

    async def say(self, asked: Asked) -> Json:
        """Write a message."""
        seat = self._seat(asked)
        text, alone = asked.text("text"), asked.flag("alone")
        attached = [self._result(one) for one in asked.list("attached")]
        if not text.strip() and not attached:
            raise bad("There is nothing to say.")
        mention = asked.flag("mentions", default=seat.place.kind != "personal" and not alone)
        self._desk.trace.begin(f"{seat.person.name} writes in {seat.place.name}")
        await seat.says(text, mention=mention, alone=alone, attached=attached)
        _answered(seat)
        return {"kind": "said", "post": seat.said, "thread": seat.thread}

    async def open(self, asked: Asked) -> Json:
        """Add the bot to a place."""
        seat = self._seat(asked)
        self._desk.trace.begin(f"{seat.person.name} adds Frontdesk to {seat.place.name}")
        await seat.opens()
        return _came(seat)

    async def tap(self, asked: Asked) -> Json:
        """Press a button of a card."""
        person = asked.person(self._desk.people)
        card = card_of(self._desk, asked, person)
        seat = self._desk.room.as_(person.key)
        button = button_of(card, asked.json.get("action"))
        inputs = inputs_for(card, button, asked.texts("inputs"))
        self._desk.trace.begin(f"{person.name} taps {button.title or 'a row'}")
        await seat.taps(button, on=card, inputs=inputs, as_submit=asked.flag("old_client"))
        return _came(seat)

    async def search(self, asked: Asked) -> Json:
        """Type into an input that looks things up."""
        person = asked.person(self._desk.people)
        seat = self._desk.room.as_(person.key)
        card = (
            self._dialog_card(asked, seat) if "dialog" in asked.json else card_of(self._desk, asked, person)
        )
        one, text = input_of(card, asked.text("input")), asked.text("text")
        self._desk.trace.begin(f"{person.name} looks something up")
        found = await seat.searches(one.id, text, on=card, given=asked.texts("others"))
        return {"choices": [{"title": title, "value": value} for title, value in found]}

    async def refresh(self, asked: Asked) -> Json:
        """Ask for the own form of a card."""
        person = asked.person(self._desk.people)
        card = card_of(self._desk, asked, person)
        if "refresh" not in card.json:
            raise missing("The card has no refresh.")
        seat = self._desk.room.as_(person.key)
        self._desk.trace.begin(f"{person.name}'s client refreshes a card")
        await seat.refreshes(card)
        return _came(seat)

    async def dialog(self, asked: Asked) -> Json:
        """Press a button of the open dialog, or close it."""
        person = asked.person(self._desk.people)
        seat = self._desk.room.as_(person.key)
        card = self._dialog_card(asked, seat)
        if asked.flag("close"):
            seat.closes()
            return {"kind": "none"}
        button = button_of(card, asked.json.get("action"))
        inputs = inputs_for(card, button, asked.texts("inputs"))
        self._desk.trace.begin(f"{person.name} taps {button.title} in a dialog")
        await seat.submits(button, inputs=inputs)
        return _came(seat)

    async def compose(self, asked: Asked) -> Json:
        """Search with a command of the message extension."""
        seat, wanted = self._seat(asked), asked.text("command")
        for command in self._desk.manifest.searches:
            if command.id == wanted:
                self._desk.trace.begin(f"{seat.person.name} searches with {command.title}")
                return await self._offer(
                    seat, seat.composes(wanted, asked.text("text"), parameter=command.parameter)
                )
        raise missing(f"The app has no search command {wanted!r}.")

    async def unfurl(self, asked: Asked) -> Json:
        """Put a link into the compose box."""
        seat, url = self._seat(asked), asked.text("url")
        if not self._desk.manifest.unfurls(url):
            return {"kind": "none"}
        self._desk.trace.begin(f"{seat.person.name} pastes a link")
        return await self._offer(seat, seat.unfurls(url))

    async def signin(self, asked: Asked) -> Json:
        """Do what the newest sign-in asks for."""
        seat = self._seat(asked)
        account = asked.text("account", default="") or None
        self._desk.trace.begin(f"{seat.person.name} signs in")
        await seat.signs_in(consents=asked.flag("consents", default=True), account=account)
        return _came(seat)

    def _seat(self, asked: Asked) -> Seat:
        person: Person = asked.person(self._desk.people)
        seat = self._desk.room.as_(person.key).in_(asked.place(person).key)
        thread = asked.text("thread", default="")
        if not thread or seat.place.kind != "channel":
            return seat
        begun = f"{seat.place.conversation_id}{THREAD}{thread}"
        if all(post.conversation_id != begun for post in self._desk.room.history.posts):
            raise missing(f"{seat.place.name} has no thread {thread!r}.")
        seat.thread = thread
        return seat

    def _result(self, name: str) -> Result:
        if name not in self._desk.results:
            raise missing("What was to be attached is not there any more; search again.")
        return self._desk.results[name]

    def _dialog_card(self, asked: Asked, seat: Seat) -> SeenCard:
        wanted = asked.text("dialog")
        found = seat.stage.dialogs.get(seat.person.key)
        if found is None or found.id != wanted:
            raise missing("This dialog is not open any more.")
        return found.card

    async def _offer(self, seat: Seat, asking: Awaitable[object]) -> Json:
        with suppress(AssertionError):  # a message or a sign-in in place of results
            await asking
        if results := seat.outcomes[-1].results:
            self._desk.remember(results)
        return _came(seat)


def _answering(act: Callable[[Asked], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response(await act(await Asked.read(request)))

    return answer


def _answered(seat: Seat) -> None:
    """Raise Declined where the line got no word from the bot."""
    if seat.last is None or seat.last.status == HTTPStatus.OK:
        return
    status = HTTPStatus(seat.last.status)
    if status in NO_ANSWER and not isinstance(seat.last.body, dict):
        raise Declined(status, NO_ANSWER[status])


def _came(seat: Seat) -> Json:
    """What came of it, as the client shows it."""
    _answered(seat)
    return outcome_json(seat.outcomes[-1] if seat.outcomes else Outcome())

"""What a person's client does with a card: sends taps, looks things up, shows the answers."""

import asyncio
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast
from uuid import uuid4

from rehearsal.activities import Envelope, execute, search
from rehearsal.filling import filled, in_reach, merged, named
from rehearsal.line import Delivery
from rehearsal.parts import Button, Choice, Field
from rehearsal.rules import Refusal, card_faults, descendants
from rehearsal.seen import SeenCard
from rehearsal.signing_in import LOGIN, SIGN_IN, SignInCard
from rehearsal.stage import Stage
from rehearsal.values import Json, record, records, string

TROUBLE = "Something went wrong. Please try again."
OFFERED = 15


@dataclass(frozen=True, slots=True)
class Client:
    """One person's client in one place; links it opened go to `opened`."""

    stage: Stage
    envelope: Envelope
    opened: list[str] = field(default_factory=list[str])

    async def tap(
        self, card: SeenCard, button: Button, given: Mapping[str, Any], *, as_submit: bool = False
    ) -> Delivery | None:
        """Press a button; None when it stays within the client."""
        action = button.action
        if action.get("isEnabled") is False:
            message = f"The button {button.title!r} is disabled."
            raise AssertionError(message)
        if as_submit and button.kind == "Action.Execute":
            action = record(action.get("fallback"))
        if action.get("type") not in {"Action.Execute", "Action.Submit"}:
            return await self._within(card, button)
        data = merged(action, await self.fill(card, button, given))
        if action.get("type") == "Action.Execute":
            return await self._execute(card, action, data)
        return await self._submit(card, data)

    async def _within(self, card: SeenCard, button: Button) -> None:
        match button.kind:
            case "Action.OpenUrl":
                self.opened.append(string(button.action.get("url")))
            case "Action.ToggleVisibility":
                await self._toggle(card, button.action)
            case "Action.ShowCard" | "Action.Popover":
                pass
            case kind:
                message = f"The button {button.title!r} does nothing in this client: {kind!r}."
                raise AssertionError(message)

    async def fill(self, card: SeenCard, button: Button, given: Mapping[str, Any]) -> Json:
        """What the client sends for the inputs; looks up what was given for an input that looks up."""
        wanted = named(card, given)
        fields = in_reach(card, button)
        asked = [one for one in fields if one.query and _unknown(one, wanted.get(one.id))]
        answers = await asyncio.gather(*(self.search(card, one, str(wanted[one.id])) for one in asked))
        found = {one.id: choices for one, (choices, _) in zip(asked, answers, strict=True)}
        return filled(fields, wanted, found)

    async def search(self, card: SeenCard, one: Field, text: str) -> tuple[list[Choice], Delivery]:
        """Look something up: what the client offers, at most fifteen."""
        others: Json | None = None
        if one.query.get("associatedInputs") == "auto":
            others = {each.id: each.value for each in card.parts.fields if each.id != one.id and each.value}
        delivery = await self._send(search(one.query, text, others, card_id=card.post.id))
        body = record(delivery.body)
        if (delivery.status, body.get("statusCode")) != (HTTPStatus.OK, HTTPStatus.OK):
            message = f"The search for {text!r} in {one.label!r} failed: {delivery}"
            raise AssertionError(message)
        results = records(record(body.get("value")).get("results"))
        offered = [Choice(string(row.get("title")), string(row.get("value"))) for row in results]
        return offered[:OFFERED], delivery

    async def again(self, card: SeenCard, tap: Json, brought: Json) -> Delivery:
        """Send a tap again, with what a sign-in brought."""
        invoke: Json = {"type": "invoke", "name": "adaptiveCard/action", "replyToId": card.post.id}
        delivery = await self._send(invoke | {"value": tap | brought})
        await self._show(card, delivery, quiet=False)
        return delivery

    async def refresh(self, card: SeenCard) -> Delivery:
        """Ask for this person's own form of the card, as the client does unasked."""
        action = record(record(card.json.get("refresh")).get("action"))
        return await self._execute(card, action, record(action.get("data")), automatic=True)

    async def _execute(
        self, card: SeenCard, action: Json, data: Json, *, automatic: bool = False
    ) -> Delivery:
        version = len(card.post.versions)
        asked = execute(action, data, card_id=card.post.id, automatic=automatic)
        delivery = await self._send(asked)
        if automatic and (len(card.post.versions) > version or card.post.deleted):
            return delivery  # the newer version has a refresh of its own
        await self._show(card, delivery, quiet=automatic)
        return delivery

    async def _show(self, card: SeenCard, delivery: Delivery, *, quiet: bool) -> None:
        body = record(delivery.body)
        value = body.get("value")
        match delivery.status, body.get("statusCode"), body.get("type"):
            case 200, 200, "application/vnd.microsoft.card.adaptive":
                self.stage.refusals.extend(card_faults(record(value)))
                await self.stage.history.view(card.post, card.person, record(value), card.place)
            case 200, 200, "application/vnd.microsoft.activity.message" if isinstance(value, str) and value:
                await self._notice(card, value)
            case 200, 401, kind if kind == LOGIN:
                asked = record(delivery.activity.get("value"))
                self.stage.logins[card.person.key] = SignInCard(record(value), card.post, asked)
                await self._notice(card, SIGN_IN)
            case 200, int(code), str(kind) if code >= HTTPStatus.BAD_REQUEST and kind:
                await self._trouble(card, quiet=quiet)
            case _:
                fault = f"{delivery.status} {str(delivery.body)[:200]}"
                self.stage.refusals.append(Refusal("answer to a card", fault, fatal=True))
                await self._trouble(card, quiet=quiet)

    async def _submit(self, card: SeenCard, data: Json) -> Delivery:
        extra = record(data.get("msteams"))
        match extra.get("type"):
            case None:
                return await self._send(self.envelope.submit(data, card_id=card.post.id))
            case "messageBack":
                back: Json = {"text": string(extra.get("text")), "value": extra.get("value")}
                return await self._send(self.envelope.submit(data, card_id=card.post.id) | back)
            case "imBack":
                return await self._send(self.envelope.message(string(extra.get("value")), mention=False))
            case kind:
                message = f"This client does not play {kind!r} on Action.Submit."
                raise AssertionError(message)

    async def _toggle(self, card: SeenCard, action: Json) -> None:
        view = deepcopy(card.json)
        parts = {string(one.get("id")): one for one in descendants(view)}
        for target in cast("list[Any]", action.get("targetElements") or []):
            asked = record(target)
            part = parts.get(string(asked.get("elementId")) or string(target))
            if part is not None:
                part["isVisible"] = asked.get("isVisible", part.get("isVisible") is False)
        await self.stage.history.view(card.post, card.person, view, card.place)

    async def _send(self, content: Json) -> Delivery:
        whole = self.envelope.around(content, activity_id=str(uuid4()), now=self.stage.now())
        return await self.stage.line.deliver(whole)

    async def _notice(self, card: SeenCard, text: str) -> None:
        await self.stage.history.notice(card.person, card.post.conversation_id, text)

    async def _trouble(self, card: SeenCard, *, quiet: bool) -> None:
        if not quiet:
            await self._notice(card, TROUBLE)


def _unknown(one: Field, wanted: Any) -> bool:
    known = {choice.value for choice in one.choices} | {choice.title for choice in one.choices}
    return bool(wanted) and wanted not in known

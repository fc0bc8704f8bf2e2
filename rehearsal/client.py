"""What a person's client does with a card: sends taps, looks things up, shows the answers."""

import asyncio
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast
from uuid import uuid4

from rehearsal import composing, dialogs
from rehearsal.activities import Envelope, execute, search
from rehearsal.dialogs import Dialog
from rehearsal.filling import filled, in_reach, merged, named
from rehearsal.line import Delivery
from rehearsal.outcomes import Outcome
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
    """One person's client in one place; links go to `opened`, what came of each answer to `outcomes`."""

    stage: Stage
    envelope: Envelope
    opened: list[str] = field(default_factory=list[str])
    outcomes: list[Outcome] = field(default_factory=list[Outcome])

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
        lookups = [one for one in fields if one.query]
        before = {one.id: self.stage.looked_up.get(_place(card, one), []) for one in lookups}
        asked = [one for one in lookups if _unknown([*one.choices, *before[one.id]], wanted.get(one.id))]
        answers = await asyncio.gather(*(self.search(card, one, str(wanted[one.id])) for one in asked))
        found = {one.id: choices for one, (choices, _) in zip(asked, answers, strict=True)}
        return filled(fields, wanted, before | found)

    async def search(
        self, card: SeenCard, one: Field, text: str, given: Mapping[str, str] | None = None
    ) -> tuple[list[Choice], Delivery]:
        """Look something up: what the client offers, at most fifteen.

        `given` is what stands in other inputs by now; it goes along where the input asks for that.
        """
        others: Json | None = None
        if one.query.get("associatedInputs") == "auto":
            held = {each.id: each.value for each in card.parts.fields} | dict(given or {})
            others = {name: value for name, value in held.items() if name != one.id and value}
        delivery = await self._send(search(one.query, text, others, card_id=card.post.id))
        body = record(delivery.body)
        if (delivery.status, body.get("statusCode")) != (HTTPStatus.OK, HTTPStatus.OK):
            message = f"The search for {text!r} in {one.label!r} failed: {delivery}"
            raise AssertionError(message)
        results = records(record(body.get("value")).get("results"))
        offered = [Choice(string(row.get("title")), string(row.get("value"))) for row in results]
        known = self.stage.looked_up.setdefault(_place(card, one), [])
        known += [choice for choice in offered[:OFFERED] if choice not in known]
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
                self.outcomes.append(Outcome("card"))
            case 200, 200, "application/vnd.microsoft.activity.message" if isinstance(value, str) and value:
                await self._notice(card, value)
                self.outcomes.append(Outcome("message", value))
            case 200, 401, kind if kind == LOGIN:
                asked = record(delivery.activity.get("value"))
                login = self.stage.logins[card.person.key] = SignInCard(record(value), card.post, asked)
                await self._notice(card, SIGN_IN)
                self.outcomes.append(Outcome("signin", SIGN_IN, login.button))
            case 200, int(code), str(kind) if code >= HTTPStatus.BAD_REQUEST and kind:
                await self._trouble(card, quiet=quiet)
            case _:
                await self._stumbles(card, "answer to a card", delivery, quiet=quiet)

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
            case dialogs.FETCH:
                delivery = await self._send(dialogs.asks(dialogs.FETCH, data) | {"replyToId": card.post.id})
                await self._dialog(card, delivery)
                return delivery
            case kind:
                message = f"This client does not play {kind!r} on Action.Submit."
                raise AssertionError(message)

    async def submit(self, dialog: Dialog, button: Button, given: Mapping[str, Any]) -> Delivery | None:
        """Press a button of a dialog; None when it stays within the client."""
        if button.kind != "Action.Submit":
            return await self.tap(dialog.card, button, given)
        data = merged(button.action, await self.fill(dialog.card, button, given))
        delivery = await self._send(dialogs.asks(dialogs.SUBMIT, data))
        await self._dialog(dialog.card, delivery)
        return delivery

    async def _dialog(self, card: SeenCard, delivery: Delivery) -> None:
        """Show what the bot answered: another dialog, its last words, or nothing more."""
        body = record(delivery.body)
        following = dialogs.opened(body, card.person, card.post.conversation_id)
        if following is not None and delivery.status == HTTPStatus.OK:
            self.stage.refusals += dialogs.dialog_faults(following)
            self.stage.dialogs[card.person.key] = following
            self.outcomes.append(Outcome("dialog", dialog=following))
            return
        fetched = delivery.activity.get("name") == dialogs.FETCH
        text = dialogs.told(body)
        if delivery.status != HTTPStatus.OK or (fetched and not text):
            await self._stumbles(card, "answer of a dialog", delivery)
            return
        self.stage.dialogs.pop(card.person.key, None)
        self.outcomes.append(Outcome("message", text) if text else Outcome())
        if text:
            await self._notice(card, text)

    async def compose(self, content: Json) -> Delivery:
        """Ask for results of a search command, or for the card of a link."""
        delivery = await self._send(content)
        body = record(delivery.body)
        if delivery.status != HTTPStatus.OK:
            self._refuse("answer to the compose box", delivery)
            self.outcomes.append(Outcome("error", TROUBLE))
        elif results := composing.offered(body):
            self.stage.refusals += composing.result_faults(results)
            self.outcomes.append(Outcome("results", results=results))
        elif button := composing.sign_in_button(body):
            self.outcomes.append(Outcome("signin", SIGN_IN, button))
        else:
            text = composing.told(body)
            self.outcomes.append(Outcome("message", text) if text else Outcome())
        return delivery

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
            self.outcomes.append(Outcome("error", TROUBLE))

    async def _stumbles(self, card: SeenCard, rule: str, delivery: Delivery, *, quiet: bool = False) -> None:
        self._refuse(rule, delivery)
        await self._trouble(card, quiet=quiet)

    def _refuse(self, rule: str, delivery: Delivery) -> None:
        fault = f"{delivery.status} {str(delivery.body)[:200]}"
        self.stage.refusals.append(Refusal(rule, fault, fatal=True))


def _place(card: SeenCard, one: Field) -> tuple[str, str, str]:
    return card.person.key, card.post.id, one.id


def _unknown(choices: list[Choice], wanted: Any) -> bool:
    known = {choice.value for choice in choices} | {choice.title for choice in choices}
    return bool(wanted) and wanted not in known

"""Four steps on the SDK's own prompts, with conversation and user state, written as its samples are."""

import json
from typing import Any

from botbuilder.core import (
    ActivityHandler,
    CardFactory,
    ConversationState,
    MemoryStorage,
    MessageFactory,
    TurnContext,
    UserState,
)
from botbuilder.dialogs import (
    ComponentDialog,
    DialogSet,
    DialogTurnResult,
    DialogTurnStatus,
    WaterfallDialog,
    WaterfallStepContext,
)
from botbuilder.dialogs.choices import Choice
from botbuilder.dialogs.prompts import ChoicePrompt, PromptOptions, TextPrompt

SERVICES = ("Initial consult", "Follow-up consult", "Diabetes review", "Medication review")


class StockBooking(ComponentDialog):
    """Service, customer, slot on a card, done; each reply repeats the nonce of the first message."""

    def __init__(self) -> None:
        super().__init__(StockBooking.__name__)
        self.add_dialog(ChoicePrompt(ChoicePrompt.__name__))
        self.add_dialog(TextPrompt(TextPrompt.__name__))
        steps = [self.service, self.customer, self.slot, self.done]
        self.add_dialog(WaterfallDialog(WaterfallDialog.__name__, steps))
        self.initial_dialog_id = WaterfallDialog.__name__

    async def service(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Ask by choices."""
        step.values["nonce"] = step.context.activity.text.removeprefix("begin ")
        options = PromptOptions(prompt=_text(1, step), choices=[Choice(value) for value in SERVICES])
        return await step.prompt(ChoicePrompt.__name__, options)

    async def customer(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Ask by text."""
        step.values["service"] = getattr(step.result, "value", None)
        return await step.prompt(TextPrompt.__name__, PromptOptions(prompt=_text(2, step)))

    async def slot(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Ask by a card."""
        step.values["customer"] = step.result
        prompt = _text(3, step)
        prompt.attachments = [CardFactory.adaptive_card(_card(step.values))]
        return await step.prompt(TextPrompt.__name__, PromptOptions(prompt=prompt))

    async def done(self, step: WaterfallStepContext) -> DialogTurnResult:
        """Tell."""
        await step.context.send_activity(_text(4, step))
        return await step.end_dialog()


class StockWaterfall(ActivityHandler):
    """The samples' DialogBot."""

    def __init__(self) -> None:
        storage = MemoryStorage()
        self._conversation, self._user = ConversationState(storage), UserState(storage)
        self._dialogs = DialogSet(self._conversation.create_property("dialogs"))
        self._dialogs.add(StockBooking())
        self._count = self._user.create_property("count")

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Run the dialog; a card's submit becomes text, which is what prompts listen to."""
        if turn_context.activity.value and not turn_context.activity.text:
            turn_context.activity.text = json.dumps(turn_context.activity.value)
        said: Any = await self._count.get(turn_context, dict) or {}
        await self._count.set(turn_context, {"turns": said.get("turns", 0) + 1})
        dialog = await self._dialogs.create_context(turn_context)
        if (await dialog.continue_dialog()).status == DialogTurnStatus.Empty:
            await dialog.begin_dialog(StockBooking.__name__)
        await self._conversation.save_changes(turn_context)
        await self._user.save_changes(turn_context)


class StockEcho(ActivityHandler):
    """The samples' EchoBot."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Say it back."""
        await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


def _text(number: int, step: WaterfallStepContext) -> Any:
    return MessageFactory.text(f"stock {number} {step.values['nonce']}")


def _card(values: dict[str, Any]) -> dict[str, Any]:
    """About a kilobyte."""
    facts = [{"title": name, "value": str(values[name])} for name in ("service", "customer")]
    slots = [
        {"title": f"{hour:02}:{part}", "value": f"{hour:02}:{part}"}
        for hour in range(8, 16)
        for part in (0, 30)
    ]
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            {"type": "TextBlock", "text": "Which time?", "wrap": True},
            {"type": "FactSet", "facts": facts},
            {"type": "Input.ChoiceSet", "id": "slot", "choices": slots},
        ],
        "actions": [{"type": "Action.Submit", "title": "Next"}],
    }

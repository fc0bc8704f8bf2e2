"""The SDK's dialogs without what a turn of ours never asks for (docs/decisions/0017).

The SDK collects all scopes of memory for each context, of which a turn makes a dozen, keeps the options of a
waterfall in its state and names each run of one by the clock of the machine.
"""

from typing import Any, cast

from botbuilder.core import TurnContext
from botbuilder.dialogs import (
    ComponentDialog,
    Dialog,
    DialogContext,
    DialogInstance,
    DialogReason,
    DialogSet,
    DialogState,
    DialogTurnResult,
    DialogTurnStatus,
    WaterfallDialog,
    WaterfallStepContext,
)
from botbuilder.dialogs.memory import DialogStateManager


class LightContext(DialogContext):
    """Collects the scopes of memory only for who asks for them."""

    def __init__(self, dialogs: DialogSet, context: TurnContext, stack: list[DialogInstance]) -> None:
        self._dialogs = dialogs
        self._turn_context = context
        self._stack = stack
        self.services: dict[str, Any] = {}
        self.parent = None  # type: ignore[assignment]  # as in the SDK

    @property
    def state(self) -> DialogStateManager:
        """The scopes of memory."""
        return DialogStateManager(self)


class LightStep(WaterfallStepContext, LightContext):
    """One step, with what the last one came to."""

    def __init__(
        self, waterfall: WaterfallDialog, dialogs: DialogContext, index: int, result: object
    ) -> None:
        LightContext.__init__(self, dialogs.dialogs, dialogs.context, dialogs.stack)
        self.parent = dialogs.parent
        self._wf_parent = waterfall
        self._index = index
        self._result = result
        self._next_called = False


class LightWaterfall(WaterfallDialog):
    """Keeps nothing but the number of the step; what it is begun with is the result its first step finds."""

    async def begin_dialog(self, dialog_context: DialogContext, options: object = None) -> DialogTurnResult:
        """The first step."""
        return await self.run_step(dialog_context, 0, DialogReason.BeginCalled, options)

    async def run_step(
        self,
        dialog_context: DialogContext,
        index: int,
        reason: DialogReason,  # noqa: ARG002  the SDK's signature
        result: object,
    ) -> DialogTurnResult:
        """The step of this number; after the last one the waterfall is over."""
        if index >= len(self._steps):
            return await dialog_context.end_dialog(result)
        _active(dialog_context).state[self.StepIndex] = index
        return await self._steps[index](LightStep(self, dialog_context, index, result))

    async def end_dialog(self, context: TurnContext, instance: DialogInstance, reason: DialogReason) -> None:
        """Nobody is told."""


class LightComponent(ComponentDialog):
    """Begins and goes on in a light context of its own."""

    async def begin_dialog(self, dialog_context: DialogContext, options: object = None) -> DialogTurnResult:
        """Begin with the first dialog."""
        _active(dialog_context).state[self.persisted_dialog_state] = DialogState()
        inner = self._inner(dialog_context)
        return await self._outcome(dialog_context, await self.on_begin_dialog(inner, options))

    async def continue_dialog(self, dialog_context: DialogContext) -> DialogTurnResult:
        """Go on where it waits."""
        inner = self._inner(dialog_context)
        return await self._outcome(dialog_context, await self.on_continue_dialog(inner))

    async def end_dialog(self, context: TurnContext, instance: DialogInstance, reason: DialogReason) -> None:
        """Cancelled, what is open in it is cancelled too."""
        if reason is DialogReason.CancelCalled:
            await LightContext(self._dialogs, context, self._stack(instance)).cancel_all_dialogs()

    def _inner(self, outer: DialogContext) -> LightContext:
        inner = LightContext(self._dialogs, outer.context, self._stack(_active(outer)))
        inner.parent = outer
        return inner

    def _stack(self, instance: DialogInstance) -> list[DialogInstance]:
        return cast("DialogState", instance.state[self.persisted_dialog_state]).dialog_stack

    async def _outcome(self, outer: DialogContext, turn: DialogTurnResult) -> DialogTurnResult:
        if turn.status is DialogTurnStatus.Waiting:
            return Dialog.end_of_turn
        return await self.end_component(outer, turn.result)


def _active(dialogs: DialogContext) -> DialogInstance:
    return cast("DialogInstance", dialogs.active_dialog)

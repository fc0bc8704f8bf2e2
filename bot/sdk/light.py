"""A turn that costs little: what the SDK copies, builds and drops again in each is left out."""

from copy import copy

from botbuilder.core import TurnContext
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ConversationReference,
    DeliveryModes,
    InputHints,
    ResourceResponse,
)


class LightTurn(TurnContext):
    """The turn of another context, whose state it shares; cards go out without a deep copy.

    An activity for tracing would never reach Teams, and is not shown to anybody else either (teams-platform
    D14): it holds the whole memory of the dialogs.
    """

    def __init__(self, context: TurnContext) -> None:
        super().__init__(context)
        self._shared = context.turn_state
        self.buffered_reply_activities = context.buffered_reply_activities

    @property
    def turn_state(self) -> dict[str, object]:
        """That of the context it was made from."""
        return self._shared

    async def send_activities(self, activities: list[Activity]) -> list[ResourceResponse]:
        """Send all of them; what is given stays as it is, down to its attachments, which are shared."""
        told = [each for each in activities if each.type != ActivityTypes.trace]
        if not told:
            return []
        if self.activity.delivery_mode == DeliveryModes.expect_replies:
            return await super().send_activities(told)
        reference = TurnContext.get_conversation_reference(self.activity)
        addressed = [_addressed(each, reference) for each in told]
        return await self._emit(self._on_send_activities, addressed, self._sent(addressed))

    async def send_trace_activity(self, *_args: object, **_more: object) -> ResourceResponse:
        """Nothing is built and nothing is sent."""
        return ResourceResponse()

    async def _sent(self, activities: list[Activity]) -> list[ResourceResponse]:
        responses = await self.adapter.send_activities(self, activities)
        self.responded = True
        return responses


def _addressed(activity: Activity, reference: ConversationReference) -> Activity:
    """A copy of the envelope alone."""
    addressed = TurnContext.apply_conversation_reference(copy(activity), reference)
    addressed.type = activity.type or ActivityTypes.message
    addressed.input_hint = activity.input_hint or InputHints.accepting_input
    addressed.id = None  # type: ignore[assignment]  # the SDK gives it no other type
    return addressed

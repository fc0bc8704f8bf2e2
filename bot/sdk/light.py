"""A turn that costs little: what the SDK copies, builds and drops again in each is left out."""

from collections.abc import Coroutine
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.schema import Activity, ActivityTypes, DeliveryModes, InputHints, ResourceResponse


class LightTurn(TurnContext):
    """The turn of another context, which it goes on with; cards go out without a deep copy.

    An activity for tracing would never reach Teams, and is not shown to anybody else either (teams-platform
    D14): it holds the whole memory of the dialogs.
    """

    def __init__(self, context: TurnContext) -> None:
        # The SDK's own would give it a state apart.
        vars(self).update(vars(context))

    async def send_activities(self, activities: list[Activity]) -> list[ResourceResponse]:
        """Send all of them; what is given stays as it is, down to its attachments, which are shared."""
        told = [each for each in activities if each.type != ActivityTypes.trace]
        if not told:
            return []
        if self.activity.delivery_mode == DeliveryModes.expect_replies:
            return await super().send_activities(told)
        addressed = [_addressed(each, self.activity) for each in told]
        return await self._emit(self._on_send_activities, addressed, self._sent(addressed))

    async def send_trace_activity(self, *_args: object, **_more: object) -> ResourceResponse:
        """Nothing is built and nothing is sent."""
        return ResourceResponse()

    async def _emit(self, plugins: Any, arg: Any, logic: Coroutine[Any, Any, Any]) -> Any:
        """At once where nobody wants to see it first."""
        return await (super()._emit(plugins, arg, logic) if plugins else logic)

    async def _sent(self, activities: list[Activity]) -> list[ResourceResponse]:
        responses = await self.adapter.send_activities(self, activities)
        self.responded = True
        return responses


def _addressed(activity: Activity, to: Activity) -> Activity:
    """A copy of the envelope alone, in answer to what came; as TurnContext addresses it."""
    addressed = Activity.__new__(type(activity))
    vars(addressed).update(vars(activity))
    addressed.channel_id, addressed.service_url, addressed.locale = to.channel_id, to.service_url, to.locale
    addressed.conversation, addressed.from_property, addressed.recipient = (
        to.conversation,
        to.recipient,
        to.from_property,
    )
    if to.id and to.type != ActivityTypes.conversation_update:
        addressed.reply_to_id = to.id
    addressed.type = activity.type or ActivityTypes.message
    addressed.input_hint = activity.input_hint or InputHints.accepting_input
    addressed.id = None  # type: ignore[assignment]  # the SDK gives it no other type
    return addressed

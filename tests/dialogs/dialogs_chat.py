"""A chat that remembers what was shown in it."""

from dataclasses import dataclass, field

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ErrorResponseException,
    ResourceResponse,
)

from dialogs.stage import Arrival, Card, Stage, Way
from dialogs.targeted import Targeted


class GoneError(ErrorResponseException):
    """The message is not there any more."""

    def __init__(self) -> None:
        Exception.__init__(self, "404")


@dataclass
class Chat(BotAdapter):
    """Messages by id; those in `gone` cannot be updated."""

    messages: dict[str, Card | str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    refuses_targeted: bool = False
    only_for: dict[str, bool] = field(default_factory=dict)
    later: list[tuple[str, Card]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def stage(
        self, way: Way, *, shared: bool = False, tapped: str | None = None, targeted: bool = False
    ) -> Stage:
        activity = Activity(
            type="message",
            id="in",
            reply_to_id=tapped,
            channel_id="msteams",
            service_url="https://teams.example",
            conversation=ConversationAccount(id="chat"),
            from_property=ChannelAccount(id="29:dana"),
            recipient=ChannelAccount(id="28:bot"),
        )
        context = TurnContext(self, activity)
        return Stage(context, way, shared, self.mirror, targeted=targeted)

    def mirror(self, at: str, card: Card) -> Arrival:
        async def arrived() -> None:
            pass

        self.later.append((at, card))
        return arrived

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        if self.refuses_targeted and any(isinstance(one, Targeted) for one in activities):
            raise GoneError
        sent = [ResourceResponse(id=f"m{len(self.messages) + n}") for n, _ in enumerate(activities)]
        self.only_for |= {at.id: isinstance(one, Targeted) for at, one in zip(sent, activities, strict=True)}
        self.messages |= {at.id: _content(one) for at, one in zip(sent, activities, strict=True)}
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        if activity.id in self.gone:
            raise GoneError
        self.messages[str(activity.id)] = _content(activity)
        self.only_for[str(activity.id)] = isinstance(activity, Targeted)
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        del self.messages[str(reference.activity_id)]


def _content(activity: Activity) -> Card | str:
    return activity.attachments[0].content if activity.attachments else str(activity.text)

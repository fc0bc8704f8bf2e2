"""Where an answer goes when it comes late: plain JSON, for the row of an intent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self
from zoneinfo import ZoneInfo

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, ConversationReference

from dialogs.desk import Desk, Reader


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, the message in it, and how the person reads who began it. Nothing of the customer."""

    service_url: str
    channel: str
    conversation: str
    kind: str
    tenant: str
    bot: str
    user: str
    name: str = field(repr=False)
    locale: str
    zone: str
    message: str | None

    @classmethod
    def at(cls, desk: Desk, message: str | None) -> Self:
        """Where this turn is."""
        activity: Activity = desk.stage.context.activity
        conversation, bot = activity.conversation, activity.recipient
        return cls(
            service_url=activity.service_url or "",
            channel=activity.channel_id or "",
            conversation=str(conversation and conversation.id),
            kind=str((conversation and conversation.conversation_type) or ""),
            tenant=desk.person.tenant_id,
            bot=str(bot and bot.id),
            user=desk.speaker,
            name=desk.reader.name,
            locale=desk.reader.locale,
            zone=desk.reader.zone.key,
            message=message,
        )

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """The reverse of `as_row`. Raises TypeError for anything else."""
        return cls(**kept)

    def as_row(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @property
    def is_shared(self) -> bool:
        """Whether others read along; when in doubt, they do."""
        return self.kind != "personal"

    @property
    def reader(self) -> Reader:
        """The person, as the turn knew them."""
        return Reader(self.name, self.locale, ZoneInfo(self.zone))

    @property
    def reference(self) -> ConversationReference:
        """As the SDK goes on with a conversation."""
        return ConversationReference(
            user=ChannelAccount(id=self.user),
            bot=ChannelAccount(id=self.bot),
            conversation=ConversationAccount(
                id=self.conversation, conversation_type=self.kind, tenant_id=self.tenant
            ),
            channel_id=self.channel,
            service_url=self.service_url,
            locale=self.locale,
        )

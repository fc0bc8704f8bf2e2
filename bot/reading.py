"""Reads an activity: who speaks, how they read, what they said."""

import re
from collections.abc import Iterator
from typing import Any, cast
from zoneinfo import ZoneInfo

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from booking.ports import Person
from bot.sdk.admission import tenants_of
from bot.sdk.mentions import without_own
from dialogs.desk import Reader

UTC_ZONE = ZoneInfo("UTC")
DEFAULT_LOCALE = "en-US"

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}", re.ASCII)


def conversation_of(activity: Activity) -> ConversationAccount:
    """Where it was said; the edge lets nothing in without."""
    return cast("ConversationAccount", activity.conversation)


def sender_of(activity: Activity) -> ChannelAccount:
    """Who sent it, by the ids of Teams."""
    return cast("ChannelAccount", activity.from_property)


def own_id_in(activity: Activity) -> str:
    """The bot's own id of Teams."""
    return str(cast("ChannelAccount", activity.recipient).id)


def person_of(activity: Activity) -> Person:
    """Who speaks, by the ids that a name cannot forge."""
    tenant = (conversation_of(activity).additional_properties or {}).get("tenantId")
    named = tenants_of({"channelData": activity.channel_data, "conversation": {"tenantId": tenant}})
    return Person(sender_of(activity).aad_object_id, min(named, default=""))


def reader_of(activity: Activity) -> Reader:
    """How they read, as far as their client tells in a form that makes sense."""
    client = next((one for one in entities_of(activity) if one.get("type") == "clientInfo"), {})
    return Reader(
        name=sender_of(activity).name or "",
        locale=_locale(activity.locale, client.get("locale")),
        zone=_zone(activity.local_timezone, client.get("timezone")),
    )


def said_in(activity: Activity) -> str:
    """What was written to the bot, without its own mention."""
    return without_own(activity.text, entities_of(activity), own_id_in(activity))


def entities_of(activity: Activity) -> list[dict[str, Any]]:
    """The entities as they came."""
    return [{**one.additional_properties, "type": one.type} for one in activity.entities or ()]


def is_shared(activity: Activity) -> bool:
    """Whether others read along; when in doubt, they do."""
    return conversation_of(activity).conversation_type != "personal"


def is_targeted(activity: Activity) -> bool:
    """Whether the person wrote it to the bot alone, where others read (teams-platform.md 3B)."""
    return (cast("ChannelAccount", activity.recipient).additional_properties or {}).get("isTargeted") is True


def _locale(*candidates: Any) -> str:
    return next((one for one in _texts(candidates) if _LOCALE.fullmatch(one)), DEFAULT_LOCALE)


def _zone(*candidates: Any) -> ZoneInfo:
    for name in _texts(candidates):
        if _ZONE.fullmatch(name):
            try:
                return ZoneInfo(name)
            except (ValueError, OSError, LookupError):
                continue
    return UTC_ZONE


def _texts(candidates: tuple[Any, ...]) -> Iterator[str]:
    return (one for one in candidates if isinstance(one, str))

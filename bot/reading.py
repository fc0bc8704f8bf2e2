"""Reads an activity: who speaks, how they read, what they said."""

import re
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from booking.ports import Person
from bot.sdk.admission import tenants_named
from bot.sdk.mentions import without_own
from dialogs.desk import Reader

UTC_ZONE = ZoneInfo("UTC")
DEFAULT_LOCALE = "en-US"
_REMEMBERED = 1024
_LONGEST = 100

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(?:/[A-Za-z0-9_+-]{1,32}){0,2}", re.ASCII)


def conversation_of(activity: Activity) -> ConversationAccount:
    """Where it was said; the edge lets nothing in without."""
    return activity.conversation  # type: ignore[return-value]  # called too often in a turn for a cast


def sender_of(activity: Activity) -> ChannelAccount:
    """Who sent it, by the ids of Teams."""
    return activity.from_property  # type: ignore[return-value]  # as above


def own_id_in(activity: Activity) -> str:
    """The bot's own id of Teams."""
    return str(activity.recipient.id)  # type: ignore[union-attr]  # as above


def person_of(activity: Activity) -> Person:
    """Who speaks, by the ids that a name cannot forge."""
    tenant = (conversation_of(activity).additional_properties or {}).get("tenantId")
    named = tenants_named(activity.channel_data, tenant)
    return Person(sender_of(activity).aad_object_id, min(named, default=""))


def reader_of(activity: Activity) -> Reader:
    """How they read, as far as their client tells in a form that makes sense."""
    client = next((one for one in activity.entities or () if one.type == "clientInfo"), None)
    told: dict[str, Any] = client.additional_properties if client else {}
    return Reader(
        name=sender_of(activity).name or "",
        locale=_locale(activity.locale) or _locale(told.get("locale")) or DEFAULT_LOCALE,
        zone=_zone(activity.local_timezone) or _zone(told.get("timezone")) or UTC_ZONE,
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
    recipient: ChannelAccount = activity.recipient  # type: ignore[assignment]  # as above
    return (recipient.additional_properties or {}).get("isTargeted") is True


def _locale(told: Any) -> str | None:
    return told if isinstance(told, str) and len(told) <= _LONGEST and _is_locale(told) else None


def _zone(told: Any) -> ZoneInfo | None:
    return _zone_named(told) if isinstance(told, str) and len(told) <= _LONGEST else None


@lru_cache(_REMEMBERED)
def _is_locale(told: str) -> bool:
    return _LOCALE.fullmatch(told) is not None


@lru_cache(_REMEMBERED)
def _zone_named(name: str) -> ZoneInfo | None:
    """The zone of this name; what is none is not looked for on the disk each time."""
    if not _ZONE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None

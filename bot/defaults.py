"""The businesses that people have chosen by /use, kept in the store by person and by channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.core import Storage
from botbuilder.schema import Activity

from booking.ids import BusinessId
from bot.reading import conversation_of, is_shared, person_of
from dialogs.desk import Usual
from storage import StateUnreadable
from storage.state import E_TAG

_BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class StoredDefaults:
    """Fulfils dialogs.desk.Defaults for one person in one place."""

    storage: Storage
    mine: str
    here: str | None
    """The key of the channel or group chat; None in a personal chat."""

    async def usual(self) -> Usual:
        """What is chosen here and by this person; nothing where what is kept makes no sense."""
        keys = [key for key in (self.mine, self.here) if key is not None]
        try:
            items = await self.storage.read(keys)
        except StateUnreadable:
            return Usual()
        mine, here = (_business(items.get(str(key), {})) for key in (self.mine, self.here))
        return Usual(here, mine)

    async def choose(self, business: BusinessId | None) -> None:
        """Keep or clear; of two people who choose at the same time the later one counts."""
        key = self.here or self.mine
        if business is None:
            await self.storage.delete([key])
        else:
            await self.storage.write({key: {_BUSINESS: str(business), E_TAG: "*"}})


def _business(item: Mapping[str, Any]) -> BusinessId | None:
    business = item.get(_BUSINESS)
    return BusinessId(business) if isinstance(business, str) else None


def defaults_at(storage: Storage, activity: Activity) -> StoredDefaults:
    """Those of the person who speaks, where they speak; all threads of a channel have the same."""
    person = person_of(activity)
    channel = str(conversation_of(activity).id).partition(";")[0]
    here = f"use/{activity.channel_id}/conversations/{channel}" if is_shared(activity) else None
    return StoredDefaults(storage, f"use/{person.tenant_id}/people/{person.id}", here)

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
    """Fulfils dialogs.desk.Defaults for one person in one place; most turns ask for none."""

    storage: Storage
    activity: Activity

    async def usual(self) -> Usual:
        """What is chosen here and by this person; nothing where what is kept makes no sense."""
        mine, here = self.mine, self.here
        try:
            items = await self.storage.read([key for key in (mine, here) if key is not None])
        except StateUnreadable:
            return Usual()
        return Usual(*(_business(items.get(str(key), {})) for key in (here, mine)))

    async def choose(self, business: BusinessId | None) -> None:
        """Keep or clear; of two people who choose at the same time the later one counts."""
        key = self.here or self.mine
        if business is None:
            await self.storage.delete([key])
        else:
            await self.storage.write({key: {_BUSINESS: str(business), E_TAG: "*"}})

    @property
    def mine(self) -> str:
        """The key of the person."""
        person = person_of(self.activity)
        return f"use/{person.tenant_id}/people/{person.id}"

    @property
    def here(self) -> str | None:
        """The key of the channel or group chat, threads and all; None in a personal chat."""
        if not is_shared(self.activity):
            return None
        channel = str(conversation_of(self.activity).id).partition(";")[0]
        return f"use/{self.activity.channel_id}/conversations/{channel}"


def _business(item: Mapping[str, Any]) -> BusinessId | None:
    business = item.get(_BUSINESS)
    return BusinessId(business) if isinstance(business, str) else None

"""Where people talk: a chat with the bot alone, a group chat, a team with two channels."""

from dataclasses import dataclass
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from rehearsal.people import HOME, Person
from rehearsal.values import Json

BOT_ID = f"28:{uuid5(NAMESPACE_URL, 'https://frontdesk.example/bot')}"
BOT_NAME = "Frontdesk"
TEAM_NAME = "Northwind front office"
GENERAL_ID = "19:general0frontdesk@thread.tacv2"  # a team's id is that of its General channel
TEAM_GROUP = str(uuid5(NAMESPACE_URL, "https://frontdesk.example/teams/front-office"))
THREAD = ";messageid="


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation of Teams; in a channel each post has its own, under the channel's."""

    key: str
    kind: Literal["personal", "groupChat", "channel"]
    conversation_id: str
    name: str
    tenant: str = HOME

    def conversation(self, thread: str = "") -> Json:
        """The `conversation` of an activity; `thread` is the id of the first post."""
        found: Json = {"conversationType": self.kind, "tenantId": self.tenant}
        if self.kind != "personal":
            found["isGroup"] = True
        return found | {"id": in_thread(self.conversation_id, thread)}

    def channel_data(self, tenant: str) -> Json:
        """What Teams adds about team, channel and tenant."""
        if self.kind != "channel":
            return {"tenant": {"id": tenant}}
        return {
            "teamsChannelId": self.conversation_id,
            "teamsTeamId": GENERAL_ID,
            "team": {"id": GENERAL_ID, "name": TEAM_NAME, "aadGroupId": TEAM_GROUP},
            "channel": {"id": self.conversation_id, "name": self.name},
            "tenant": {"id": tenant},
        }


SHARED = (
    Place("group", "groupChat", "19:clinic0scheduling@thread.v2", "Clinic scheduling"),
    Place("general", "channel", GENERAL_ID, "General"),
    Place("channel", "channel", "19:appointments0frontdesk@thread.tacv2", "Appointments"),
)


def personal(person: Person) -> Place:
    """The chat this person has with the bot alone."""
    chat = uuid5(NAMESPACE_URL, f"https://frontdesk.example/chats/{person.mail.casefold()}").hex
    return Place("personal", "personal", f"a:1{chat}", "Chat", person.tenant)


def in_thread(conversation_id: str, thread: str) -> str:
    """The conversation of one post of a channel."""
    return f"{conversation_id}{THREAD}{thread}" if thread else conversation_id


def base_of(conversation_id: str) -> str:
    """The chat or channel that a conversation belongs to."""
    return conversation_id.partition(THREAD)[0]


def place_of(key: str, person: Person) -> Place:
    """The place of this key or name, as this person has it."""
    known = (personal(person), *SHARED)
    for place in known:
        if key == place.conversation_id or key.casefold() in {place.key, place.name.casefold()}:
            return place
    raise LookupError(f"There is no place {key!r}; there are {', '.join(place.key for place in known)}.")


def place_at(conversation_id: str, person: Person) -> tuple[Place, str]:
    """The place and the thread that a conversation id names."""
    base, _, thread = conversation_id.partition(THREAD)
    return place_of(base, person), thread

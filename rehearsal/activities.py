"""What Teams' clients send to a bot, in the shapes that were seen."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rehearsal.people import Person
from rehearsal.places import BOT_ID, BOT_NAME, Place
from rehearsal.values import Json

MENTION = f"<at>{BOT_NAME}</at>"
TO_THE_BOT_ALONE: Json = {"recipient": {"id": BOT_ID, "name": BOT_NAME, "isTargeted": True}}
"""In a message that a person's client shows to nobody else."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What all activities of one person in one place have in common."""

    person: Person
    place: Place
    service_url: str
    thread: str = ""

    def around(self, content: Json, *, activity_id: str, now: datetime) -> Json:
        """The whole activity; what the content names itself, it keeps."""
        zone = ZoneInfo(self.person.zone)
        common: Json = {
            "id": activity_id,
            "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "localTimestamp": now.astimezone(zone).isoformat(timespec="milliseconds"),
            "localTimezone": self.person.zone,
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": self.person.as_sender(),
            "recipient": {"id": BOT_ID, "name": BOT_NAME},
            "conversation": self.place.conversation(self.thread),
            "locale": self.person.locale,
            "channelData": self.place.channel_data(self.place.tenant),
        }
        if content.get("type") in {"message", "invoke"}:
            common["entities"] = [self.client_info()]
        return common | content

    def client_info(self) -> Json:
        """The entity that tells of the person's client."""
        return {
            "type": "clientInfo",
            "locale": self.person.locale,
            "country": self.person.locale.partition("-")[2],
            "platform": "Web",
            "timezone": self.person.zone,
        }

    def message(self, text: str, *, mention: bool) -> Json:
        """What a person wrote, with the bot's mention in front where one is needed."""
        if not mention:
            return {"type": "message", "text": text, "textFormat": "plain"}
        at: Json = {"type": "mention", "mentioned": {"id": BOT_ID, "name": BOT_NAME}, "text": MENTION}
        return {
            "type": "message",
            "text": f"{MENTION} {text}",
            "textFormat": "plain",
            "entities": [at, self.client_info()],
        }

    def submit(self, data: Json, *, card_id: str) -> Json:
        """A tap on Action.Submit: a message without text."""
        source: Json = {"source": {"name": "message"}, "legacy": {"replyToId": card_id}}
        return {
            "type": "message",
            "replyToId": card_id,
            "value": data,
            "channelData": self.place.channel_data(self.place.tenant) | source,
        }

    def installed(self) -> list[Json]:
        """What comes when the bot is added: two activities, in no fixed order."""
        data = self.place.channel_data(self.place.tenant)
        members: list[Json] = [{"id": BOT_ID}]
        if self.place.kind == "personal":
            members.insert(0, {"id": self.person.teams_id, "aadObjectId": self.person.aad_object_id})
        joined: Json = {"type": "conversationUpdate", "membersAdded": members}
        if self.place.kind == "channel":
            joined["channelData"] = data | {"eventType": "teamMemberAdded"}
        chosen: Json = {"settings": {"selectedChannel": {"id": self.place.conversation_id}}}
        added: Json = {
            "type": "installationUpdate",
            "action": "add",
            "channelData": data | {"source": {"name": "message"}} | chosen,
        }
        return [added, joined]


def execute(action: Json, data: Json, *, card_id: str, automatic: bool) -> Json:
    """A tap on Action.Execute, or the client's own refresh."""
    sent: Json = {"type": "Action.Execute", "verb": action.get("verb"), "data": data}
    sent |= {key: action[key] for key in ("id", "title") if key in action}
    trigger = "automatic" if automatic else "manual"
    value: Json = {"action": sent, "trigger": trigger}
    return {"type": "invoke", "name": "adaptiveCard/action", "replyToId": card_id, "value": value}


def search(query: Json, text: str, others: Json | None, *, card_id: str) -> Json:
    """A few letters typed into an input that looks things up."""
    value: Json = {
        "queryText": text,
        "queryOptions": {"skip": 0, "top": 15},
        "dataset": query.get("dataset"),
    }
    if others is not None:
        value["data"] = others
    return {"type": "invoke", "name": "application/search", "replyToId": card_id, "value": value}

"""What Teams' clients send: a message of 1.2 KB, and taps on cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sandbox.ids import object_id

Json = dict[str, Any]
ZONE, LOCALE = "Europe/London", "en-GB"
BOT: Json = {"id": "28:5f0c2c9e-6a31-4b57-8c36-0d6d2f7b9a10", "name": "Frontdesk"}


@dataclass(frozen=True, slots=True)
class Chat:
    """A person's own chat with the bot."""

    number: int
    tenant: str
    service_url: str
    mails: Sequence[str] = ()

    @property
    def mail(self) -> str:
        """One of those who are known, or else somebody new."""
        if self.mails:
            return self.mails[self.number % len(self.mails)]
        return f"person-{self.number}@northwind.example"

    @property
    def id(self) -> str:
        """As long as those of Teams."""
        return f"a:1{uuid5(NAMESPACE_URL, f'https://frontdesk.example/bench/{self.number}').hex * 2}"

    def message(self, nonce: str, text: str) -> Json:
        """Something written."""
        html: Json = {"contentType": "text/html", "content": f"<div><div>{text}</div></div>"}
        return self._around(nonce, type="message", text=text, textFormat="plain", attachments=[html])

    def submit(self, nonce: str, card_id: str, data: Json) -> Json:
        """A tap on Action.Submit."""
        return self._around(nonce, type="message", replyToId=card_id, value=data)

    def execute(self, nonce: str, card_id: str, data: Json) -> Json:
        """A tap on Action.Execute."""
        action: Json = {"type": "Action.Execute", "verb": "frontdesk", "data": data}
        value: Json = {"action": action, "trigger": "manual"}
        return self._around(nonce, type="invoke", name="adaptiveCard/action", replyToId=card_id, value=value)

    def search(self, nonce: str, card_id: str, dataset: str, text: str) -> Json:
        """Letters typed into an input that looks things up."""
        value: Json = {"queryText": text, "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset}
        return self._around(nonce, type="invoke", name="application/search", replyToId=card_id, value=value)

    def _around(self, nonce: str, **content: Any) -> Json:
        person = object_id(self.mail)
        return {
            "id": nonce,
            "timestamp": "2026-11-22T09:00:00.000Z",
            "localTimestamp": "2026-11-22T09:00:00.000+00:00",
            "localTimezone": ZONE,
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": f"29:1{person.replace('-', '')}", "name": "Dana Swope", "aadObjectId": person},
            "recipient": BOT,
            "conversation": {"conversationType": "personal", "tenantId": self.tenant, "id": self.id},
            "locale": LOCALE,
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": LOCALE,
                    "country": "GB",
                    "platform": "Web",
                    "timezone": ZONE,
                }
            ],
            "channelData": {"tenant": {"id": self.tenant}},
            **content,
        }

"""The Bot Connector's operations, in the place of the SDK's connector client."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote

from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationParameters,
    ConversationResourceResponse,
    PagedMembersResult,
    ResourceResponse,
)
from botframework.connector.auth import ConnectorFactory
from msrest.serialization import Model
from yarl import URL

from bot.sdk.calling import Caller
from bot.sdk.codec import read, write
from bot.sdk.pace import Pace
from bot.sdk.shown import Shown
from dialogs.targeted import Targeted, is_targeted, teams_id

M = TypeVar("M", bound=Model)

_SERVICE_URLS = 64
_SIGNS = 256
_TARGETED = {"isTargetedActivity": "true"}
_RESERVED = re.compile(r"[^A-Za-z0-9_.~-]+")


class Conversations:
    """The operations that the SDK and we call; each as the SDK's own client has it."""

    def __init__(self, service_url: str, caller: Caller, pace: Pace, shown: Shown) -> None:
        self._root = URL(f"{service_url.rstrip('/')}/v3/conversations", encoded=True)
        self._path = self._root.raw_path
        self._caller, self._pace, self._shown = caller, pace, shown

    async def reply_to_activity(
        self, conversation_id: str, activity_id: str, activity: Activity, **_more: Any
    ) -> ResourceResponse:
        """Answer a message."""
        if isinstance(activity, Targeted):
            return await self.send_to_conversation(conversation_id, activity)
        return await self._post(conversation_id, self._activity(conversation_id, activity_id), activity)

    async def send_to_conversation(
        self, conversation_id: str, activity: Activity, **_more: Any
    ) -> ResourceResponse:
        """Say something at the end of a conversation."""
        url = self._activities(conversation_id)
        if isinstance(activity, Targeted):
            url = url.with_query(_TARGETED)
        return await self._post(conversation_id, url, activity)

    async def update_activity(
        self, conversation_id: str, activity_id: str, activity: Activity, **_more: Any
    ) -> ResourceResponse:
        """Put another in its place; one for one person alone names nobody the second time."""
        url = self._activity(conversation_id, activity_id)
        if targeted := isinstance(activity, Targeted):
            url = url.with_query(_TARGETED)
            activity.recipient = None  # type: ignore[assignment]  # the SDK gives it no other type
        body = write(activity)
        updated = _made(ResourceResponse, await self._caller.call("PUT", url, body))
        self._shown.took((conversation_id, activity_id), body, targeted=targeted)
        return updated

    async def delete_activity(self, conversation_id: str, activity_id: str, **_more: Any) -> None:
        """Take it away; `activity_id` as we keep it."""
        url = self._activity(conversation_id, teams_id(activity_id))
        if is_targeted(activity_id):
            url = url.with_query(_TARGETED)
        await self._caller.call("DELETE", url)
        self._shown.lost((conversation_id, teams_id(activity_id)))

    async def create_conversation(
        self, parameters: ConversationParameters, **_more: Any
    ) -> ConversationResourceResponse:
        """Begin a conversation, or find the one there is with a person."""
        return _made(
            ConversationResourceResponse, await self._caller.call("POST", self._root, write(parameters))
        )

    async def get_conversation_members(self, conversation_id: str, **_more: Any) -> list[ChannelAccount]:
        """Everybody; Teams asks for pages instead where there are many."""
        found = await self._caller.call("GET", self._members(conversation_id))
        return [read(ChannelAccount, each) for each in found or ()]

    async def get_conversation_member(
        self, conversation_id: str, member_id: str, **_more: Any
    ) -> ChannelAccount:
        """One of them."""
        url = self._url(f"{_quoted(conversation_id)}/members/{_quoted(member_id)}")
        return _made(ChannelAccount, await self._caller.call("GET", url))

    async def get_conversation_paged_members(
        self,
        conversation_id: str,
        page_size: int | None = None,
        continuation_token: str | None = None,
        **_more: Any,
    ) -> PagedMembersResult:
        """A page of them, and the token of the next."""
        asked = {"pageSize": page_size, "continuationToken": continuation_token}
        query = "&".join(f"{key}={_quoted(str(value))}" for key, value in asked.items() if value)
        url = self._url(f"{_quoted(conversation_id)}/pagedmembers")
        page = URL(f"{url}?{query}", encoded=True) if query else url
        return _made(PagedMembersResult, await self._caller.call("GET", page))

    async def _post(self, conversation_id: str, url: URL, activity: Activity) -> ResourceResponse:
        body = write(activity)
        await self._pace.keep(conversation_id)
        sent = _made(ResourceResponse, await self._caller.call("POST", url, body))
        if sent.id:
            self._shown.took((conversation_id, sent.id), body, targeted=isinstance(activity, Targeted))
        return sent

    def _activities(self, conversation_id: str) -> URL:
        return self._url(f"{_quoted(conversation_id)}/activities")

    def _activity(self, conversation_id: str, activity_id: str) -> URL:
        return self._url(f"{_quoted(conversation_id)}/activities/{_quoted(activity_id)}")

    def _members(self, conversation_id: str) -> URL:
        return self._url(f"{_quoted(conversation_id)}/members")

    def _url(self, rest: str) -> URL:
        """Below the root, which is not read anew each time."""
        return self._root.with_path(f"{self._path}/{rest}", encoded=True)


@dataclass(frozen=True, slots=True)
class Client:
    """What the SDK takes for a connector client."""

    conversations: Conversations


class Connectors(ConnectorFactory):
    """One client for each service URL, all on the same connections."""

    def __init__(self, caller: Caller, pace: Pace, shown: Shown) -> None:
        self._client = lru_cache(_SERVICE_URLS)(lambda url: Client(Conversations(url, caller, pace, shown)))

    async def create(self, service_url: str, audience: str) -> Client:  # type: ignore[override]  # noqa: ARG002  the SDK names its own client; ours has one audience
        """The client of this service URL, which has been admitted."""
        return self._client(service_url)


def _made(kind: type[M], answered: Any) -> M:
    return read(kind, answered) if isinstance(answered, Mapping) else kind()


def _quoted(text: str) -> str:
    """As one part of a path or query; most of an id stays as it is, and is not looked at letter by letter."""
    return _RESERVED.sub(_in_percent, text)


def _in_percent(found: re.Match[str]) -> str:
    return _percent(found[0])


@lru_cache(_SIGNS)
def _percent(signs: str) -> str:
    """The ids of Teams have the same few in them."""
    return quote(signs, safe="")

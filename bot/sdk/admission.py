"""Who may speak to the bot, and where it may answer; looked at before anything leaves this machine."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from booking.errors import Unavailable
from bot.sdk.clouds import PUBLIC
from bot.sdk.members import Members

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_PATH = r"(?:/[\w.~%-]*)*"
_SPEAKING = frozenset({"message", "invoke"})
_OUTSIDERS = frozenset({"guest", "anonymous"})


class Admission:
    """The rule of the house. No tenants means all of them, which only the local mode allows."""

    def __init__(
        self,
        local: bool,  # noqa: FBT001  it reads well where it is given
        tenants: Collection[str],
        *,
        teams_hosts: Collection[str] = PUBLIC.teams_hosts,
        members: Members | None = None,
    ) -> None:
        self.local = local
        self.tenants = frozenset(map(str.casefold, tenants))
        self._of_any = local and not self.tenants
        self._members = members
        # The whole URL is matched: readers of URLs differ on user names and backslashes.
        hosts = "|".join(map(re.escape, LOOPBACK_HOSTS if local else teams_hosts))
        start, port = (r"https?", r"(?::\d+)?") if local else ("https", r"(?::443)?")
        self._url = re.compile(rf"{start}://(?:{hosts}){port}{_PATH}", re.ASCII)

    def refusal(self, body: Mapping[str, Any]) -> str | None:
        """Why this activity is turned away, as far as it tells itself; None when it may come in."""
        if body.get("channelId") != "msteams":
            return "channel"
        if not self._url.fullmatch(body.get("serviceUrl") or ""):
            return "service-url"
        if not self._of_any and not self._all_known(tenants_of(body)):
            return "tenant"
        if body.get("type") in _SPEAKING:
            return self._refusal_of(body.get("from") or {})
        return None

    async def outsider(self, body: Mapping[str, Any]) -> str | None:
        """Why this person is turned away from a shared place, after `refusal` let the activity in.

        Of whom the connector does not tell what they are, it cannot be said that they belong to the house.
        """
        conversation = body.get("conversation") or {}
        is_own_chat = conversation.get("conversationType") == "personal"
        if self._members is None or is_own_chat or body.get("type") not in _SPEAKING:
            return None
        try:
            found = await self._members.member(body["serviceUrl"], places_of(body), body["from"]["id"])
        except Unavailable:
            return "unknown-member"
        if found.role in _OUTSIDERS:
            return found.role
        return None if self._all_known({found.tenant_id}) else "tenant"

    def _refusal_of(self, sender: Mapping[str, Any]) -> str | None:
        if not sender.get("aadObjectId"):
            return "nobody"
        tenant = sender.get("tenantId")
        return "tenant" if tenant and not self._of_any and not self._all_known({tenant}) else None

    def _all_known(self, tenants: Collection[str]) -> bool:
        return bool(tenants) and all(tenant.casefold() in self.tenants for tenant in tenants)


def tenants_of(body: Mapping[str, Any]) -> set[str]:
    """The tenants an activity names; the SDK's ConversationAccount loses one of them."""
    return tenants_named(body.get("channelData"), (body.get("conversation") or {}).get("tenantId"))


def tenants_named(channel_data: Mapping[str, Any] | None, of_conversation: Any) -> set[str]:
    """Those in both places where Teams names one, and which are the same as a rule."""
    tenant = (channel_data or {}).get("tenant")
    named = tenant.get("id") if isinstance(tenant, dict) else tenant
    return {each for each in (named, of_conversation) if isinstance(each, str) and each}


def places_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Where a speaker is a member: the chat or channel, and else the team; threads have no members."""
    channel = body["conversation"]["id"].partition(";messageid=")[0]
    team = (body.get("channelData") or {}).get("team")
    team_id = team.get("id") if isinstance(team, dict) else None
    return (channel, team_id) if isinstance(team_id, str) and team_id else (channel,)

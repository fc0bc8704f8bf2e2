"""Who may speak to the bot, and where it may answer; looked at before anything leaves this machine."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

# Teams' connectors of the public cloud and of GCC, which share the identity of the Bot Service.
TEAMS_HOSTS = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_PATH = r"(?:/[\w.~%-]*)*"
_SPEAKING = frozenset({"message", "invoke"})


@dataclass(frozen=True, slots=True)
class Admission:
    """The rule of the house. No tenants means all of them, which only the local mode allows."""

    local: bool
    tenants: Collection[str]

    def refusal(self, body: Mapping[str, Any]) -> str | None:
        """Why this activity is turned away, for the log; None when it may come in."""
        if body.get("channelId") != "msteams":
            return "channel"
        if not self._answers_to(body.get("serviceUrl") or ""):
            return "service-url"
        if self.tenants and not self._all_known(tenants_of(body)):
            return "tenant"
        if body.get("type") in _SPEAKING and not (body.get("from") or {}).get("aadObjectId"):
            return "nobody"
        return None

    def _answers_to(self, url: str) -> bool:
        # The whole URL is matched: readers of URLs differ on user names and backslashes.
        hosts = "|".join(map(re.escape, LOOPBACK_HOSTS if self.local else TEAMS_HOSTS))
        pattern = (
            rf"https?://(?:{hosts})(?::\d+)?{_PATH}"
            if self.local
            else rf"https://(?:{hosts})(?::443)?{_PATH}"
        )
        return re.fullmatch(pattern, url, re.ASCII) is not None

    def _all_known(self, tenants: Collection[str]) -> bool:
        return bool(tenants) and all(tenant.casefold() in self.tenants for tenant in tenants)


def tenants_of(body: Mapping[str, Any]) -> set[str]:
    """The tenants an activity names; the SDK's ConversationAccount loses one of them."""
    tenant = (body.get("channelData") or {}).get("tenant")
    named = tenant.get("id") if isinstance(tenant, dict) else tenant
    conversation = (body.get("conversation") or {}).get("tenantId")
    return {each for each in (named, conversation) if isinstance(each, str) and each}

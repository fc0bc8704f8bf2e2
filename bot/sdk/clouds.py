"""The clouds in which there is a Bot Service, each with its own identity and its own Teams."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where things are in one cloud (Bot Connector authentication; SDK constants of 4.17.1)."""

    issuer: str
    """Of the tokens the Bot Service sends."""
    metadata_url: str
    """OpenID metadata of that issuer."""
    audience: str
    """For whom the bot's own token is."""
    token_service: str
    """Where the Bot Service keeps the tokens of people who signed in."""
    caller_id: str
    login: str
    """Entra, without a tenant."""
    graph: str
    teams_hosts: tuple[str, ...]
    """From which Teams' connectors speak, and to which the bot answers."""


PUBLIC = Cloud(
    issuer="https://api.botframework.com",
    metadata_url="https://login.botframework.com/v1/.well-known/openidconfiguration",
    audience="https://api.botframework.com",
    token_service="https://api.botframework.com",  # noqa: S106  an address
    caller_id="urn:botframework:azure",
    login="https://login.microsoftonline.com",
    graph="https://graph.microsoft.com",
    # GCC shares the identity of the public cloud.
    teams_hosts=("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"),
)
USGOV = Cloud(
    issuer="https://api.botframework.us",
    metadata_url="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    audience="https://api.botframework.us",
    token_service="https://api.botframework.azure.us",  # noqa: S106  an address
    caller_id="urn:botframework:azureusgov",
    login="https://login.microsoftonline.us",
    graph="https://graph.microsoft.us",
    teams_hosts=("smba.infra.gov.teams.microsoft.us", "smba.infra.dod.teams.microsoft.us"),
)
CLOUDS = {"public": PUBLIC, "usgov": USGOV}

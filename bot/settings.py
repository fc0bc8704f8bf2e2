"""Settings, read once from the environment; every fault is named at once."""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from booking.scheduling import PAUSES

PREFIX = "FRONTDESK_"


class BadSettings(Exception):
    """The settings do not do; `faults` says in sentences what is wrong with them."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Settings(BaseSettings):
    """How this process runs. The order of the fields matters: a check looks at those above it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True, validate_default=True
    )

    local: bool = False
    """No authentication, loopback only: for one person's own machine."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3978
    """0 takes a free one."""
    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database()))
    graph_url: str = "https://graph.microsoft.com/v1.0"
    business: str | None = None
    """The id of the business that nobody needs to be asked about."""
    log: Literal["console", "json"] = "console"
    now: datetime | None = None
    """Where the clock starts, for rehearsals; it goes on from there."""
    pauses: Annotated[tuple[Annotated[float, Field(ge=0, le=300)], ...], NoDecode] = PAUSES
    """Seconds between looks at what became of an unclear booking, or at a link that is not there yet."""
    app_id: str = ""
    app_tenant: str = ""
    app_type: Literal["SingleTenant", "UserAssignedMSI"] = "SingleTenant"
    app_password: SecretStr = SecretStr("")
    tenants: Annotated[frozenset[str], NoDecode] = frozenset()
    """Whose people may speak to the bot; in local mode none means all."""
    act_as: Literal["app"] | None = None

    @classmethod
    def read(cls) -> Self:
        """Read the environment. Raises BadSettings."""
        faults = list(_misspelt(os.environ, cls.model_fields))
        try:
            settings = cls()
        except ValidationError as error:
            faults += map(_sentence, error.errors(include_url=False, include_input=False))
        else:
            if not faults:
                return settings
        raise BadSettings(faults)

    @property
    def mode(self) -> str:
        """How people are told apart, for those who run the bot."""
        return "local: no authentication, loopback only" if self.local else "authenticated"

    @field_validator("host")
    @classmethod
    def _loopback_when_local(cls, host: str, info: ValidationInfo) -> str:
        if info.data.get("local") and not is_loopback(host):
            raise ValueError("has to be a loopback address, for FRONTDESK_LOCAL turns authentication off")
        return host

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr) -> SecretStr:
        from storage.urls import driver_url  # noqa: PLC0415  SQLAlchemy takes long to load

        driver_url(url.get_secret_value())
        return url

    @field_validator("graph_url")
    @classmethod
    def _safe_graph(cls, url: str, info: ValidationInfo) -> str:
        try:
            parts = urlsplit(url)
        except ValueError:
            raise ValueError("is no URL") from None
        near = is_loopback(parts.hostname or "")
        if not parts.hostname or parts.scheme not in {"http", "https"}:
            raise ValueError("has to be a URL such as https://graph.microsoft.com/v1.0")
        if parts.scheme == "http" and not near:
            raise ValueError("has to begin with https, unless it leads to this machine")
        if info.data.get("local") and not near:
            raise ValueError("has to lead to a Graph sandbox on this machine, for FRONTDESK_LOCAL is set")
        return url.rstrip("/")

    @field_validator("pauses", mode="before")
    @classmethod
    def _by_commas(cls, pauses: Any) -> Any:
        return pauses.split(",") if isinstance(pauses, str) else pauses

    @field_validator("now")
    @classmethod
    def _rehearsals_only(cls, now: datetime | None, info: ValidationInfo) -> datetime | None:
        if now is None or "local" not in info.data:
            return now
        if not info.data["local"]:
            raise ValueError("is for rehearsals, and needs FRONTDESK_LOCAL=1")
        if now.tzinfo is None:
            raise ValueError("needs a zone, such as 2030-03-04T09:00:00Z")
        return now

    @field_validator("app_id", "app_tenant")
    @classmethod
    def _identity(cls, value: str, info: ValidationInfo) -> str:
        match info.data.get("local"):
            case True if value:
                raise ValueError("and FRONTDESK_LOCAL exclude one another: unset one of them")
            case False if not value:
                raise ValueError(
                    "is missing; FRONTDESK_LOCAL=1 runs without authentication, on this machine only"
                )
            case _:
                return value

    @field_validator("app_password")
    @classmethod
    def _credential(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        needed = info.data.get("local") is False and info.data.get("app_type") == "SingleTenant"
        if needed and not value.get_secret_value():
            raise ValueError("is missing; only with FRONTDESK_APP_TYPE=UserAssignedMSI there is none")
        return value

    @field_validator("tenants", mode="before")
    @classmethod
    def _allow_list(cls, value: Any, info: ValidationInfo) -> Any:
        named = value.replace(",", " ").split() if isinstance(value, str) else value
        own = info.data.get("app_tenant")
        return frozenset(map(str.casefold, named or ([own] if own else [])))

    @field_validator("act_as")
    @classmethod
    def _rights(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("local") is False:
            raise ValueError(
                "has to be set to app: the bot then uses its own rights in Graph, "
                "and checks each person's role in the business itself"
            )
        return value


def default_database() -> str:
    """A SQLite file in the user's state folder."""
    folder = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return f"sqlite:///{Path(folder) / 'frontdesk' / 'frontdesk.db'}"


def is_loopback(host: str) -> bool:
    """Whether this host is this machine and no other."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _misspelt(environ: Mapping[str, str], known: Iterable[str]) -> Iterable[str]:
    names = [PREFIX + name.upper() for name in known]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in names and (near := get_close_matches(name, names, 1, 0.9)):
            yield f"{name} is not a setting. Did you mean {near[0]}?"


def _sentence(error: Mapping[str, Any]) -> str:
    name = PREFIX + "_".join(map(str, error["loc"])).upper()
    said = error["msg"].removeprefix("Value error, ").replace("Input should be", "has to be")
    return f"{name} {said}."

"""Settings, read once from the environment; every fault is named at once."""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from booking.scheduling import PAUSES
from bot.checks import is_loopback, one_credential, readable, service_url, tenant_id
from bot.sdk.certificate import read_certificate
from bot.sdk.clouds import CLOUDS, Cloud

PREFIX = "FRONTDESK_"
_CREDENTIAL_FIELDS = {"app_type", "app_certificate", "app_federated_token_file"}


class BadSettings(Exception):
    """The settings do not do; `faults` says in sentences what is wrong with them."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Settings(BaseSettings):
    """How this process runs. The order of the fields matters: a check looks at those above it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        validate_default=True,
        str_strip_whitespace=True,
    )

    local: bool = False
    """No authentication, loopback only: for one person's own machine."""
    cloud: Literal["public", "usgov"] = "public"
    """Of which the Bot Service, Entra, Graph and Teams are; GCC is in the public one."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3978
    """0 takes a free one."""
    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database()))
    graph_url: str = Field(default_factory=lambda data: f"{_cloud(data).graph}/v1.0")
    business: str | None = None
    """The id of the business that nobody needs to be asked about."""
    log: Literal["console", "json"] = "console"
    metrics: bool = False
    """Serve /metrics."""
    person_turns: Annotated[int, Field(ge=0)] = 120
    """Turns a minute that one person gets, in one burst if they like; 0 for no limit, here and below."""
    person_at_once: Annotated[int, Field(ge=0)] = 10
    """Turns of one person that may be under way or wait for one another."""
    tenant_turns: Annotated[int, Field(ge=0)] = 30_000
    tenant_at_once: Annotated[int, Field(ge=0)] = 500
    now: datetime | None = None
    """Where the clock starts, for rehearsals; it goes on from there."""
    pauses: Annotated[tuple[Annotated[float, Field(ge=0, le=300)], ...], NoDecode] = PAUSES
    """Seconds between looks at what became of an unclear booking, or at a link that is not there yet."""
    app_id: str = ""
    app_tenant: str = ""
    app_type: Literal["SingleTenant", "UserAssignedMSI"] = "SingleTenant"
    app_certificate: Path | None = None
    """A PEM file with the certificate and its private key."""
    app_federated_token_file: Path | None = None
    """Where the platform puts the token that stands for the app (workload identity federation)."""
    azure_federated_token_file: Path | None = Field(
        default=None, validation_alias="AZURE_FEDERATED_TOKEN_FILE"
    )
    """As Azure's own platforms name it; counts where no credential is named."""
    app_password: SecretStr = SecretStr("")
    tenants: Annotated[frozenset[str], NoDecode] = frozenset()
    """Whose people may speak to the bot; in local mode none means all."""
    openid_metadata_url: str = Field(default_factory=lambda data: _cloud(data).metadata_url)
    """Where the keys are told with which the Bot Service signs."""
    act_as: Literal["user", "app"] = "user"
    """Whose rights count in Graph: each person's own, or the app's, narrowed to the person's role."""
    connection: str = ""
    """The OAuth connection of the Azure Bot by which people sign in; the local mode can do without."""
    token_url: str = Field(default_factory=lambda data: _cloud(data).token_service)
    availability: Literal["app"] | None = None
    """`app` asks getStaffAvailability too, which only the app may: needs Bookings.Read.All for it."""

    @classmethod
    def read(cls) -> Self:
        """Read the environment. Raises BadSettings."""
        faults = list(_misspelt(os.environ, cls.model_fields))
        try:
            settings = cls()
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
            # A default that rests on another setting is not looked for where that one is faulty.
            faults += [_sentence(each) for each in found if each["type"] != "default_factory_not_called"]
        else:
            if not faults:
                return settings
        raise BadSettings(faults)

    @property
    def mode(self) -> str:
        """How people are told apart, for those who run the bot."""
        return "local: no authentication, loopback only" if self.local else "authenticated"

    @property
    def token_file(self) -> Path | None:
        """That of workload identity federation, where it is how the bot proves who it is."""
        named = self.app_password.get_secret_value() or self.app_certificate
        return self.app_federated_token_file or (None if named else self.azure_federated_token_file)

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

    @field_validator("graph_url", "openid_metadata_url")
    @classmethod
    def _safe_service(cls, url: str, info: ValidationInfo) -> str:
        alone = bool(info.data.get("local")) and info.field_name == "graph_url"
        return service_url(url, near_alone=alone)

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
            case False if info.field_name == "app_tenant":
                return tenant_id(value)
            case _:
                return value

    @field_validator("app_federated_token_file")
    @classmethod
    def _readable(cls, path: Path | None) -> Path | None:
        return readable(path)

    @field_validator("app_certificate")
    @classmethod
    def _usable_certificate(cls, path: Path | None) -> Path | None:
        if path:
            read_certificate(path)
        return path

    @field_validator("app_password")
    @classmethod
    def _credential(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if info.data.get("local") is False and info.data.keys() >= _CREDENTIAL_FIELDS:
            one_credential({**info.data, "app_password": value.get_secret_value()})
        return value

    @field_validator("tenants", mode="before")
    @classmethod
    def _allow_list(cls, value: Any, info: ValidationInfo) -> Any:
        named = value.replace(",", " ").split() if isinstance(value, str) else value
        own = info.data.get("app_tenant")
        known = tenant_id if info.data.get("local") is False else str.casefold
        return frozenset(map(known, named or ([own] if own else [])))

    @field_validator("connection")
    @classmethod
    def _way_to_sign_in(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("local") is False and info.data.get("act_as") == "user":
            raise ValueError(
                "is missing: people sign in by it; with FRONTDESK_ACT_AS=app nobody does, for the bot then "
                "uses its own rights in Graph and checks each person's role in the business itself"
            )
        return value

    @field_validator("token_url")
    @classmethod
    def _safe_token_service(cls, url: str, info: ValidationInfo) -> str:
        return service_url(url, near_alone=bool(info.data.get("local") and info.data.get("connection")))


def default_database() -> str:
    """A SQLite file in the user's state folder."""
    folder = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return f"sqlite:///{Path(folder) / 'frontdesk' / 'frontdesk.db'}"


def _cloud(given: Mapping[str, Any]) -> Cloud:
    return CLOUDS[given.get("cloud", "public")]


def _misspelt(environ: Mapping[str, str], known: Iterable[str]) -> Iterable[str]:
    names = [PREFIX + name.upper() for name in known]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in names and (near := get_close_matches(name, names, 1, 0.9)):
            yield f"{name} is not a setting. Did you mean {near[0]}?"


def _sentence(error: Mapping[str, Any]) -> str:
    name = PREFIX + "_".join(map(str, error["loc"])).upper()
    said = error["msg"].removeprefix("Value error, ").replace("Input should be", "has to be")
    return f"{name} {said}."

"""What is measured side by side, and how each is started."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bench.grounds import Grounds
from bench.identity import METADATA
from bench.somebody import APP_ID, APP_PASSWORD, BUSINESS, TENANT
from rehearsal.processes import Server

READY = "Frontdesk on"
LIMITS = tuple(f"FRONTDESK_{whose}_{what}" for whose in ("PERSON", "TENANT") for what in ("TURNS", "AT_ONCE"))
Start = Callable[[Grounds], Awaitable[Server]]


@dataclass(frozen=True, slots=True)
class Variant:
    """One row. Those of one `server` share a process; `beside` is the stock bot it is compared with."""

    key: str
    label: str
    server: str
    talk: str
    beside: Literal["", "stock-echo", "stock-waterfall"] = ""


VARIANTS = (
    Variant("bare", "(a) bare handler, every token verified", "bare", "echo"),
    Variant("bare-cached", "(a2) the same, verified tokens remembered", "bare-cached", "echo"),
    Variant("stock-echo", "(b) stock SDK, echo", "stock-echo", "echo"),
    Variant(
        "stock-waterfall", "(b) stock SDK, 4-step waterfall, MemoryStorage", "stock-waterfall", "stock-steps"
    ),
    Variant("help", "(c) /help", "bot", "help", "stock-echo"),
    Variant("step", "(c) one booking step, SQLite, Action.Execute", "bot", "steps", "stock-waterfall"),
    Variant(
        "submit", "(c) one booking step, SQLite, Action.Submit", "bot", "steps-submit", "stock-waterfall"
    ),
    Variant("booking", "(c) whole bookings, SQLite and Graph sandbox", "bot", "booking", "stock-waterfall"),
)


def bot_environment(grounds: Grounds, name: str, *, limited: bool) -> Mapping[str, str]:
    """The settings of this bot, with a database of its own."""
    common = {
        "FRONTDESK_PORT": "0",
        "FRONTDESK_LOG": "json",
        "FRONTDESK_BUSINESS": BUSINESS,
        "FRONTDESK_GRAPH_URL": grounds.graph,
        "FRONTDESK_DATABASE_URL": f"sqlite:///{grounds.folder}/{name}.db",
    }
    if not limited:
        common |= dict.fromkeys(LIMITS, "0")
    return common | (_signed(grounds) if grounds.signed else {"FRONTDESK_LOCAL": "1"})


def _signed(grounds: Grounds) -> dict[str, str]:
    return {
        "FRONTDESK_APP_ID": APP_ID,
        "FRONTDESK_APP_TENANT": TENANT,
        "FRONTDESK_APP_PASSWORD": APP_PASSWORD,
        "FRONTDESK_ACT_AS": "app",
        "FRONTDESK_OPENID_METADATA_URL": f"{grounds.identity}{METADATA}",
    }


async def start_bot(grounds: Grounds, name: str, *, limited: bool = False, pauses: bool = False) -> Server:
    """Our bot, as it runs in production but for where its neighbours are.

    `limited` leaves the limits for persons and tenants as they are, `pauses` has it tell of the garbage
    collector when it ends.
    """
    environ = {**grounds.trusted, **bot_environment(grounds, name, limited=limited)}
    if not grounds.signed and not pauses:
        return await grounds.start("bot", greeting=READY, environ=environ)
    more = [*(("--tls-port", grounds.tls_port) if grounds.signed else ()), *(("--pauses",) if pauses else ())]
    return await grounds.start("bench.ours", *more, greeting=READY, environ=environ)


async def _bare(grounds: Grounds, *more: str) -> Server:
    identity = ("--identity", grounds.identity) if grounds.signed else ()
    return await grounds.start("bench.bare", *identity, *more, greeting="Bare on")


async def _stock(grounds: Grounds, kind: str) -> Server:
    tls = ("--tls-port", grounds.tls_port) if grounds.signed else ()
    return await grounds.start("bench.stock", kind, *tls, greeting="Stock on", environ=grounds.trusted)


SERVERS: Mapping[str, Start] = {
    "bare": _bare,
    "bare-cached": lambda grounds: _bare(grounds, "--remember"),
    "stock-echo": lambda grounds: _stock(grounds, "echo"),
    "stock-waterfall": lambda grounds: _stock(grounds, "waterfall"),
    "bot": lambda grounds: start_bot(grounds, "bot"),
}

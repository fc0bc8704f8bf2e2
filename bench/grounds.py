"""Everything around the bots that are measured: connector, identity and Graph, each a process of its own."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession

from bench.process import cores, out_of_the_way, pin
from bench.somebody import APP_ID, TOKENS
from rehearsal.processes import Server

# No proxy and no foreign authority: nothing here leaves this machine.
ALONE = {"NO_PROXY": "*", "no_proxy": "*", "HTTP_PROXY": "", "HTTPS_PROXY": "", "ALL_PROXY": ""}
AS_INSTALLED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Modules are compiled once, as they are where the bot is installed."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """`tokens` are empty where nothing is signed; `folder` is gone in the end."""

    folder: Path
    connector: str
    identity: str
    graph: str
    tokens: Sequence[str]
    stack: AsyncExitStack

    @property
    def signed(self) -> bool:
        """Whether inbound tokens are checked, and outbound ones fetched."""
        return bool(self.tokens)

    @property
    def trusted(self) -> Mapping[str, str]:
        """The environment of a process that shall trust the identity service's certificate."""
        authority = str(self.folder / "ca.pem")
        return {"REQUESTS_CA_BUNDLE": authority, "SSL_CERT_FILE": authority}

    @property
    def tls_port(self) -> str:
        """Where the identity service speaks TLS."""
        return (self.folder / "tls-port").read_text(encoding="ascii")

    async def start(
        self, module: str, *arguments: str, greeting: str, environ: Mapping[str, str] | None = None
    ) -> Server:
        """A bot to be measured, on the core that is kept for it; stopped with the grounds."""
        server = await Server.start(
            module, *arguments, greeting=greeting, environ={**ALONE, **AS_INSTALLED, **(environ or {})}
        )
        self.stack.push_async_callback(server.stop)
        pin(server.process.pid, cores()[0])
        return server


@asynccontextmanager
async def grounds(*, signed: bool) -> AsyncGenerator[Grounds]:
    """All of it, and this process, on the cores that are not for the bots. Raises ServerFailed."""
    async with AsyncExitStack() as stack:
        stack.enter_context(out_of_the_way())
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="frontdesk-bench-")))
        connector = await _start(stack, "bench.connector", greeting="Connector on")
        identity = await _start(stack, "bench.identity", str(folder), greeting="Identity on")
        graph = await _start(stack, "sandbox", "--port", "0", greeting="Graph sandbox on")
        tokens = await _tokens(identity, connector) if signed else ()
        yield Grounds(folder, connector, identity, f"{graph}/v1.0", tokens, stack)


async def _start(stack: AsyncExitStack, module: str, *arguments: str, greeting: str) -> str:
    server = await Server.start(module, *arguments, greeting=greeting, environ=ALONE)
    stack.push_async_callback(server.stop)
    return server.url


async def _tokens(identity: str, connector: str) -> Sequence[str]:
    asked = {"audience": APP_ID, "service_url": f"{connector}/", "count": str(TOKENS)}
    async with ClientSession() as http, http.get(f"{identity}/bench/tokens", params=asked) as answer:
        answer.raise_for_status()
        return await answer.json()

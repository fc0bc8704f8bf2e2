"""Who watches: nobody, unless FRONTDESK_METRICS or the OTEL_* variables ask for it.

Only then is OpenTelemetry loaded; it comes with the extra `telemetry`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.correlation import client_request_id
from bot.metrics import Tally
from bot.watch import Facts, Kind, Unwatched, Watch
from graph import Surroundings

_OFF = frozenset({"", "none"})
_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"


class TelemetryUnavailable(Exception):
    """What was asked for is not installed; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Telemetry:
    """`tally` is there where /metrics was asked for."""

    watch: Watch
    tally: Tally | None

    def around(self, kind: Kind) -> Callable[[str], AbstractContextManager[Facts]] | None:
        """What goes around each thing of this kind; None where nobody watches."""
        return None if isinstance(self.watch, Unwatched) else partial(self.watch.around, kind)


@dataclass(frozen=True, slots=True)
class Exporters:
    """By the names of the OpenTelemetry specification."""

    traces: tuple[str, ...]
    metrics: tuple[str, ...]

    @classmethod
    def named_in(cls, environ: Mapping[str, str]) -> "Exporters":
        """What the variables name; an endpoint for OTLP asks for OTLP, as the specification has it."""
        if environ.get("OTEL_SDK_DISABLED", "").strip().casefold() == "true":
            return cls((), ())
        return cls(_named(environ, "TRACES"), _named(environ, "METRICS"))


@asynccontextmanager
async def open_telemetry(environ: Mapping[str, str], *, metrics: bool) -> AsyncIterator[Telemetry]:
    """Telemetry as it was asked for; what it still holds is sent on closing. Raises TelemetryUnavailable."""
    tally = Tally() if metrics else None
    inner = tally or Unwatched()
    exporters = Exporters.named_in(environ)
    if not exporters.traces and not exporters.metrics:
        yield Telemetry(inner, tally)
        return
    try:
        from bot.traces import Traces  # noqa: PLC0415  takes its time, and need not be installed
    except ImportError:
        raise TelemetryUnavailable("the OTEL_* variables need the extra `telemetry` installed") from None
    traces = Traces(exporters, environ, inner=inner)
    try:
        yield Telemetry(traces, tally)
    finally:
        await asyncio.to_thread(traces.close)


def surroundings(watch: Watch) -> Surroundings:
    """Graph's calls, correlated with the turn they are for."""
    return Surroundings(
        new_id=client_request_id,
        watch=partial(watch.around, "graph"),
        repeated=partial(watch.count, "graph_retries"),
    )


def _named(environ: Mapping[str, str], signal: str) -> tuple[str, ...]:
    endpoint = environ.get(f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") or environ.get(_ENDPOINT)
    names = environ.get(f"OTEL_{signal}_EXPORTER") or ("otlp" if endpoint else "")
    protocol = environ.get(f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL") or environ.get(
        "OTEL_EXPORTER_OTLP_PROTOCOL", ""
    )
    by_protocol = "otlp_proto_grpc" if protocol.strip() == "grpc" else "otlp_proto_http"
    listed = (name.strip() for name in names.split(","))
    return tuple(by_protocol if name == "otlp" else name for name in listed if name.casefold() not in _OFF)

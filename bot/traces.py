"""OpenTelemetry. Spans and measures hold ids, names of the house and figures; no words of an error."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import Any

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode

from bot.correlation import correlation_id
from bot.metrics import BUCKETS, COUNTS, TIMES
from bot.telemetry import Exporters, TelemetryUnavailable
from bot.watch import Count, Facts, Kind, Watch

SCOPE = "frontdesk"
CORRELATION = "frontdesk.correlation"


class Traces:
    """A Watch that sends what it sees to the exporters, and tells the one inside as well."""

    def __init__(self, exporters: Exporters, environ: Mapping[str, str], *, inner: Watch) -> None:
        self._inner = inner
        resource = _resource(environ)
        self._spans = TracerProvider(resource=resource, shutdown_on_exit=False)
        for name in exporters.traces:
            self._spans.add_span_processor(BatchSpanProcessor(_exporter("traces", name)()))
        readers = [_reader(_exporter("metrics", name)()) for name in exporters.metrics]
        self._measures = MeterProvider(readers, resource, shutdown_on_exit=False)
        self._tracer = self._spans.get_tracer(SCOPE)
        meter = self._measures.get_meter(SCOPE)
        self._times = {
            kind: meter.create_histogram(
                _name(name), "s", told, explicit_bucket_boundaries_advisory=list(BUCKETS)
            )
            for kind, (name, told) in TIMES.items()
        }
        self._counts = {
            what: (meter.create_counter(_name(name), description=told), label)
            for what, (name, label, told) in COUNTS.items()
        }

    @contextmanager
    def around(self, kind: Kind, name: str) -> Iterator[Facts]:
        """A span, and its duration."""
        started = time.perf_counter()
        with (
            self._inner.around(kind, name) as facts,
            self._tracer.start_as_current_span(
                f"{kind} {name}", record_exception=False, set_status_on_exception=False
            ) as span,
        ):
            try:
                yield facts
            except BaseException as error:
                facts["error"] = type(error).__name__
                raise
            finally:
                span.set_attributes({f"{SCOPE}.{fact}": value for fact, value in facts.items()})
                span.set_attribute(CORRELATION, correlation_id() or "")
                if "error" in facts:
                    span.set_status(Status(StatusCode.ERROR))
                self._times[kind].record(time.perf_counter() - started, {"name": name})

    def count(self, what: Count, which: str) -> None:
        """One more."""
        self._inner.count(what, which)
        counter, label = self._counts[what]
        counter.add(1, {label: which})

    def close(self) -> None:
        """Send what is left. It blocks for as long as the exporters try."""
        self._spans.shutdown()
        self._measures.shutdown()


def _resource(environ: Mapping[str, str]) -> Resource:
    named = environ.get("OTEL_SERVICE_NAME") or f"{SERVICE_NAME}=" in environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    )
    return Resource.create({} if named else {SERVICE_NAME: SCOPE})


def _name(prometheus: str) -> str:
    """Without the unit and `_total`, which OpenTelemetry keeps apart."""
    return prometheus.removesuffix("_total").removesuffix("_seconds").replace("_", ".", 1)


def _exporter(signal: str, name: str) -> Any:
    """By the entry points under which packages of OpenTelemetry offer their exporters."""
    for found in entry_points(group=f"opentelemetry_{signal}_exporter", name=name):
        return found.load()
    raise TelemetryUnavailable(f"no exporter {name!r} is installed: look at OTEL_{signal.upper()}_EXPORTER")


def _reader(exporter: Any) -> MetricReader:
    return exporter if isinstance(exporter, MetricReader) else PeriodicExportingMetricReader(exporter)

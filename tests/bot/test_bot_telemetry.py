"""OpenTelemetry, by the variables that it names itself; without them nothing of it is loaded."""

import asyncio
import json
import sys

import pytest
from conversation_clinic import NOW, PATIENT

from bot.telemetry import Exporters
from rehearsal import Room
from rehearsal.processes import Server, ServerFailed, listeners, servers

CONSOLE = {"OTEL_TRACES_EXPORTER": "console", "OTEL_METRICS_EXPORTER": "console"}
OTLP = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector.example:4318"}


@pytest.mark.parametrize(
    ("environ", "traces", "metrics"),
    [
        ({}, (), ()),
        ({"OTEL_SERVICE_NAME": "frontdesk"}, (), ()),
        (CONSOLE, ("console",), ("console",)),
        (CONSOLE | {"OTEL_SDK_DISABLED": "True"}, (), ()),
        ({"OTEL_TRACES_EXPORTER": "console, otlp"}, ("console", "otlp_proto_http"), ()),
        (OTLP, ("otlp_proto_http",), ("otlp_proto_http",)),
        (OTLP | {"OTEL_METRICS_EXPORTER": "none"}, ("otlp_proto_http",), ()),
        (OTLP | {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, ("otlp_proto_grpc",), ("otlp_proto_grpc",)),
        (
            {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://collector.example:4318/v1/traces"},
            ("otlp_proto_http",),
            (),
        ),
    ],
)
def test_the_variables_of_opentelemetry_say_what_goes_where(environ, traces, metrics):
    assert Exporters.named_in(environ) == Exporters(traces, metrics)


async def test_nothing_of_opentelemetry_is_loaded_unless_it_is_asked_for():
    look = "import sys, bot.app; print([name for name in sys.modules if name.startswith('opentelemetry')])"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", look, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()

    assert out.decode().strip() == "[]"


async def test_an_exporter_that_is_not_installed_keeps_the_bot_from_starting(tmp_path):
    settings = {
        "FRONTDESK_LOCAL": "1",
        "FRONTDESK_PORT": "0",
        "FRONTDESK_GRAPH_URL": "http://127.0.0.1:9",
        "FRONTDESK_DATABASE_URL": f"sqlite:///{tmp_path}/frontdesk.db",
        "OTEL_TRACES_EXPORTER": "pigeon",
    }
    with pytest.raises(ServerFailed, match="no exporter 'pigeon' is installed: look at OTEL_TRACES_EXPORTER"):
        await Server.start("bot", greeting="Frontdesk on", environ=settings)


async def test_a_turn_is_traced_down_to_graph_the_store_and_what_was_sent():
    said: list[str] = []

    def listen(server: str, line: str) -> None:
        if server == "bot":
            said.append(line)

    listeners.append(listen)
    async with (
        servers(now=NOW, settings=CONSOLE) as running,
        Room(running.bot_url, now=lambda: NOW, habits=PATIENT) as room,
    ):
        await room.as_("dana").says("/book initial consult")
    listeners.remove(listen)

    spans, measures = _written(said)
    turn = next(span for span in spans if span["name"] == "turn message")
    mine = [span for span in spans if span["context"]["trace_id"] == turn["context"]["trace_id"]]
    assert {span["name"].split()[0] for span in mine} == {"turn", "graph", "store", "send"}
    assert {span["attributes"]["frontdesk.correlation"] for span in mine} == {
        turn["attributes"]["frontdesk.correlation"]
    }
    calls = [span["attributes"] for span in mine if span["name"].startswith("graph ")]
    assert all(call["frontdesk.request_id"] and call["frontdesk.client_request_id"] for call in calls)
    assert turn["resource"]["attributes"]["service.name"] == "frontdesk"
    assert {"frontdesk.turn", "frontdesk.graph_call", "frontdesk.store", "frontdesk.send"} <= measures


def _written(lines):
    """The spans, and the names of what was measured; each was written as JSON over several lines."""
    spans, measures = [], set()
    text, decoder = "\n".join(lines), json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(text, at)
        except ValueError:
            end = at + 1
        else:
            if "context" in found:
                spans.append(found)
            for resource in found.get("resource_metrics", ()):
                for scope in resource["scope_metrics"]:
                    measures |= {metric["name"] for metric in scope["metrics"]}
        at = text.find("{", end)
    return spans, measures

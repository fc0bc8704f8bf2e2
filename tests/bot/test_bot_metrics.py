"""What is counted, and how Prometheus reads it."""

import aiohttp
import pytest
from aiohttp import web
from bot_stand import an_activity, bot_with, local_settings, post, serving

from bot.metrics import BUCKETS, Tally


class Hours:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def lines_of(tally):
    return [line for line in tally.text().splitlines() if not line.startswith("#")]


def test_counts_are_told_by_what_was_counted():
    tally = Tally()
    for outcome in ("made", "refused", "made"):
        tally.count("bookings", outcome)
    tally.count("graph_retries", "listCalendarView")

    assert lines_of(tally) == [
        'frontdesk_bookings_total{outcome="made"} 2',
        'frontdesk_bookings_total{outcome="refused"} 1',
        'frontdesk_graph_retries_total{call="listCalendarView"} 1',
    ]


def test_times_fall_into_buckets_that_each_hold_the_ones_before():
    clock = Hours()
    tally = Tally(clock)
    for seconds in (0.001, 0.3, 60.0):
        with tally.around("turn", "message"):
            clock.now += seconds

    lines = lines_of(tally)
    assert [int(line.split()[-1]) for line in lines if "_bucket" in line] == [1] * 8 + [2] * 6 + [3]
    assert lines[0].startswith('frontdesk_turn_seconds_bucket{name="message",le="0.001"}')
    assert lines[len(BUCKETS)].startswith('frontdesk_turn_seconds_bucket{name="message",le="+Inf"}')
    assert lines[-2:] == [
        'frontdesk_turn_seconds_sum{name="message"} 60.301000',
        'frontdesk_turn_seconds_count{name="message"} 3',
    ]


def test_what_fails_took_its_time_too():
    tally = Tally(Hours())
    with pytest.raises(ZeroDivisionError), tally.around("graph", "getBusiness"):
        _ = 1 / 0

    assert 'frontdesk_graph_call_seconds_count{name="getBusiness"} 1' in lines_of(tally)


def test_a_label_cannot_break_out_of_its_quotes():
    tally = Tally()
    tally.count("graph_retries", 'a"} 1\nfrontdesk_bookings_total{outcome="made\\')

    assert lines_of(tally) == [
        r'frontdesk_graph_retries_total{call="a\"} 1\nfrontdesk_bookings_total{outcome=\"made\\"} 1'
    ]


def test_every_measure_says_what_it_is():
    heads = [line.split()[1:4:2] for line in Tally().text().splitlines() if line.startswith("# TYPE")]

    assert heads == [["TYPE", "counter"]] * 3 + [["TYPE", "histogram"]] * 4


async def test_metrics_are_served_where_they_were_asked_for(conversations, tmp_path):
    async def take(_request):
        return web.json_response({"id": "1"})

    teams = web.Application()
    teams.add_routes([web.post("/{path:.*}", take)])
    async with (
        serving(teams) as teams_url,
        bot_with(conversations, local_settings(tmp_path, metrics=True)) as url,
    ):
        await post(url, an_activity(text="hello", id="1", serviceUrl=teams_url))
        await post(url, an_activity(type="invoke", name="made/up/4711", id="2"))
        async with aiohttp.ClientSession() as session:
            answer = await session.get(url.replace("/api/messages", "/metrics"))
            text = await answer.text()

    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert 'frontdesk_turn_seconds_count{name="message"} 1' in text
    assert 'frontdesk_store_seconds_count{name="SqlStorage.' in text
    assert "made/up" not in text


async def test_nobody_else_gets_any(url):
    async with aiohttp.ClientSession() as session:
        assert (await session.get(url.replace("/api/messages", "/metrics"))).status == 404

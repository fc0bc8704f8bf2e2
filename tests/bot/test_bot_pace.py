"""How fast the bot speaks in one conversation, and when a call is repeated."""

import pytest
from aiohttp import ClientConnectionError, ClientConnectorError, ServerDisconnectedError
from hypothesis import given
from hypothesis import strategies as st

from bot.sdk.pace import AT_ONCE, Pace
from bot.sdk.retries import is_worth_repeating, pause_before, seconds_told

LIMITS = {1: 7, 2: 8, 30: 60, 3600: 1800}


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    async def pause(self, seconds):
        self.now += seconds


async def _times(idle):
    """When each of many messages of one conversation goes out."""
    clock = Clock()
    pace, sent = Pace(clock, clock.pause), []
    for seconds in idle:
        clock.now += seconds
        await pace.keep("a:1")
        sent.append(clock.now)
    return sent


@given(st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.2, 1.0, 7.0]), max_size=200))
async def test_no_window_of_teams_is_ever_full(idle):
    sent = await _times(idle)

    for seconds, most in LIMITS.items():
        for start in sent:
            within = [at for at in sent if start <= at < start + seconds - 1e-6]
            assert len(within) <= most


async def test_a_few_words_at_once_wait_for_nothing():
    assert await _times([0.0] * AT_ONCE) == [1000.0] * AT_ONCE


async def test_those_who_come_at_once_wait_one_behind_the_other():
    waits = []

    async def pause(seconds):
        waits.append(round(seconds, 2))

    pace = Pace(lambda: 0.0, pause)
    for _ in range(AT_ONCE + 3):
        await pace.keep("a:1")

    assert waits == [0.55, 1.1, 1.65]


async def test_one_conversation_does_not_hold_up_another():
    clock = Clock()
    pace = Pace(clock, clock.pause)
    for number in range(1000):
        await pace.keep(f"a:{number}")

    assert clock.now == 1000.0


async def test_conversations_that_have_calmed_down_are_forgotten():
    clock = Clock()
    pace = Pace(clock, clock.pause)
    for number in range(1000):
        await pace.keep(f"a:{number}")
    assert len(pace) == 1000

    clock.now += 60
    await pace.keep("a:last")

    assert len(pace) == 1


@pytest.mark.parametrize(
    ("trouble", "post", "put"),
    [
        (412, True, True),
        (429, True, True),
        (502, False, True),
        (503, True, True),
        (504, False, True),
        (500, False, False),
        (403, False, False),
        (ServerDisconnectedError(), False, True),
        (ClientConnectionError(), False, True),
        (ClientConnectorError(None, OSError()), True, True),
        (TimeoutError(), False, False),
    ],
)
def test_only_what_was_not_taken_is_posted_again(trouble, post, put):
    assert is_worth_repeating("POST", trouble) is post
    assert is_worth_repeating("PUT", trouble) is put
    assert is_worth_repeating("DELETE", trouble) is put


def test_pauses_grow_and_are_spread():
    assert [pause_before(attempt, None, lambda: 0.5) for attempt in (2, 3, 4, 5)] == [0.5, 1.0, 2.0, None]
    assert pause_before(2, None, lambda: 0.0) < pause_before(2, None, lambda: 0.9)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("Mon, 01 Mar 2027 09:00:07 GMT", 7.0),
        ("Mon, 01 Mar 2027 08:00:00 GMT", 0.0),
        ("soon", None),
        ("-1", None),
        ("", None),
        (None, None),
    ],
)
def test_what_retry_after_says(header, seconds):
    nine_o_clock = 1_803_891_600.0

    assert seconds_told(header, lambda: nine_o_clock) == seconds


def test_the_wait_that_is_asked_for_is_kept():
    assert pause_before(2, "3", lambda: 0.0) == 3.0
    assert pause_before(2, "3600", lambda: 0.0) is None

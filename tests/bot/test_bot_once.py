"""Deliveries that come again, and turns that come at once."""

import asyncio
import gc

import pytest

from bot.once import Answers, Locks, Seen


def test_only_so_many_keys_are_remembered():
    seen = Seen(2)

    assert [seen.is_new(key) for key in ("a", "b", "a", "c", "a")] == [True, True, False, True, True]


async def test_an_answer_is_made_once():
    answers = Answers(2)
    made = []

    async def answer():
        made.append("made")
        await asyncio.sleep(0)
        return len(made)

    assert await asyncio.gather(*(answers.once("tap", answer) for _ in range(3))) == [1, 1, 1]
    assert await answers.once("tap", answer) == 1


async def test_who_hangs_up_does_not_spoil_the_answer_for_the_next():
    answers = Answers(2)
    go_on = asyncio.Event()

    async def answer():
        await go_on.wait()
        return "booked"

    first = asyncio.create_task(answers.once("tap", answer))
    await asyncio.sleep(0)
    first.cancel()
    go_on.set()

    assert await answers.once("tap", answer) == "booked"
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_lock_that_nobody_needs_is_gone():
    locks = Locks()
    async with locks.held("dana"):
        assert len(locks) == 1
    gc.collect()

    assert len(locks) == 0


async def test_who_gives_up_waiting_for_a_lock_leaves_it_to_the_next():
    locks = Locks()
    entered = []

    async def enter(name):
        async with locks.held("dana"):
            entered.append(name)

    async with locks.held("dana"):
        impatient, patient = asyncio.create_task(enter("impatient")), asyncio.create_task(enter("patient"))
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.wait([impatient])
        assert entered == []
    await patient

    assert entered == ["patient"]
    assert len(locks) == 0

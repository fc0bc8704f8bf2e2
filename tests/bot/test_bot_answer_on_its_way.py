"""An answer that is being sent when the first word is due: it closes the turn, and nothing else is said."""

import asyncio
from types import SimpleNamespace

from bot.promptness import Promptness, meanwhile_of


class Later:
    """Starts work, and leaves it to itself."""

    pause = asyncio.sleep

    def go_on(self, work):
        return asyncio.ensure_future(work)


async def test_an_answer_on_its_way_closes_the_turn_rather_than_a_first_word():
    context, told, arrives = SimpleNamespace(turn_state={}), [], asyncio.Event()

    async def answer():
        await meanwhile_of(context).place()
        await arrives.wait()
        told.append("the answer")

    async def wait(work, _seconds):
        if meanwhile_of(context).is_over:
            arrives.set()
            await asyncio.wait({work})
        else:
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    await Promptness(Later(), None, wait=wait).message(context, answer())

    assert told == ["the answer"]

"""What follows an answer begins when that has been written."""

import asyncio

from bot_stand import an_execute, mended_bot, post
from botbuilder.core import Bot
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.schema import Activity

from bot.sdk.answered import written


class Noticing(Bot):
    """Looks whether its answer has been written while it is still at it."""

    async def on_turn(self, context):
        self.written = asyncio.create_task(written())
        await asyncio.sleep(0)
        self.was_written = self.written.done()
        await context.send_activity(Activity(type="invokeResponse", value=InvokeResponse(status=200)))


async def test_a_turn_knows_when_its_answer_has_been_written():
    bot = Noticing()
    async with mended_bot(bot) as url:
        assert await post(url, an_execute()) == (200, None)

    assert not bot.was_written
    await bot.written


async def test_where_no_request_is_open_nothing_is_waited_for():
    waiting = asyncio.create_task(written())
    await asyncio.sleep(0)

    assert waiting.done()

"""A room in front of a bot that does what Teams does not take; the tests run it as a process."""

import asyncio
import signal
from contextlib import suppress

from aiohttp import ClientSession, web
from fake_bot import CARD, FakeBot, card, execute, message, tells, text

from rehearsal.processes import Server
from rehearsal.web.serving import Surroundings, open_house

FORM = card(
    text("Who is it?"),
    {
        "type": "Input.Text",
        "id": "name",
        "label": "Name",
        "isRequired": True,
        "errorMessage": "A name, please.",
    },
    actions=({"type": "Action.Submit", "title": "Save", "data": {}},),
)
OPENS = {"type": "Action.Submit", "title": "Open form", "data": {"msteams": {"type": "task/fetch"}}}
SAID = {
    "large": card(text("x" * 30_000)),
    "unknown": card(text("Look:"), {"type": "Chart.Pie", "data": []}, actions=(execute("Go", "say"),)),
    "newer": card(text("From tomorrow"), version="1.6"),
    "form": card(text("A form"), actions=(OPENS,)),
    "buttons": card(text("Many"), actions=tuple(execute(f"Choice {place}", "say") for place in range(8))),
}


asked_again = asyncio.Event()


async def answers(bot: FakeBot, activity: dict) -> object:
    """What is asked for in a word."""
    asked = activity.get("name")
    if asked == "task/fetch":
        shown = {"title": "A form", "card": {"contentType": CARD, "content": FORM}}
        return {"task": {"type": "continue", "value": shown}}
    if asked == "task/submit":
        return {"task": {"type": "message", "value": f"Thank you, {activity['value']['data']['name']}"}}
    if asked == "adaptiveCard/action":
        return tells("Pressed")
    said = activity.get("text", "")
    asked_again.set()
    if said == "wait":
        asked_again.clear()
        await asked_again.wait()
    if said == "huge":
        path = f"conversations/{activity['conversation']['id']}/activities"
        status, _ = await bot.calls("POST", activity, path, message("x" * 60_000))
        await bot.posts(activity, card(text(f"Teams answered {status}")))
    elif said in SAID:
        await bot.posts(activity, SAID[said])
    else:
        await bot.posts(activity, card(text(f"You said {said}")))
    return None


async def main() -> None:
    sandbox = await Server.start("sandbox", "--port", "0", greeting="Graph sandbox on")
    try:
        await serve(f"{sandbox.url}/v1.0")
    finally:
        await sandbox.stop()


async def serve(graph: str) -> None:
    """Open the room until the process is ended."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    async with ClientSession() as session:
        bot = FakeBot(session)
        bot.replies = lambda activity: answers(bot, activity)
        app = web.Application()
        app.router.add_post("/api/messages", bot.messages)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        around = Surroundings(f"http://127.0.0.1:{runner.addresses[0][1]}", graph, dict)
        async with open_house(around) as house:
            print(f"The rehearsal room is open: {house.url}/", flush=True)  # noqa: T201 - the test reads it
            await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(asyncio.CancelledError):
        asyncio.run(main())

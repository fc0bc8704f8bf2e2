"""`python -m rehearsal.playground`: the Microsoft 365 Agents Playground as the client, in a browser.

It is Microsoft's package and never part of this project: `make playground` installs it from npm.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rehearsal.people import CAST, HOME, Person, person_of
from rehearsal.places import BOT_ID, BOT_NAME, GENERAL_ID, SHARED, TEAM_GROUP, TEAM_NAME, personal
from rehearsal.processes import ServerFailed, Servers, servers
from rehearsal.values import Json

CONFIG = ".m365agentsplayground.yml"
VERSION_OF_CONFIG = "0.1.1"
ME = person_of("dana", CAST)
OTHERS = tuple(one for one in CAST if one.tenant == HOME and one.role == "user" and one != ME)
"""The Playground wants exactly five."""

LISTENS_WITHIN = 30.0
ENDED_WITHIN = 5.0
TAIL = 20

TO_TRY = f"""You are {ME.name}. Write to {BOT_NAME} in the personal chat, or mention it in a channel:
  /book initial consult with Dana for Adele tomorrow 3pm
                                       book an appointment with one line
  /book                                the same, question by question
  /meet Budget review tomorrow 3pm as ERP-17
                                       a meeting under the id of another system
  /link ERP-17                         its links again
  /help                                all commands
Press buttons or write the answers: a name, "anyone", "tomorrow 3pm", "first free", "back", "cancel".
Write /cancel before you reload the page: it forgets its messages, and stumbles over changes to them.
The Playground listens on all interfaces, without authentication: stay on a network you trust."""


class PlaygroundFailed(Exception):
    """The Playground did not come up, or ended by itself."""


def config() -> Json:
    """People and places of the rehearsal, as the Playground's configuration."""
    group, _, channel = SHARED
    return {
        "version": VERSION_OF_CONFIG,
        "tenantId": HOME,
        "bot": {"id": BOT_ID, "name": BOT_NAME},
        "currentUser": _user(ME),
        "users": [_user(other) for other in OTHERS],
        "personalChat": {"id": personal(ME).conversation_id},
        "groupChat": {"id": group.conversation_id, "name": group.name},
        "team": {
            "id": GENERAL_ID,
            "name": TEAM_NAME,
            "aadGroupId": TEAM_GROUP,
            "channels": [{"id": channel.conversation_id, "name": channel.name}],
        },
    }


def _user(person: Person) -> Json:
    given, _, surname = person.name.partition(" ")
    return {
        "id": person.teams_id,
        "name": person.name,
        "userPrincipleName": person.mail,  # spelt so
        "aadObjectId": person.aad_object_id,
        "givenName": given,
        "surname": surname,
        "email": person.mail,
    }


@asynccontextmanager
async def playground(command: str, bot_url: str, *, port: int) -> AsyncGenerator[tuple[Process, str]]:
    """The Playground's process and address. It takes another port where this one is taken.

    Raises PlaygroundFailed.
    """
    with TemporaryDirectory(prefix="frontdesk-playground-") as folder:
        # JSON is YAML.
        await asyncio.to_thread(Path(folder, CONFIG).write_text, json.dumps(config()), "utf-8")
        arguments = ("start", "-e", bot_url, "-c", "msteams", "-p", str(port), "--disable-telemetry")
        process = await _started(command, *arguments, folder=folder)
        written: deque[str] = deque(maxlen=TAIL)
        listening: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        reading = asyncio.create_task(_read(process, written, listening))
        try:
            await asyncio.wait({listening, reading}, timeout=LISTENS_WITHIN, return_when="FIRST_COMPLETED")
            if not listening.done():
                raise PlaygroundFailed("The Playground did not start:\n" + "\n".join(written))
            yield process, f"http://127.0.0.1:{listening.result()}/"
        finally:
            await _end(process)
            await reading


async def _started(command: str, *arguments: str, folder: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(_found(command), *arguments),
        cwd=folder,
        env=os.environ | {"TZ": ME.zone},  # it takes its own zone for the person's
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,  # Ctrl-C at the terminal is for us to pass on
    )


def _found(command: str) -> Path:
    if found := shutil.which(command):
        return Path(found).absolute()
    raise PlaygroundFailed(f"There is no {command}; `make playground` installs it from npm.")


async def _read(process: Process, written: deque[str], listening: asyncio.Future[str]) -> None:
    if process.stdout is None:
        return
    async for line in process.stdout:
        written.append(line.decode(errors="replace").rstrip())
        if not listening.done() and (found := re.search(r"Listening on (\d+)", written[-1])):
            listening.set_result(found[1])


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), ENDED_WITHIN)
        except TimeoutError:
            process.kill()
            await process.wait()


async def serve(command: str, *, port: int, now: datetime | None) -> None:
    """Run all three until one of them ends or this task is cancelled.

    Raises PlaygroundFailed and ServerFailed, with a sentence for the person who ran it.
    """
    async with servers(now=now) as running, playground(command, running.bot_url, port=port) as (client, url):
        print(f"Bot on {running.bot.url}, Graph sandbox on {running.sandbox.url}")
        print(f"Playground on {url}\n\n{TO_TRY}\n\nCtrl-C ends all three.", flush=True)
        await _until_one_ends(running, client)


async def _until_one_ends(running: Servers, client: Process) -> None:
    alive = [
        asyncio.create_task(one.wait()) for one in (client, running.bot.process, running.sandbox.process)
    ]
    try:
        await asyncio.wait(alive, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in alive:
            one.cancel()
    running.bot.check()
    running.sandbox.check()
    raise PlaygroundFailed(f"The Playground ended by itself with status {client.returncode}.")


def options(arguments: list[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m rehearsal.playground", description=__doc__)
    parser.add_argument("--command", default="agentsplayground", help="the Playground's command, or a path")
    parser.add_argument("--port", type=int, default=56150, help="where it listens (default: 56150)")
    parser.add_argument(
        "--now", type=datetime.fromisoformat, help="where the clocks begin, such as 2030-03-04T09:00Z"
    )
    return parser.parse_args(arguments)


async def run(asked: argparse.Namespace) -> int:
    """Serve until Ctrl-C; everything is ended whatever happens."""
    serving = asyncio.current_task()
    if serving is not None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    try:
        await serve(asked.command, port=asked.port, now=asked.now)
    except (PlaygroundFailed, ServerFailed) as fault:
        print(f"\nThe Playground cannot be had: {fault}", file=sys.stderr)
        return 1
    except asyncio.CancelledError:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(run(options(sys.argv[1:]))))

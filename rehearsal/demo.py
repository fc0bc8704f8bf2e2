"""The demonstration: a booking over real HTTP, printed, and its links checked in the sandbox."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

import aiohttp
from rich.console import Console
from yarl import URL

from rehearsal.clock import Clock
from rehearsal.keyboard import HELP, Keyboard, read_line
from rehearsal.processes import Servers, servers
from rehearsal.room import Room
from rehearsal.screen import Screen
from rehearsal.script import BOOKING, CUSTOMER_LINK, JOIN_BUTTON
from rehearsal.seat import Seat
from rehearsal.seen import SeenCard
from rehearsal.values import Json, record, records, string
from rehearsal.web.company import with_guest
from rehearsal.web.inviting import invite
from rehearsal.web.serving import House, Surroundings, health_of, open_house

VISIBLE_WITHIN = 15.0
MOST_PAGES = 50


class DemoFailed(Exception):
    """What did not happen as it should, in a sentence."""


@dataclass(frozen=True, slots=True)
class Links:
    """Both ways into an appointment."""

    staff: str
    customer: str


@dataclass(frozen=True, slots=True)
class Options:
    """Who plays where, and whether to stay open afterwards; `now` is aware, None for the clock's.

    `terminal` goes on at the keyboard in place of the room in the browser.
    """

    person: str = "dana"
    place: str = "personal"
    now: datetime | None = None
    keep_open: bool = False
    terminal: bool = False


async def demonstrate(options: Options, console: Console) -> None:
    """Play the booking and check it; then the person at the terminal goes on in the room, if there is one.

    Raises DemoFailed and ServerFailed, with a sentence for the person who ran it.
    """
    async with servers(now=options.now) as running, _opened(options, running) as (room, house):
        seat = room.as_(options.person).in_(options.place)
        screen = Screen(console, seat)
        screen.say(f"Bot on {running.bot.url}, Graph sandbox on {running.sandbox.url}\n", "dim")
        try:
            await play(seat, screen)
            links = links_on(seat.card)
            found = await appointment_with(links, running.graph_url, seat.person.mail)
        except (AssertionError, aiohttp.ClientError, TimeoutError) as fault:
            raise DemoFailed(explained(fault, running)) from fault
        for refusal in room.refusals:
            screen.say(f"Teams would object: {refusal.rule}, {refusal.detail}", "yellow")
        screen.say(f"Join link (staff):    {links.staff}")
        screen.say(f"Join link (customer): {links.customer}")
        screen.say(f"Checked: appointment {found} is in the sandbox, with both links.", "green")
        await _go_on(screen, running, house)
        if options.keep_open:
            screen.say("\nBoth servers stay open until Ctrl-C.")
            await asyncio.Event().wait()


async def _go_on(screen: Screen, running: Servers, house: House | None) -> None:
    """Leave the rest to whoever is there: in the browser until Ctrl-C, or at the keyboard."""
    if house is not None:
        screen.say("\nYour turn.")
        await invite(house, running, browser=True)
        with suppress(asyncio.CancelledError):  # Ctrl-C is how one leaves
            await asyncio.Event().wait()
    elif _attended():
        screen.say(f"\nYour turn.\n{HELP}")
        await Keyboard(screen, read_line).run()


@asynccontextmanager
async def _opened(options: Options, running: Servers) -> AsyncGenerator[tuple[Room, House | None]]:
    """The room, with its page where somebody is there to go on in it."""
    if options.terminal or not _attended():
        async with Room(running.bot_url) as room:
            yield room, None
        return
    clock, people = Clock(options.now), with_guest(options.person)
    around = Surroundings(running.bot.url, running.graph_url, health_of(running), people=people, clock=clock)
    async with open_house(around) as house:
        yield house.room, house


def _attended() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


async def play(seat: Seat, screen: Screen) -> None:
    """Every step of the booking, printed as it goes. Raises AssertionError where it does not go on."""
    for step in BOOKING:
        screen.act(str(step))
        await step.play(seat)
        await seat.sees(step.then, within=VISIBLE_WITHIN)
        screen.catch_up()


def links_on(card: SeenCard) -> Links:
    """Both links of the card of a booked appointment. Raises AssertionError where one is missing."""
    staff = string(card.button(JOIN_BUTTON).action.get("url"))
    return Links(staff, card.input(CUSTOMER_LINK).value)


async def appointment_with(links: Links, graph_url: str, mail: str) -> str:
    """The id of the sandbox's appointment that has these links, asked as this person. Raises DemoFailed."""
    headers = {"Authorization": f"Bearer user:{mail}"}
    async with aiohttp.ClientSession(headers=headers, raise_for_status=True) as graph:
        root = f"{graph_url}/solutions/bookingBusinesses"
        async for business in _rows(graph, root):
            appointments = f"{root}/{quote(string(business.get('id')), safe='')}/appointments"
            async for one in _rows(graph, appointments):
                if one.get("joinWebUrl") == links.staff:
                    path = f"{appointments}/{quote(string(one.get('id')), safe='')}"
                    async with graph.get(URL(path, encoded=True)) as answer:
                        return _checked(record(await answer.json()), links)
    raise DemoFailed(f"The sandbox has no appointment with the join link {links.staff}.")


def _checked(appointment: Json, links: Links) -> str:
    customer = string(appointment.get("anonymousJoinWebUrl"))
    if customer != links.customer:
        raise DemoFailed(f"The chat shows the customer link {links.customer}, the sandbox has {customer}.")
    return string(appointment.get("id"))


async def _rows(graph: aiohttp.ClientSession, address: str) -> AsyncIterator[Json]:
    for _ in range(MOST_PAGES):
        async with graph.get(URL(address, encoded=True)) as answer:
            page = record(await answer.json())
        for row in records(page.get("value")):
            yield row
        if not (address := string(page.get("@odata.nextLink"))):
            return


def explained(fault: Exception, running: Servers) -> str:
    """What went wrong, with what the servers wrote last."""
    told = [f"{fault}" or type(fault).__name__]
    told += [
        f"The last of python -m {one.name}:\n{one.tail}" for one in (running.bot, running.sandbox) if one.tail
    ]
    return "\n\n".join(told)

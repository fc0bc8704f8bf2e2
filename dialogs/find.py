"""Appointments by customer, service, mail or reference: the coming weeks, and the recent past."""

import asyncio
import re
from collections.abc import Sequence
from datetime import timedelta

from booking.ids import AppointmentId
from booking.intents import Intent
from booking.models import Appointment, Business
from booking.references import LENGTH
from booking.spans import Span
from cards.agenda import agenda as agenda_card
from cards.elements import Card
from cards.phrases import quoted
from dialogs.desk import Desk
from dialogs.entries import A_PAGE, details, entry_of, reference_of, whole
from dialogs.looking import Look, Sight, in_business, look_at
from dialogs.parts import too_long
from language.text import fold

BACK, AHEAD = timedelta(days=14), timedelta(days=56)
MOST_READ, AT_ONCE = 400, 16
"""So many appointments are read for their customers, which lists leave out; and so many in one go."""
PATIENCE = 5.0
"""Seconds after which what has been found by then is shown."""
MOST_FOUND = 30
SHORTEST = 2
_WORD = re.compile(r"[^\W_]+")

USAGE = "Write **/find TEXT**: a name, a service, a mail address or a reference, such as /find adele."
TOO_SHORT = "Please write at least two letters, such as **/find adele**."
NOT_ALL = "There are more appointments than I could read; I looked through those nearest in time."
RANGE = "the last two weeks and the next eight"


async def find(desk: Desk, said: str) -> None:
    """Show what is found."""
    needle = " ".join(said.split())
    if trouble := too_long(said):
        await desk.stage.say(trouble)
    elif not needle:
        await desk.stage.say(USAGE)
    elif len(needle) < SHORTEST and needle.isascii():
        await desk.stage.say(TOO_SHORT)
    else:
        await look_at(desk, FIND, {"said": needle})


def matches(needle: str, appointment: Appointment) -> bool:
    """Whether it bears this reference, or each word fits the name of the service, or one of its customers."""
    if reference_of(appointment) == needle.strip().upper():
        return True
    words = [word for word in fold(needle).split() if _WORD.search(word)]
    customers = ((one.name, one.mail or "") for one in appointment.attendees)
    named = [(appointment.service_name, ""), *customers]
    return bool(words) and any(all(_fits(word, name, mail) for word in words) for name, mail in named)


def _fits(word: str, name: str, mail: str) -> bool:
    """Whether it begins a word of the name, or of what stands before the @ of the address.

    One that holds an @ may stand anywhere in the address, one in another script anywhere in the name.
    """
    if "@" in word:
        return word in fold(mail)
    pieces = _WORD.findall(f"{fold(name)} {fold(mail).partition('@')[0]}")
    run = " ".join(_WORD.findall(word))
    return f" {run}" in f" {' '.join(pieces)}" or (not word.isascii() and word in fold(name))


async def _draw(look: Look) -> Card:
    if "found" not in look.ask and (intent := await _booked_here(look)):
        look.ask["business"] = intent.business_id
        look.ask["found"] = [str((intent.outcome or {}).get("appointment"))]
    return await in_business(look, _in_business)


async def _booked_here(look: Look) -> Intent | None:
    """What was booked under this reference, in whichever business the person may open."""
    desk, reference = look.desk, str(look.ask["said"]).upper()
    if len(reference) != LENGTH:
        return None
    intent = await desk.scheduling.intents.find(reference, desk.person.tenant_id)
    if intent is None or intent.state != "done":
        return None
    open_to_me = {business.id for business in await desk.bookings.businesses()}
    return intent if intent.business_id in open_to_me else None


async def _in_business(look: Look, business: Business) -> Card:
    if look.ask.get("show"):
        return await details(look, business)
    if "found" not in look.ask:
        look.ask["found"], look.ask["all"] = await _found(look, business, str(look.ask["said"]))
    return await _page(look, business, look.ask["found"])


async def _found(look: Look, business: Business, needle: str) -> tuple[list[AppointmentId], bool]:
    """What was found, the nearest in time first; and whether all was read that there is."""
    now = look.desk.clock()
    listed = await look.desk.bookings.calendar(business.id, Span(now, now).widened(BACK, AHEAD))
    listed = sorted(listed, key=lambda one: (one.start < now, abs(one.start - now)))
    matched = {one.id for one in listed if matches(needle, one)}
    unread = [one.id for one in listed if one.id not in matched]
    is_all = len(unread) <= MOST_READ
    try:
        async with asyncio.timeout(PATIENCE):
            for at in range(0, min(len(unread), MOST_READ), AT_ONCE):
                read = await whole(look, business.id, unread[at : at + AT_ONCE])
                matched |= {one.id for one in read if matches(needle, one)}
    except TimeoutError:
        is_all = False
    found = [one.id for one in listed if one.id in matched]
    return found[:MOST_FOUND], is_all and len(found) <= MOST_FOUND


async def _page(look: Look, business: Business, found: Sequence[str]) -> Card:
    page, zone = int(look.ask.get("page", 0)), look.desk.reader.zone
    ids = [AppointmentId(one) for one in found[page * A_PAGE : (page + 1) * A_PAGE]]
    staff = await look.desk.bookings.staff(business.id)
    shown = await whole(look, business.id, ids)
    entries = [entry_of(look, one, staff, zone=zone, dated=True) for one in shown]
    ways = [("Earlier ones", look.again(page=page - 1))] if page else []
    if rest := found[(page + 1) * A_PAGE :]:
        ways.append((f"{len(rest)} more", look.again(page=page + 1)))
    about = f"{quoted(str(look.ask['said']))} · {business.name} · {RANGE}"
    nothing = [] if entries else [f"I found nothing for {quoted(str(look.ask['said']))}."]
    partly = [] if look.ask.get("all", True) else [NOT_ALL]
    return agenda_card(look.pane(about, trouble=" ".join(nothing + partly) or None), entries, ways)


FIND = Sight("find", "Appointments found", _draw)

"""One line to the JSON that tells what it means."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from booking.diary import Wanted
from booking.draft import StaffWish
from booking.ids import CustomerId, StaffId
from booking.models import NewCustomer, Service
from booking.slots import open_slots
from booking.spans import Span
from bot.parse.shop import HORIZON, Shop
from language.line import LONGEST_LINE, Line, read_line
from language.sentences import says
from language.wishes import Wish, wish_of
from language.words import CommandWord, read_command

BOOK = "book"
_WEEK = timedelta(days=7)
_MENTION = re.compile(r"\A\s*(?:<at[^<>]{0,64}>[^<]{0,64}</at>|@\S{1,64})\s+")


def parse(line: str, shop: Shop, *, now: datetime, zone: ZoneInfo, locale: str) -> dict[str, Any]:
    """What a line means to a person in this zone and locale; `now` is aware."""
    commands = _commands()
    word = read_command(_MENTION.sub("", line[: LONGEST_LINE * 2]), tuple(commands))
    read = read_line(word.rest, known=shop.known, now=now, zone=zone, locale=locale)
    service = next((one for one in shop.services if one.id == read.service), None)
    start = read.start or _first_free(read, shop, service, now)
    command = commands[word.name] if word.name else None
    doubtful = _doubtful(read, shop)
    parts = {"service": service.name if service else None, **_people(read, shop)}
    parts["start"] = _iso(start, read.zone) if start else None
    return {
        "command": command,
        **parts,
        "end": _iso(start + service.duration, read.zone) if start and service else None,
        "zone": read.zone.key,
        "note": read.note,
        "missing": _missing(parts, doubtful) if command in {BOOK, None} else [],
        "doubtful": doubtful,
        "errors": [
            *_unknown_command(word),
            *({"word": trouble.word, "says": says(trouble)} for trouble in read.troubles),
        ],
    }


@cache
def _commands() -> Mapping[str, str]:
    """Names and aliases of the commands, each with the name of its command."""
    from bot.commands.table import BY_NAME  # noqa: PLC0415  brings the SDK, and bad arguments need not wait for it

    return {name: command.name for name, command in BY_NAME.items()}


def _people(line: Line, shop: Shop) -> dict[str, str | None]:
    return {
        "staff": _holder(line.staff, shop) if line.staff else None,
        "customer": _customer(line.customer, shop) if line.customer else None,
    }


def _missing(parts: Mapping[str, str | None], doubtful: Mapping[str, Any]) -> list[str]:
    """What a booking needs and the line leaves open; anyone of the staff will do."""
    needed = ("service", "customer", "start")
    return [name for name in needed if parts[name] is None and name not in doubtful]


def _doubtful(line: Line, shop: Shop) -> dict[str, list[str]]:
    doubtful = line.doubtful
    candidates = {
        "service": [shop.known.services.name_of(key) for key in doubtful.services],
        "staff": [_holder(one, shop) for one in doubtful.staff],
        "customer": [_customer(one, shop) for one in doubtful.customers],
        "start": [_iso(moment, line.zone) for moment in doubtful.starts],
        "zone": [zone.key for zone in doubtful.zones],
    }
    return {name: found for name, found in candidates.items() if found}


def _holder(staff: StaffId | StaffWish, shop: Shop) -> str:
    return str(staff) if isinstance(staff, StaffWish) else shop.known.staff.name_of(staff)


def _customer(customer: CustomerId | NewCustomer, shop: Shop) -> str:
    return customer.name if isinstance(customer, NewCustomer) else shop.known.customers.name_of(customer)


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _unknown_command(word: CommandWord) -> Iterable[dict[str, str]]:
    if word.name or not word.slash or not word.said:
        return
    offer = f" Did you mean {' or '.join(f'/{name}' for name in word.nearest)}?" if word.nearest else ""
    yield {"word": f"/{word.said}", "says": f"I know no command called /{word.said}.{offer}"}


def _first_free(line: Line, shop: Shop, service: Service | None, now: datetime) -> datetime | None:
    """The first start that the rules allow, where the line asks for it and says enough."""
    wish = wish_of(line.when, zone=line.zone, now=now)
    if wish is None or service is None or line.doubtful.staff or line.doubtful.zones:
        return None
    until = min(wish.until or now + HORIZON, now + HORIZON)
    diary, wanted = shop.diary(service, now), _wanted(line)
    after = wish.after
    while after < until:
        span = Span(after, min(after + _WEEK, until))
        if found := _fitting((slot.start for slot in open_slots(diary, span, wanted)), wish):
            return found
        after += _WEEK
    return None


def _fitting(starts: Iterable[datetime], wish: Wish) -> datetime | None:
    return next(filter(wish.fits, starts), None)


def _wanted(line: Line) -> Wanted:
    if line.staff is None:
        return StaffWish.ANYONE
    return line.staff if isinstance(line.staff, StaffWish) else (line.staff,)

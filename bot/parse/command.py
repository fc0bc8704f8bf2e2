"""Runs `python -m bot parse`."""

import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog

from booking.errors import BookingError
from booking.ids import StaffId
from bot.parse.options import Options, parser, read_options
from bot.parse.reading import parse
from bot.parse.seed import BadSeed, read_seed
from bot.parse.shop import Shop
from language.names import Exact, find_name

_WARNINGS = structlog.make_filtering_bound_logger("warning")
DONE, FAILED, BAD_ARGUMENTS = 0, 1, 2
USUAL = "Northwind Clinic"


def run(arguments: Sequence[str]) -> int:
    """Print JSON for the line, or for each line of standard input; 2 for bad arguments."""
    options = read_options(arguments)
    try:
        shop = _as_speaker(_shop(options), options.me)
    except _Unreachable as error:
        sys.stderr.write(f"The tenant cannot be read: {error}\n")
        return FAILED
    except _BadArgument as error:
        parser().error(str(error))
    zone = options.zone or shop.business.zone
    locale = options.locale or shop.business.language
    try:
        for line in _lines(options.line):
            now = options.moment(zone)
            _print(parse(line, shop, now=now, zone=zone, locale=locale))
    except BrokenPipeError:
        sys.stderr.close()
    return DONE


class _BadArgument(Exception):
    """The text says what to give instead."""


class _Unreachable(Exception):
    """The tenant does not answer, or refuses."""


def _shop(options: Options) -> Shop:
    return _of_tenant(options) if options.tenant else _of_seed(options.business or USUAL)


def _of_seed(wanted: str) -> Shop:
    try:
        shops = read_seed()
    except BadSeed as error:
        raise _BadArgument(f"{error}; --tenant reads the configured tenant instead") from None
    match find_name(wanted, list(shops)):
        case Exact(place):
            return list(shops.values())[place]
        case _:
            raise _BadArgument(f"--business: there is no {wanted!r} in the seed file, but {', '.join(shops)}")


def _of_tenant(options: Options) -> Shop:
    from bot.parse.tenant import NoSuchBusiness, NotConfigured, read_tenant  # noqa: PLC0415  brings the network

    # Standard output is for the answers.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr), wrapper_class=_WARNINGS)
    try:
        return asyncio.run(read_tenant(options.business, options.now))
    except NotConfigured as error:
        raise _BadArgument(str(error)) from None
    except NoSuchBusiness as error:
        raise _BadArgument(f"--business: {error}") from None
    except ValueError as error:
        raise _BadArgument(f"FRONTDESK_GRAPH_URL: {error}") from None
    except BookingError as error:
        raise _Unreachable(f"{type(error).__name__}, {error}") from None


def _as_speaker(shop: Shop, wanted: str | None) -> Shop:
    """With the member of staff who says the lines."""
    if wanted is None:
        return shop
    by_mail = [one.id for one in shop.staff if one.mail and one.mail.casefold() == wanted.casefold()]
    match find_name(wanted, [one.name for one in shop.staff]):
        case Exact(place):
            return replace(shop, me=shop.staff[place].id)
        case _ if by_mail:
            return replace(shop, me=StaffId(by_mail[0]))
        case _:
            raise _BadArgument(f"--me: nobody of the staff of {shop.business.name} is called {wanted!r}")


def _lines(line: str) -> Iterator[str]:
    """The one line, or those of standard input, also where they are no proper UTF-8."""
    if line != "-":
        yield line
        return
    for each in sys.stdin.buffer:
        yield each.decode("utf-8", errors="replace").rstrip("\r\n")


def _print(meaning: Mapping[str, Any]) -> None:
    text = json.dumps(meaning, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace") + b"\n")
    sys.stdout.buffer.flush()

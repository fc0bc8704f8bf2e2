"""The options of `python -m bot parse`; what is wrong with one is said precisely, with exit code 2."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from language.places import near_zones, zones_named

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Options:
    """None where the business decides; `line` is `-` for standard input, `now` local if without offset."""

    line: str
    now: datetime | None = None
    zone: ZoneInfo | None = None
    locale: str | None = None
    business: str | None = None
    me: str | None = None
    tenant: bool = False

    def moment(self, zone: ZoneInfo) -> datetime:
        """When the line is said: now, unless another time was given."""
        if self.now is None:
            return datetime.now(UTC)
        return self.now if self.now.tzinfo else self.now.replace(tzinfo=zone)


def read_options(arguments: Sequence[str]) -> Options:
    """Read the arguments; leaves with exit code 2 where they do not do."""
    return Options(**vars(parser().parse_args(arguments)))


def parser() -> argparse.ArgumentParser:
    """The usage, and where it is found wanting."""
    made = argparse.ArgumentParser(
        prog="python -m bot parse",
        description="Print what a line means, as JSON, against the businesses of the sandbox's seed file.",
        allow_abbrev=False,
    )
    made.add_argument(
        "line",
        metavar="LINE",
        help='such as "/book initial consult with Dana for Adele tomorrow 3pm"; '
        "- reads lines from standard input and prints one JSON object a line",
    )
    made.add_argument("--now", type=_moment, metavar="ISO", help="when it is said (default: now)")
    made.add_argument(
        "--zone", type=_zone, metavar="IANA", help="the speaker's time zone (default: that of the business)"
    )
    made.add_argument(
        "--locale", type=_locale, metavar="TAG", help="the speaker's locale (default: that of the business)"
    )
    made.add_argument("--business", metavar="NAME", help="of which business (default: Northwind Clinic)")
    made.add_argument("--me", metavar="NAME", help='the member of staff that "with me" stands for')
    made.add_argument(
        "--tenant", action="store_true", help="against the tenant that the settings lead to, through Graph"
    )
    return made


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no time; write it as 2026-11-22T10:00 or 2026-11-22T10:00+01:00"
        ) from None


def _zone(text: str) -> ZoneInfo:
    found = zones_named(text)
    if len(found) == 1:
        return found[0]
    near = [zone.key for name in near_zones(text.rpartition("/")[2]) for zone in zones_named(name)]
    offer = f"; did you mean {' or '.join(near)}?" if near else ", such as Europe/London"
    raise argparse.ArgumentTypeError(f"{text!r} is no IANA name of a time zone{offer}")


def _locale(text: str) -> str:
    if not _LOCALE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no language tag, such as en-GB or de")
    return text

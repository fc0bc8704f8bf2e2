"""A line such as `initial consult with Dana for Adele tomorrow 3pm`: what it says and leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from booking.draft import StaffWish
from booking.ids import CustomerId, ServiceId, StaffId
from booking.models import NewCustomer
from language.bare_names import report_leftovers, take_bare_names
from language.claims import Claim, Claims, settled
from language.denials import take_denials
from language.keywords import Keyword
from language.known import Known
from language.led_names import take_led_names
from language.notes import take_note
from language.people import join_contacts, take_contacts
from language.sheet import Part, Sheet
from language.starts import Starts, starts, with_offset
from language.times import Speaker, names_day, take_times
from language.tokens import cleaned, tokens
from language.troubles import Fault, Trouble
from language.when import When, in_zone, languages_of, offset_names
from language.whole_names import whole_names
from language.zones import take_own_offsets, take_zones, unknown_zones

__all__ = ["LONGEST_LINE", "Doubtful", "Fault", "Line", "Trouble", "read_line"]

# What is read of a line; whoever writes more has something else in mind.
LONGEST_LINE: Final = 1_000
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Doubtful:
    """For each part that has to be asked about, what may be meant; the likelier first, times in order.

    `starts` are instants (UTC); a NewCustomer among the customers is the offer to make them known.
    """

    services: tuple[ServiceId, ...] = ()
    staff: tuple[StaffId | StaffWish, ...] = ()
    customers: tuple[CustomerId | NewCustomer, ...] = field(default=(), repr=False)
    starts: tuple[datetime, ...] = ()
    zones: tuple[ZoneInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote behind a command; None for what was not said, or cannot be told.

    `when` is of the clocks in `zone`, the one that the line names (`zone_named`) or the speaker's. `start`
    (UTC) is set where day and time are beyond doubt. What is doubtful is None here and has its candidates in
    `doubtful`; `troubles` are words that were not understood, also where a candidate is near.
    """

    service: ServiceId | None
    staff: StaffId | StaffWish | None
    customer: CustomerId | NewCustomer | None = field(repr=False)
    start: datetime | None
    when: When
    zone: ZoneInfo
    zone_named: bool
    note: str | None = field(repr=False)
    doubtful: Doubtful
    troubles: tuple[Trouble, ...]


def read_line(text: str, *, known: Known, now: datetime, zone: ZoneInfo, locale: str) -> Line:
    """Read what follows a command word, in the language of the locale or in English; never raises.

    `now` is aware; days are those of `zone`, the speaker's, and so are times, unless the line names another.
    """
    speaker = Speaker(now, zone, locale)
    sheet, claims = Sheet.of(cleaned(text[:LONGEST_LINE]), known, languages_of(locale)), Claims()
    sheet.names = whole_names(sheet)
    note = take_note(sheet)
    if beyond := cleaned(text[LONGEST_LINE : LONGEST_LINE + _SHOWN]).strip() or sheet.beyond[:_SHOWN]:
        claims.trouble(beyond, Fault.TOO_LONG)
    time = _take_parts(sheet, claims, speaker)
    return _line(known, claims, time, note)


@dataclass(frozen=True, slots=True)
class _Time:
    """What a line says of time; its first zone is the speaker's where it names none."""

    when: When
    found: Starts
    zones: Sequence[ZoneInfo]
    zone_named: bool


def _take_parts(sheet: Sheet, claims: Claims, speaker: Speaker) -> _Time:
    """What cannot be mistaken first: each part is read from what those before it have left."""
    if sheet.row and sheet.is_keyword(0, Keyword.ME):
        sheet.take(0, 1)
    contacts = take_contacts(sheet)
    own = offset_names(speaker.zone, speaker.now.year)
    zones = take_zones(sheet, own)
    take_led_names(sheet, claims, lambda: names_day(sheet, speaker))
    when, typed = take_times(sheet, speaker)
    offset = take_own_offsets(sheet, own)
    take_bare_names(sheet, claims)
    join_contacts(sheet, claims, contacts)
    denied = take_denials(sheet, claims, typed)
    unknown = unknown_zones(sheet)
    claims.troubles += unknown
    report_leftovers(sheet, claims)
    when = in_zone(when, zones[0]) if len(zones) == 1 else when
    when = _without_time(when) if denied else when
    found = with_offset(_starts(when, zones, speaker), offset, zone=speaker.zone, typed=typed)
    # A time in a zone that nobody knows is no time, and "not 3pm" is none.
    found = Starts() if unknown or denied else found
    told = tuple(_as_typed(trouble, typed, sheet) for trouble in found.troubles)
    return _Time(when, replace(found, troubles=told), zones or (speaker.zone,), bool(zones))


def _without_time(when: When) -> When:
    """What was said of a time that is ruled out."""
    gone = replace(when, day=None, last_day=None, time=None, part=None, instant=None)
    return replace(gone, first_free=False, hours=None, doubts=())


def _as_typed(trouble: Trouble, typed: str, sheet: Sheet) -> Trouble:
    """`31 feb` of what was read as `on 31 feb`; all words of the time that a clock change skips."""
    if trouble.fault is Fault.SKIPPED:
        trouble = replace(trouble, word=typed)
    words = tokens(trouble.word)
    while len(words) > 1 and sheet.words.is_(words[0], Keyword.FILL, Keyword.IN):
        words.pop(0)
    return replace(trouble, word=trouble.word[words[0].start :]) if words else trouble


def _starts(when: When, zones: Sequence[ZoneInfo], speaker: Speaker) -> Starts:
    """In one zone; in each where several may be meant, and then none is beyond doubt."""
    zones = zones or (speaker.zone,)
    each = [starts(when, zone=zone, now=speaker.now, speaker=speaker.zone) for zone in zones]
    if len(each) == 1:
        return each[0]
    may_be = [one.start for one in each if one.start] + [at for one in each for at in one.may_be]
    return Starts(None, tuple(sorted(set(may_be))), each[0].troubles)


def _line(known: Known, claims: Claims, time: _Time, note: str | None) -> Line:
    service, staff, customer = (settled(claims, part) for part in Part)
    services = tuple(known.services.ids[place] for place in service.places) if service else ()
    holders = _holders(known, staff)
    customers = _customers(known, customer)
    doubtful = Doubtful(
        services if service and service.is_open else (),
        holders if staff and staff.is_open else (),
        customers if customer and customer.is_open else (),
        time.found.may_be,
        tuple(time.zones) if len(time.zones) > 1 else (),
    )
    return Line(
        service=services[0] if services and not doubtful.services else None,
        staff=holders[0] if holders and not doubtful.staff else None,
        customer=customers[0] if customers and not doubtful.customers else None,
        start=time.found.start,
        when=time.when,
        zone=time.zones[0],
        zone_named=time.zone_named,
        note=note,
        doubtful=doubtful,
        troubles=(*claims.troubles, *time.found.troubles),
    )


def _holders(known: Known, claim: Claim | None) -> tuple[StaffId | StaffWish, ...]:
    if claim is None:
        return ()
    wished = (claim.wish,) if claim.wish else ()
    return (*(known.staff.ids[place] for place in claim.places), *wished)


def _customers(known: Known, claim: Claim | None) -> tuple[CustomerId | NewCustomer, ...]:
    if claim is None:
        return ()
    new = (claim.new,) if claim.new else ()
    return (*(known.customers.ids[place] for place in claim.places), *new)

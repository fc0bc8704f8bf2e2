"""Words to the card of a line: what they name is changed, and nothing else."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from booking.draft import Part
from cards.last_look import CHANGEABLE
from dialogs.completing import asks_of, open_parts
from dialogs.facts import business_of, service_of
from dialogs.filling import filled
from dialogs.line_reading import entered, line_in
from dialogs.naming import meant
from dialogs.question import Asked
from dialogs.relay import Relay
from dialogs.sheet import Sheet

USAGE = (
    "Write what you want to change, such as “4pm”, “with Priya” or “for Adele Vance”; "
    "“book” books it, “cancel” ends it."
)


async def corrected(asked: Asked, relay: Relay, text: str) -> Relay:
    """The relay after a correction in words. May raise a BookingError."""
    if relay.draft.business is None:
        return await _business_named(asked, relay, text)
    words = text.casefold().split()
    if words[:1] == ["change"]:
        part = next((part for part, label in CHANGEABLE.items() if label.casefold() in words), None)
        return opened_again(relay, part) if part else replace(relay, trouble=USAGE)
    return await _read_in(asked, relay, text)


def opened_again(relay: Relay, part: Part) -> Relay:
    """The question of this part, on a card of its own; it leads back to this one."""
    sheet = relay.sheet or Sheet()
    plain = replace(sheet.settled(part), near=None, checked="") if part is Part.START else sheet.settled(part)
    draft = relay.draft.without(part)
    return replace(relay, draft=draft, sheet=plain, wanted=part, former=relay.draft)


async def _business_named(asked: Asked, relay: Relay, text: str) -> Relay:
    businesses = await asked.desk.bookings.businesses()
    found = await meant(text, businesses, lambda business: business.name, kind="business")
    if found.one is None:
        return replace(relay, trouble=found.trouble)
    return replace(relay, draft=relay.draft.answered(Part.BUSINESS, found.one.id))


async def _read_in(asked: Asked, relay: Relay, text: str) -> Relay:
    desk, sheet = asked.desk, relay.sheet or Sheet()
    missing = open_parts(relay.draft)
    if missing == [Part.ANSWERS]:
        return await _next_answer(asked, relay, text)
    business = business_of(relay.draft)
    line = await line_in(desk, business, text)
    reading = entered(desk, line, relay.draft, sheet, day=_day(relay, desk.reader.zone))
    if not reading.understood and (lead := _lead(missing)):
        line = await line_in(desk, business, f"{lead} {text}")
        reading = entered(desk, line, relay.draft, sheet)
    if not reading.understood:
        return replace(
            relay, trouble=" ".join((*reading.told, *map(str, _faults(reading.sheet, sheet)), USAGE))
        )
    told_now = " ".join(reading.told) or None
    return replace(relay, draft=reading.draft, sheet=reading.sheet, trouble=told_now)


def _lead(missing: list[Part]) -> str | None:
    """What a bare name is when one is asked for."""
    leads = {Part.STAFF: "with", Part.CUSTOMER: "for"}
    return next((leads[part] for part in missing if part in leads), None)


def _faults(after: Sheet, before: Sheet) -> list[str]:
    return [fault for part, fault in after.faults.items() if fault != before.faults.get(part)]


def _day(relay: Relay, zone: ZoneInfo) -> date | None:
    """The day that the card is about."""
    sheet = relay.sheet or Sheet()
    start = relay.draft.start or sheet.near
    return start.astimezone(zone).date() if start else sheet.wish.day


async def _next_answer(asked: Asked, relay: Relay, text: str) -> Relay:
    """The answer to the first required question that has none."""
    service = await service_of(asked.desk.bookings, relay.draft)
    asks = await asks_of(asked.desk, relay.draft, service)
    sheet = relay.sheet or Sheet()
    needed = [entry.id for entry in service.questions if entry.required and entry.id in asks]
    for key in needed:
        if not sheet.given.get(f"answer-{key}"):
            sheet = replace(sheet, given={**sheet.given, f"answer-{key}": text})
            break
    options = {key: {option: f"option-{n}" for n, option in enumerate(asks[key].options)} for key in asks}
    given = {key: sheet.given.get(f"answer-{key}", "") for key in asks}
    fields = {f"question-{key}": options[key].get(said, said) for key, said in given.items()}
    return await filled(asked, replace(relay, sheet=sheet), fields)

"""Two weeks of appointments, and what people have in their own calendars: kept by the rules, never full."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sandbox import edm, ids
from sandbox.appointment_body import attended_by, defaults_from, timed, with_links
from sandbox.booked_customers import answer_to, information
from sandbox.events import new_event, times
from sandbox.exchange import Json
from sandbox.hours import business_zone, staff_hours, stretches
from sandbox.store import Store

_DAYS = range(-3, 11)
_GAPS = tuple(timedelta(minutes=minutes) for minutes in (30, 60, 90, 120, 180))
_GRID = timedelta(minutes=15)
_TAKEN, _UNASSIGNED, _NOBODY, _FULL_GROUP = 0.35, 0.04, 0.03, 0.15
_NOTES = ("Prefers the morning.", "Sent the forms ahead.", "Hard of hearing: speak slowly.", "Second visit.")
_LABELS = (None, None, None, "First time", "Urgent")
_VIEWER = "viewer"
Times = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the calendars of one business are filled from."""

    store: Store
    business: Json
    tenant_id: str
    random: Random
    today: datetime

    def table(self, name: str) -> list[Json]:
        return list(self.store.table(f"{self.business['id']}/{name}").values())


def fill_calendars(store: Store, file: Json, *, tenant_id: str, random: Random, today: datetime) -> None:
    """Own calendars first, then appointments around them."""
    scene = Scene(store, store.table("businesses")[file["id"]], tenant_id, random, today)
    for person in file["staff"]:
        _fill_own_calendar(scene, person)
    number = 0
    for member in scene.table("staffMembers"):
        if member["role"] == _VIEWER:
            continue
        for service, (start, end) in _booked_times(scene, member):
            number += 1
            _add_appointment(scene, number, member, service, (start, end))


def _fill_own_calendar(scene: Scene, person: Json) -> None:
    user = scene.store.table("mails")[person["mail"].casefold()]
    for weekly in person.get("calendar", []):
        for day in _dates(scene):
            if f"{day:%A}".casefold() == weekly["day"]:
                _add_event(scene, user, weekly, day)


def _add_event(scene: Scene, user: Json, weekly: Json, day: date) -> None:
    zone = business_zone(scene.business)
    start, end = (
        datetime.combine(day, datetime.strptime(weekly[name], "%H:%M").time(), zone)  # noqa: DTZ007 - a time of day
        for name in ("start", "end")
    )
    event = {**new_event(user, f"{day}/{weekly['subject']}", at=scene.today - timedelta(days=30))}
    event |= {"subject": weekly["subject"], **times(start, end)}
    scene.store.put(f"{user['id']}/events", event["id"], event)


def _booked_times(scene: Scene, member: Json) -> Iterator[tuple[Json, Times]]:
    services = [one for one in scene.table("services") if _offers(one, member)]
    own = _own_times(scene, member)
    hours = staff_hours(scene.business, member)
    for day in _dates(scene):
        for opens, closes in stretches(hours, day):
            yield from _booked_stretch(scene.random, services, own, (opens, closes))


def _booked_stretch(
    random: Random, services: list[Json], own: list[Times], stretch: Times
) -> Iterator[tuple[Json, Times]]:
    at, closes = stretch
    at += random.choice(_GAPS) - _GAPS[0]
    while services and at < closes:
        service = random.choice(services)
        before, length, after = _lengths(service)
        start = _on_grid(at + before, stretch[0])
        end = start + length
        clear = all(last <= start - before or end + after <= first for first, last in own)
        if end > closes or not clear or random.random() > _TAKEN:
            at += random.choice(_GAPS)
            continue
        yield service, (start, end)
        at = end + after + random.choice(_GAPS)


def _add_appointment(scene: Scene, number: int, member: Json, service: Json, span: Times) -> None:
    random = scene.random
    key = ids.opaque("AAMkAD", scene.business["id"], "seed", number, edm.write_instant(span[0]))
    made = edm.write_instant(min(span[0], scene.today) - timedelta(days=random.randint(1, 20)))
    one: Json = {
        "id": key,
        **defaults_from(service, scene.business),
        "isLocationOnline": service["isLocationOnline"],
        "staffMemberIds": [] if random.random() < _UNASSIGNED else [member["id"]],
        "serviceNotes": random.choice(_NOTES) if random.random() < _TAKEN else None,
        "appointmentLabel": random.choice(_LABELS),
        "createdDateTime": made,
        "lastUpdatedDateTime": made,
        **timed(*span),
        **attended_by(_attending(scene, service)),
    }
    linked = with_links(one, service, tenant_id=scene.tenant_id, business_id=scene.business["id"])
    scene.store.put(f"{scene.business['id']}/appointments", key, linked)


def _attending(scene: Scene, service: Json) -> list[Json]:
    random, seats = scene.random, service["maximumAttendeesCount"]
    if random.random() < _NOBODY:
        return []
    several = seats if random.random() < _FULL_GROUP else random.randint(1, min(seats, 6))
    zone = scene.business["bookingPageSettings"]["businessTimeZone"]
    return [
        information({"timeZone": zone}, customer, _answers(scene, service))
        for customer in random.sample(scene.table("customers"), several)
    ]


def _answers(scene: Scene, service: Json) -> list[Json]:
    questions = scene.store.table(f"{scene.business['id']}/customQuestions")
    return [
        _answer(scene.random, questions[one["questionId"]], required=one["isRequired"])
        for one in service["customQuestions"]
    ]


def _answer(random: Random, question: Json, *, required: bool) -> Json:
    if question["answerInputType"] == "radioButton":
        given: Json = {"selectedOptions": [random.choice(question["answerOptions"])]}
    else:
        given = {"answer": "As discussed on the phone."}
    return answer_to(question, {**given, "isRequired": required})


def _offers(service: Json, member: Json) -> bool:
    return not service["staffMemberIds"] or member["id"] in service["staffMemberIds"]


def _own_times(scene: Scene, member: Json) -> list[Times]:
    user = scene.store.table("mails")[member["emailAddress"].casefold()]
    events = scene.store.table(f"{user['id']}/events").values()
    return [
        (edm.read_instant(one["start"]["dateTime"]), edm.read_instant(one["end"]["dateTime"]))
        for one in events
    ]


def _lengths(service: Json) -> tuple[timedelta, timedelta, timedelta]:
    names = ("preBuffer", "defaultDuration", "postBuffer")
    before, length, after = (edm.duration(service[name]) or timedelta() for name in names)
    return before, length, after


def _on_grid(moment: datetime, opens: datetime) -> datetime:
    return opens + -(-(moment - opens) // _GRID) * _GRID


def _dates(scene: Scene) -> list[date]:
    first = scene.today.astimezone(business_zone(scene.business)).date()
    return [first + timedelta(days=number) for number in _DAYS]

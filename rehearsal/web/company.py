"""Who is in the room: three of the staff, a guest, and somebody of another tenant."""

from dataclasses import replace

from rehearsal.people import CAST, HOME, Person, person_of
from rehearsal.values import Json
from rehearsal.web.views import initials

COMPANY: tuple[Person, ...] = (
    person_of("dana", CAST),
    replace(person_of("alex", CAST), zone="Europe/Berlin", locale="de-DE"),
    person_of("priya", CAST),
    person_of("wei", CAST),
    person_of("robin", CAST),
)
"""Administrator, scheduler and team member of the clinic, an external guest of it, and a stranger."""


def with_guest(key: str) -> tuple[Person, ...]:
    """The company, and this person of the cast where they are not in it."""
    known = {one.key for one in COMPANY}
    return COMPANY if key in known else (*COMPANY, person_of(key, CAST))


def person_json(person: Person, roles: dict[str, str]) -> Json:
    """Who somebody is, as the page tells it."""
    kind = "other tenant" if person.tenant != HOME else "guest" if person.role == "guest" else "member"
    return {
        "key": person.key,
        "name": person.name,
        "initials": initials(person.name),
        "mail": person.mail,
        "role": roles.get(person.mail.casefold(), ""),
        "kind": kind,
        "zone": person.zone,
        "locale": person.locale,
    }

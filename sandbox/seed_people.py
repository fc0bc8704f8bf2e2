"""Customers of a business: those the seed file names, then people of many names until there are enough."""

import unicodedata
from collections.abc import Iterator
from random import Random

from sandbox.exchange import Json

ENOUGH = 300
_DOMAINS = ("fabrikam.example", "litware.example", "proseware.example", "adatum.example")
_NAMESAKES, _WITHOUT_MAIL, _WITH_PHONE = 0.04, 0.06, 0.5
_WRITTEN_TOGETHER = frozenset({"eastAsian"})


def customers(file: Json, names: Json, random: Random) -> Iterator[tuple[str, Json]]:
    """Id (empty where it is to be made) and values of each."""
    for one in file["customers"]:
        yield one.get("id", ""), _values(one["displayName"], one["mail"], one.get("phone"))
    known: list[str] = []
    for number in range(len(file["customers"]), ENOUGH):
        name = random.choice(known) if known and random.random() < _NAMESAKES else _name(names, random)
        known.append(name)
        mail = None if random.random() < _WITHOUT_MAIL else _mail(name, number, random)
        phone = f"+44 20 7946 {1000 + number:04}" if random.random() < _WITH_PHONE else None
        yield "", _values(name, mail, phone)


def _name(names: Json, random: Random) -> str:
    [culture] = random.choices(list(names), [names[one]["share"] for one in names])
    given, family = random.choice(names[culture]["given"]), random.choice(names[culture]["family"])
    return f"{family}{given}" if culture in _WRITTEN_TOGETHER else f"{given} {family}"


def _mail(name: str, number: int, random: Random) -> str:
    """Made of the name where it can be written in ASCII."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = [word for word in ("".join(filter(str.isalpha, part)) for part in plain.split()) if word]
    return f"{'.'.join([*words, str(number)])}@{random.choice(_DOMAINS)}"


def _values(name: str, mail: str | None, phone: str | None) -> Json:
    phones = [{"number": phone, "type": "mobile"}] if phone else []
    return {"displayName": name, "emailAddress": mail, "addresses": [], "phones": phones}

"""Time zones by the names people use: cities, IANA and Windows names, abbreviations, `Pacific time`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tzlocal.windows_tz import win_tz

from language.tokens import key_of

_AREAS: Final = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
)
_PREFERRED: Final = {"istanbul": "Europe/Istanbul"}
# Cities that zones are not named after, and cities as other languages write them.
_CITIES: Final = {
    "America/New_York": "new york city, nyc, nueva york, washington, washington dc, boston, philadelphia, "
    "miami, atlanta, charlotte, pittsburgh, cleveland, orlando",
    "America/Chicago": "dallas, houston, austin, san antonio, minneapolis, st louis, new orleans, nashville, "
    "memphis, milwaukee, kansas city",
    "America/Denver": "salt lake city, albuquerque, colorado springs",
    "America/Los_Angeles": "san francisco, san diego, seattle, las vegas, san jose, sacramento, oakland",
    "America/Toronto": "ottawa, montreal, quebec",
    "America/Vancouver": "victoria",
    "America/Edmonton": "calgary",
    "America/Mexico_City": "mexiko stadt, mexico df, ciudad de mexico, guadalajara",
    "America/Sao_Paulo": "rio de janeiro, rio, brasilia, curitiba",
    "America/Havana": "la habana, havanna, la havane",
    "Asia/Kolkata": "mumbai, bombay, delhi, new delhi, neu delhi, bangalore, bengaluru, chennai, hyderabad, "
    "pune, calcutta, kalkutta, ahmedabad",
    "Asia/Shanghai": "beijing, peking, pekin, pekín, shenzhen, guangzhou, chengdu, shanghái, schanghai",
    "Asia/Tokyo": "tokio, osaka, kyoto, yokohama",
    "Asia/Seoul": "seul, busan",
    "Asia/Singapore": "singapur, singapour",
    "Asia/Hong_Kong": "hongkong",
    "Asia/Dubai": "abu dhabi",
    "Asia/Jerusalem": "tel aviv, haifa",
    "Asia/Karachi": "islamabad, lahore",
    "Asia/Ho_Chi_Minh": "hanoi",
    "Asia/Bangkok": "bangkok",
    "Asia/Manila": "manille",
    "Australia/Sydney": "canberra, sidney",
    "Europe/London": "londres, londra, manchester, birmingham, edinburgh, edinburg, glasgow, cardiff, leeds, "
    "liverpool, bristol, belfast",
    "Europe/Dublin": "cork",
    "Europe/Berlin": "munich, munchen, muenchen, hamburg, hambourg, hamburgo, frankfurt, francfort, cologne, "
    "koln, koeln, stuttgart, dusseldorf, duesseldorf, leipzig, dresden, bonn, berlín",
    "Europe/Vienna": "wien, vienne, viena, graz, salzburg, linz",
    "Europe/Zurich": "geneva, genf, geneve, ginebra, basel, bern, lausanne",
    "Europe/Paris": "lyon, marseille, toulouse, nice, bordeaux, lille, strasbourg, strassburg, nantes",
    "Europe/Madrid": "barcelona, barcelone, sevilla, seville, valencia, bilbao, malaga",
    "Europe/Rome": "rom, roma, milan, mailand, milano, turin, naples, neapel, napoli, florence, venice",
    "Europe/Lisbon": "lissabon, lisbonne, lisboa, porto",
    "Europe/Brussels": "brussel, bruxelles, bruselas, antwerp, antwerpen",
    "Europe/Amsterdam": "rotterdam, the hague, den haag, utrecht, eindhoven",
    "Europe/Copenhagen": "kopenhagen, copenhague, kobenhavn, aarhus",
    "Europe/Stockholm": "goteborg, gothenburg, estocolmo, malmo",
    "Europe/Warsaw": "warschau, varsovie, varsovia, warszawa, krakow, krakau, gdansk",
    "Europe/Prague": "prag, praga, praha, brno",
    "Europe/Moscow": "moskau, moscou, moscu",
    "Europe/Athens": "athen, athenes, atenas",
    "Europe/Bucharest": "bukarest, bucarest",
    "Europe/Kyiv": "kiev, kiew",
    "Europe/Luxembourg": "luxemburg, luxemburgo",
    "Africa/Johannesburg": "cape town, kapstadt, durban, pretoria",
    "Africa/Cairo": "kairo, le caire, el cairo",
    "Pacific/Auckland": "wellington, christchurch",
}
_COMMON: Final = {
    "UTC": "utc, gmt, z, zulu, universal, coordinated universal",
    "America/New_York": "eastern, est, edt, et, us eastern",
    "America/Chicago": "central, cdt, ct, us central",
    "America/Denver": "mountain, mst, mdt, mt, us mountain",
    "America/Los_Angeles": "pacific, pst, pdt, pt, us pacific",
    "America/Anchorage": "alaska, akst, akdt",
    "Pacific/Honolulu": "hawaii, hst",
    "America/Halifax": "adt",
    "Europe/Berlin": "cet, cest, mez, mesz, central european, mitteleuropaische, mitteleuropaeische",
    "Europe/Athens": "eet, eest, eastern european",
    "Europe/Lisbon": "wet, west",
    "Europe/London": "uk, british, greenwich",
    "Europe/Moscow": "msk",
    "Asia/Tokyo": "jst, japan",
    "Asia/Kolkata": "indian, india",
    "Asia/Shanghai": "china",
    "Australia/Sydney": "aest, aedt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst, nzdt",
}
# Letters that stand for several zones, the likelier first: asked about, never guessed.
_AMBIGUOUS: Final = {
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "sst": ("Asia/Singapore", "Pacific/Pago_Pago"),
}
_PLAIN: Final = frozenset(
    {
        "utc",
        "gmt",
        "est",
        "edt",
        "pst",
        "pdt",
        "mst",
        "mdt",
        "cdt",
        "cet",
        "cest",
        "mez",
        "mesz",
        "eet",
        "eest",
        "msk",
        "jst",
        "aest",
        "aedt",
        "awst",
        "nzst",
        "nzdt",
    }
)
_IN_CAPITALS: Final = frozenset({"ET", "CT", "MT", "PT"})
_OFFSET: Final = re.compile(r"(?:utc|gmt)([+-])(\d{1,2})(?::?00)?", re.IGNORECASE)
_FARTHEST: Final = {"+": 14, "-": 12}
_SHORTEST_NEAR: Final = 4
_TWO_ERRORS_FROM: Final = 8


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    zones: Mapping[str, str]
    spoken: Mapping[str, str]


def zones_named(said: str) -> tuple[ZoneInfo, ...]:
    """The zones that go by this name, the likelier first; none where it is not known."""
    if offset := _OFFSET.fullmatch(said.replace("\u2212", "-")):
        sign, hours = offset[1], int(offset[2])
        if hours <= _FARTHEST[sign]:
            # Etc/GMT counts the hours from here to Greenwich.
            return (ZoneInfo(f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"),)
    key = key_of(said)
    if several := _AMBIGUOUS.get(key):
        return tuple(map(ZoneInfo, several))
    found = _gazetteer().zones.get(key)
    return (ZoneInfo(found),) if found else ()


def is_plain_zone(said: str) -> bool:
    """Whether this can be nothing but a zone, also without a word before it: `UTC`, `Europe/Berlin`."""
    key = key_of(said)
    if key in _PLAIN or key in _AMBIGUOUS or said in _IN_CAPITALS:
        return True
    return _OFFSET.fullmatch(said) is not None or ("/" in said and key in _gazetteer().zones)


def near_zones(said: str) -> tuple[str, ...]:
    """Names that may have been meant by an unknown one, as people write them."""
    key, spoken = key_of(said), _gazetteer().spoken
    if len(key) < _SHORTEST_NEAR:
        return ()
    near = process.extract(key, spoken.keys(), scorer=OSA.distance, score_cutoff=2, limit=None)
    allowed = 2 if len(key) >= _TWO_ERRORS_FROM else 1
    ranked = sorted((int(errors), spoken[known]) for known, errors, _ in near if errors <= allowed)
    return tuple(dict.fromkeys(name for _, name in ranked))[:3]


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    zones: dict[str, str] = {}
    spoken: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        area, _, place = zone.partition("/")
        zones.setdefault(key_of(zone), zone)
        if area in _AREAS:
            city = place.rpartition("/")[2].replace("_", " ")
            zones.setdefault(key_of(city), _PREFERRED.get(city.casefold(), zone))
            spoken.setdefault(key_of(city), city)
    for windows, zone in win_tz.items():
        zones.setdefault(key_of(windows), zone)
    for table in (_CITIES, _COMMON):
        for zone, names in table.items():
            for name in names.split(", "):
                zones[key_of(name)] = zone
    return _Gazetteer(zones, spoken)

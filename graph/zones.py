"""Names of time zones as Graph writes them: Windows ids, IANA names, and what Windows displays."""

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from tzlocal.windows_tz import tz_win, win_tz

_BY_WINDOWS = {name.casefold(): zone for name, zone in win_tz.items()}
_BY_IANA = {name.casefold(): name for name in tz_win if name}
_BY_CITY = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in win_tz.values()}

# The display names whose cities are not those of the CLDR table, by their first word or city.
_DISPLAYED = {
    "abu dhabi": "Arabian Standard Time",
    "alaska": "Alaskan Standard Time",
    "aleutian islands": "Aleutian Standard Time",
    "anadyr": "Russia Time Zone 11",
    "arizona": "US Mountain Standard Time",
    "astana": "Qyzylorda Standard Time",
    "atlantic time": "Atlantic Standard Time",
    "baja california": "Pacific Standard Time (Mexico)",
    "beijing": "China Standard Time",
    "bougainville island": "Bougainville Standard Time",
    "brasilia": "E. South America Standard Time",
    "cabo verde is.": "Cape Verde Standard Time",
    "central america": "Central America Standard Time",
    "central time": "Central Standard Time",
    "chatham islands": "Chatham Islands Standard Time",
    "chennai": "India Standard Time",
    "chetumal": "Eastern Standard Time (Mexico)",
    "chihuahua": "Mountain Standard Time (Mexico)",
    "chokurdakh": "Russia Time Zone 10",
    "city of buenos aires": "Argentina Standard Time",
    "coordinated universal time": "UTC",
    "coordinated universal time+12": "UTC+12",
    "coordinated universal time+13": "UTC+13",
    "coordinated universal time-02": "UTC-02",
    "coordinated universal time-08": "UTC-08",
    "coordinated universal time-09": "UTC-09",
    "coordinated universal time-11": "UTC-11",
    "easter island": "Easter Island Standard Time",
    "eastern time": "Eastern Standard Time",
    "ekaterinburg": "Ekaterinburg Standard Time",
    "greenland": "Greenland Standard Time",
    "haiti": "Haiti Standard Time",
    "harare": "South Africa Standard Time",
    "hawaii": "Hawaiian Standard Time",
    "helsinki": "FLE Standard Time",
    "indiana": "US Eastern Standard Time",
    "international date line west": "Dateline Standard Time",
    "kathmandu": "Nepal Standard Time",
    "kiritimati island": "Line Islands Standard Time",
    "la paz": "Mountain Standard Time (Mexico)",
    "lord howe island": "Lord Howe Standard Time",
    "marquesas islands": "Marquesas Standard Time",
    "mountain time": "Mountain Standard Time",
    "newfoundland": "Newfoundland Standard Time",
    "norfolk island": "Norfolk Standard Time",
    "nuku'alofa": "Tonga Standard Time",
    "pacific time": "Pacific Standard Time",
    "petropavlovsk-kamchatsky": "Russia Time Zone 11",
    "port louis": "Mauritius Standard Time",
    "saint pierre and miquelon": "Saint Pierre Standard Time",
    "salvador": "Bahia Standard Time",
    "samoa": "Samoa Standard Time",
    "saskatchewan": "Canada Central Standard Time",
    "solomon is.": "Central Pacific Standard Time",
    "sri jayawardenepura": "Sri Lanka Standard Time",
    "turks and caicos": "Turks And Caicos Standard Time",
    "west central africa": "W. Central Africa Standard Time",
    "yangon": "Myanmar Standard Time",
    "yukon": "Yukon Standard Time",
}

_OFFSET = re.compile(r"^\((?:utc|gmt)[^)]*\)\s*")


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of this name; None where it is empty or unknown."""
    plain = name.strip().casefold().removeprefix("tzone://microsoft/")
    key = _BY_WINDOWS.get(plain) or _BY_IANA.get(plain) or _remarked(plain) or _displayed(plain)
    return ZoneInfo(key) if key else None


def windows_name(zone: str) -> str | None:
    """The Windows id of an IANA or Windows name: Graph takes all of these, but only some IANA names."""
    found = zone_named(zone)
    return tz_win.get(found.key) if found else None


def _remarked(plain: str) -> str | None:
    """Graph's own list writes some names with a remark, such as `Europe/Kyiv (Kiev)`."""
    return _BY_IANA.get(plain.partition(" (")[0])


def _displayed(plain: str) -> str | None:
    """`(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`: the offset is that of winter, so cities decide."""
    places = [place.partition(" (")[0].strip() for place in _OFFSET.sub("", plain).split(",")]
    if windows := _DISPLAYED.get(places[0]):
        return win_tz[windows]
    return next((_BY_CITY[place] for place in places if place in _BY_CITY), None)

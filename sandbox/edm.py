"""Values as OData writes them: times with seven fraction digits, durations, and checks of types."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sandbox.exchange import Json, bad_request, unknown_error
from sandbox.zones import accepted_zone

_DURATION = re.compile(
    r"(?P<sign>-)?P(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,9}(?:\.\d+)?)S)?)?"
)
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?P<offset>Z|[+-]\d\d:\d\d)?", re.IGNORECASE
)
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
Check = Callable[[Any], bool]


def duration(text: object) -> timedelta | None:
    """An Edm.Duration, None if the text is none: no years, months or weeks."""
    found = _DURATION.fullmatch(text) if isinstance(text, str) and len(text) > len("P") else None
    if found is None or text in {"P", "-P"}:
        return None
    parts = {name: float(value) for name, value in found.groupdict().items() if value and name != "sign"}
    length = timedelta(**parts)
    return -length if found["sign"] else length


def write_duration(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    clock = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes)
    whole = f"{days}D" * bool(days) + f"T{clock}" * bool(clock)
    return f"P{whole}" if whole else "PT0S"


def instant(text: object, zone: object = "UTC") -> datetime | None:
    """UTC time of a date-time; an offset in the text wins over the zone; None if either is not understood."""
    found = _DATE_TIME.fullmatch(text) if isinstance(text, str) else None
    tz = accepted_zone(zone) if isinstance(zone, str) else None
    if found is None or tz is None:
        return None
    try:
        written = datetime.fromisoformat(found[0])
        moment = (written if found["offset"] else written.replace(tzinfo=tz)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if _EARLIEST < moment < _LATEST else None


def write_instant(moment: datetime) -> str:
    """UTC with seven fraction digits and Z; sorts as text."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"


def read_instant(text: str) -> datetime:
    """The other way round, for text written here."""
    return datetime.fromisoformat(text)


def zoned(moment: datetime) -> Json:
    """A dateTimeTimeZone as Bookings answers it: always UTC."""
    return {"dateTime": write_instant(moment), "timeZone": "UTC"}


def read_zoned(value: object) -> datetime | None:
    """A dateTimeTimeZone from a request in UTC, None if it is not a usable one."""
    if not isinstance(value, dict):
        return None
    written = cast("Json", value)
    return instant(written.get("dateTime"), written.get("timeZone"))


def required_instant(value: object) -> datetime:
    """As `read_zoned`, refused as Bookings refuses."""
    moment = read_zoned(value)
    if moment is None:
        raise unknown_error()
    return moment


def _is(*types: type) -> Check:
    return lambda value: isinstance(value, types) and not (isinstance(value, bool) and bool not in types)


STRING, BOOLEAN, INT32, DOUBLE = _is(str), _is(bool), _is(int), _is(int, float)
COLLECTION, COMPLEX = _is(list), _is(dict)


def DURATION(value: object) -> bool:  # noqa: N802 - one of the checks above
    return duration(value) is not None


def string_list(value: object) -> list[str] | None:
    """The value if it is a list of strings."""
    if not isinstance(value, list):
        return None
    items = cast("list[object]", value)
    return cast("list[str]", items) if all(isinstance(item, str) for item in items) else None


def strings(value: object) -> bool:
    return string_list(value) is not None


def one_of(*members: str) -> Check:
    return lambda value: value in members


def nullable(check: Check) -> Check:
    return lambda value: value is None or check(value)


def without_annotations(body: Json) -> Json:
    """The properties alone: `@odata.type` and `price@odata.type` say nothing new."""
    return {name: value for name, value in body.items() if "@odata." not in name}


def checked(body: Json, shape: Mapping[str, Check], *, type_name: str) -> Json:
    """The body's known properties; refused with 400 where a name or type is wrong, as OData does."""
    values = without_annotations(body)
    for name, value in values.items():
        if name not in shape:
            raise bad_request(f"The property '{name}' does not exist on type 'microsoft.graph.{type_name}'.")
        if not shape[name](value):
            raise bad_request(f"Cannot convert the value of property '{name}' to the expected type.")
    return values

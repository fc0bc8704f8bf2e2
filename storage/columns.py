"""Values to column text and back, the same for every database."""

from datetime import UTC, datetime


def instant(at: datetime) -> str:
    """UTC in ISO form of one width, so that texts sort as times do. Raises ValueError for a naive one."""
    if at.utcoffset() is None:
        raise ValueError("a stored time needs a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def optional_instant(at: datetime | None) -> str | None:
    """As `instant`, where there may be none."""
    return None if at is None else instant(at)


def read_instant(text: str) -> datetime:
    """The reverse of `instant`."""
    return datetime.fromisoformat(text)


def read_optional_instant(text: str | None) -> datetime | None:
    """The reverse of `optional_instant`."""
    return None if text is None else read_instant(text)


def storable(text: str) -> str:
    """NUL and lone surrogates, which PostgreSQL refuses, become U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= char <= "\udfff" else char for char in text)

"""A database URL as people write it, to the URL of the driver. Pure."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

EXPECTED = "a database URL looks like sqlite:///path or postgresql://user@host/name"

_POSTGRESQL_OPTIONS = {"host", "port", "ssl", "sslmode"}


def driver_url(url: str) -> URL:
    """Raises ValueError, which never repeats the URL: it may hold a password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(EXPECTED) from None
    match parsed.drivername:
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql" | "postgres":
            return _postgresql(parsed)
        case _:
            raise ValueError(f"{EXPECTED}; {parsed.get_backend_name()} is not supported")


def _sqlite(url: URL) -> URL:
    _refuse(set(url.query))
    if url.host:
        raise ValueError(
            "a SQLite URL has three slashes before a relative path and four before an absolute one"
        )
    return url


def _postgresql(url: URL) -> URL:
    _refuse(set(url.query) - _POSTGRESQL_OPTIONS)
    url = url.set(drivername="postgresql+asyncpg")
    mode = url.query.get("sslmode")
    return url if mode is None else url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})


def _refuse(options: set[str]) -> None:
    if options:
        raise ValueError(f"the database URL has options that are not known: {', '.join(sorted(options))}")

"""On what, when and with which versions it was measured."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

PACKAGES = ("botbuilder-core", "aiohttp", "uvloop", "msal", "PyJWT", "cryptography", "SQLAlchemy", "httpx")


def surroundings() -> dict[str, Any]:
    """For the head of the results."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "load": round(os.getloadavg()[0], 1),
        "versions": {"Python": platform.python_version(), **dict(_versions())},
    }


def _versions() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for package in PACKAGES:
        try:
            found.append((package, version(package)))
        except PackageNotFoundError:
            found.append((package, "absent"))
    return found

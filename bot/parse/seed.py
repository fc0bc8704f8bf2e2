"""The businesses of the sandbox's seed file, read as data: its values, in the words in which Graph has them.

Customers and appointments that the sandbox makes up beyond the file are not known here.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any, TypeVar

from booking.hours import Weekday
from booking.ids import StaffId
from booking.models import Customer, Service, StaffMember
from bot.parse.shop import Engagement, Shop
from graph import businesses, customers, services, staff

SEED = Path(__file__).parents[2] / "sandbox" / "seed.json"

_Json = dict[str, Any]
Item = TypeVar("Item", Service, StaffMember, Customer)


class BadSeed(Exception):
    """The file cannot be read, or is no seed file; the text says which."""


def read_seed(path: Path = SEED) -> dict[str, Shop]:
    """The businesses of the file by name, in its order. Raises BadSeed."""
    try:
        file = json.loads(path.read_text("utf-8"))
        shops = [_shop(item) for item in file["businesses"]]
    except OSError:
        raise BadSeed(f"the seed file {path} cannot be read") from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise BadSeed(f"{path} is no seed file of the sandbox") from None
    return {shop.business.name: shop for shop in shops}


def _shop(item: _Json) -> Shop:
    business = businesses.read(
        {
            "id": item["id"],
            "displayName": item["displayName"],
            "languageTag": item.get("languageTag"),
            "businessHours": _hours(item["hours"]),
            "schedulingPolicy": item.get("policy"),
            "bookingPageSettings": {"businessTimeZone": item["timeZone"]},
        }
    )
    if business is None:
        raise ValueError("a business without an id")
    ids = {person["displayName"]: person.get("id") or person["mail"] for person in item["staff"]}
    return Shop(
        business,
        _read(_service(one, ids, item.get("policy", {})) for one in item["services"]),
        _read(_member(one) for one in item["staff"]),
        _read(_customer(one, number) for number, one in enumerate(item["customers"])),
        engagements={
            StaffId(ids[person["displayName"]]): [_engagement(one) for one in person["calendar"]]
            for person in item["staff"]
            if "calendar" in person
        },
    )


def _read(items: Iterator[Item | None]) -> tuple[Item, ...]:
    """By name, as the catalogue of a tenant has them."""
    return tuple(sorted((item for item in items if item), key=lambda item: item.name.casefold()))


def _service(item: _Json, ids: Mapping[str, str], policy: _Json) -> Service | None:
    lengths = {"defaultDuration": "minutes", "preBuffer": "preBuffer", "postBuffer": "postBuffer"}
    return services.read(
        {name: f"PT{item.get(minutes, 0)}M" for name, minutes in lengths.items()}
        | {
            "id": item.get("id") or item["displayName"],
            "displayName": item["displayName"],
            "isLocationOnline": item.get("online"),
            "isAnonymousJoinEnabled": item.get("anonymousJoin"),
            "maximumAttendeesCount": item.get("seats", 1),
            "staffMemberIds": [ids[name] for name in item.get("staff", ids)],
            "schedulingPolicy": policy | item["policy"] if "policy" in item else None,
        }
    )


def _member(item: _Json) -> StaffMember | None:
    return staff.read(
        {
            "id": item.get("id") or item["mail"],
            "displayName": item["displayName"],
            "emailAddress": item["mail"],
            "role": item.get("role"),
            "timeZone": item.get("timeZone"),
            "useBusinessHours": "workingHours" not in item,
            "workingHours": _hours(item.get("workingHours", {})),
            "availabilityIsAffectedByPersonalCalendar": "calendar" in item,
        }
    )


def _customer(item: _Json, number: int) -> Customer | None:
    phones = [{"number": item["phone"]}] if item.get("phone") else []
    return customers.read(
        {
            "id": item.get("id") or f"customer-{number}",
            "displayName": item["displayName"],
            "emailAddress": item.get("mail"),
            "phones": phones,
        }
    )


def _hours(hours: Mapping[str, list[list[str]]]) -> list[_Json]:
    return [
        {"day": day, "timeSlots": [{"startTime": start, "endTime": end} for start, end in pairs]}
        for day, pairs in hours.items()
    ]


def _engagement(item: _Json) -> Engagement:
    day = Weekday[item["day"].upper()]
    return Engagement(day, time.fromisoformat(item["start"]), time.fromisoformat(item["end"]))

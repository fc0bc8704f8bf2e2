"""A believable tenant, from seed.json: the same for a seed and a date.

The file holds the people, businesses, services and hours by name; customers and calendars are filled up here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import cast

from sandbox import catalogue, edm, ids
from sandbox.exchange import Json
from sandbox.seed_calendar import fill_calendars
from sandbox.seed_people import customers
from sandbox.store import Store

_FILE = Path(__file__).with_name("seed.json")
_OPENED = timedelta(days=400)
_LENGTHS = {"minimumLeadTime", "maximumAdvance", "timeSlotInterval"}
_DAY_BEFORE: Json = {
    "offset": "P1D",
    "recipients": "allAttendees",
    "message": "Your appointment is tomorrow.",
}
_AFTERWARDS: Json = {"offset": "-PT15M", "recipients": "customer", "message": "How did we do?"}


@dataclass(frozen=True, slots=True)
class Plan:
    """One business of the seed file, with where and when it is being set up."""

    store: Store
    file: Json
    names: Json
    at: str

    @property
    def id(self) -> str:
        return self.file["id"]

    def put(self, kind: catalogue.Kind, key: str, values: Json) -> Json:
        one = catalogue.new_entity(kind, values, key=key, at=self.at)
        self.store.put(f"{self.id}/{kind.table}", key, one)
        return one


@cache
def seed_file() -> Json:
    return json.loads(_FILE.read_text(encoding="utf-8"))


def fill(store: Store, seed: int, now: datetime) -> None:
    """Put the whole tenant into an empty store."""
    file = seed_file()
    at = edm.write_instant(now.replace(hour=0, minute=0, second=0, microsecond=0) - _OPENED)
    for person in file["people"]:
        _add_user(store, person)
    for business in file["businesses"]:
        plan = Plan(store, business, file["names"], at)
        _add_business(plan)
        _add_staff(plan)
        _add_services(plan)
        _add_customers(plan, Random(f"{seed}/{plan.id}"))  # noqa: S311 - a world, not a secret
        random = Random(f"{seed}/{plan.id}/{now:%Y-%m-%d}")  # noqa: S311 - likewise
        fill_calendars(store, business, tenant_id=file["tenant"]["id"], random=random, today=now)


def _add_user(store: Store, person: Json) -> None:
    mail = person["mail"]
    given, _, family = person["displayName"].partition(" ")
    names = {"displayName": person["displayName"], "givenName": given, "surname": family}
    user: Json = {"id": ids.object_id(mail), **names, "mail": mail, "userPrincipalName": mail}
    store.put("users", user["id"], user)
    store.put("mails", mail.casefold(), user)


def _add_business(plan: Plan) -> None:
    file = plan.file
    copied = ("id", "displayName", "businessType", "email", "phone", "webSiteUrl", "languageTag", "address")
    stamps = {"createdDateTime": plan.at, "lastUpdatedDateTime": plan.at}
    business: Json = {
        **{name: file[name] for name in copied},
        "defaultCurrencyIso": file["currency"],
        "businessHours": _work_hours(file["hours"]),
        "schedulingPolicy": _policy(file["policy"]),
        "bookingPageSettings": _page_settings(file),
        "isPublished": True,
        "publicUrl": f"https://outlook.office365.com/owa/calendar/{plan.id}/bookings/",
        **stamps,
    }
    plan.store.put("businesses", plan.id, business)


def _page_settings(file: Json) -> Json:
    return {
        "accessControl": "unrestricted",
        "bookingPageColorCode": "#0F6CBD",
        "businessTimeZone": file["timeZone"],
        "customerConsentMessage": "",
        "enforceOneTimePassword": False,
        "isBusinessLogoDisplayEnabled": False,
        "isCustomerConsentEnabled": False,
        "isSearchEngineIndexabilityDisabled": True,
        "isTimeSlotTimeZoneSetToBusinessTimeZone": False,
        "privacyPolicyWebUrl": "",
        "termsAndConditionsWebUrl": "",
    }


def _policy(own: Json) -> Json:
    return {
        **{name: value for name, value in own.items() if name in _LENGTHS},
        "sendConfirmationsToOwner": True,
        "allowStaffSelection": True,
        "isMeetingInviteToCustomersEnabled": False,
    }


def _add_staff(plan: Plan) -> None:
    for person in plan.file["staff"]:
        _add_user(plan.store, person)
        key = _staff_id(plan, person)
        hours = person.get("workingHours")
        values: Json = {
            "displayName": person["displayName"],
            "emailAddress": person["mail"],
            "role": person["role"],
            "timeZone": person.get("timeZone", ""),
            "useBusinessHours": hours is None,
            "workingHours": _work_hours(hours or plan.file["hours"]),
            "availabilityIsAffectedByPersonalCalendar": "calendar" in person,
            "membershipStatus": person.get("membershipStatus", "active"),
        }
        plan.put(catalogue.STAFF, key, values)


def _add_services(plan: Plan) -> None:
    for question in plan.file.get("questions", []):
        plan.put(catalogue.QUESTIONS, question["id"], _without(question, "id"))
    staff = {person["displayName"]: _staff_id(plan, person) for person in plan.file["staff"]}
    for number, service in enumerate(plan.file["services"]):
        key = service.get("id") or ids.guid(plan.id, "services", service["displayName"])
        values = _service(plan, service, number=number)
        values["customQuestions"] = list(_assigned_questions(plan, service))
        values["staffMemberIds"] = [staff[name] for name in service.get("staff", staff)]
        plan.put(catalogue.SERVICES, key, values)


def _service(plan: Plan, service: Json, *, number: int) -> Json:
    minutes = {
        name: timedelta(minutes=service.get(name, 0)) for name in ("minutes", "preBuffer", "postBuffer")
    }
    page = f"https://outlook.office365.com/owa/calendar/{plan.id}/bookings/s/{ids.guid(plan.id, number)[:8]}"
    return {
        "displayName": service["displayName"],
        "notes": service.get("notes"),
        "languageTag": plan.file["languageTag"],
        "defaultDuration": edm.write_duration(minutes["minutes"]),
        "preBuffer": edm.write_duration(minutes["preBuffer"]),
        "postBuffer": edm.write_duration(minutes["postBuffer"]),
        "defaultLocation": _location(plan.file, service),
        "defaultPrice": service["price"],
        "defaultPriceType": service.get("priceType", "fixedPrice" if service["price"] else "free"),
        "defaultReminders": service.get("reminders", [_DAY_BEFORE] + [_AFTERWARDS] * (number == 1)),
        "isLocationOnline": service["online"],
        "isAnonymousJoinEnabled": service["anonymousJoin"],
        "smsNotificationsEnabled": service.get("sms", False),
        "maximumAttendeesCount": service.get("seats", 1),
        "schedulingPolicy": _policy(plan.file["policy"] | service["policy"]) if "policy" in service else None,
        "webUrl": "" if number == 0 else page,
    }


def _location(file: Json, service: Json) -> Json:
    """In person: coordinates as captured answers have them, which are no numbers."""
    axes = ("accuracy", "altitude", "altitudeAccuracy", "latitude", "longitude")
    return {
        "displayName": file["displayName"],
        "locationEmailAddress": None,
        "locationUri": "",
        "locationType": "default",
        "uniqueId": None,
        "uniqueIdType": None,
        "address": file["address"],
        "coordinates": dict.fromkeys(axes, None if service["online"] else "NaN"),
    }


def _assigned_questions(plan: Plan, service: Json) -> Iterator[Json]:
    for key, required in service.get("questionIds", []):
        yield {"questionId": key, "isRequired": required}
    for question in service.get("questions", []):
        key = ids.guid(plan.id, "customQuestions", question["displayName"])
        plan.put(catalogue.QUESTIONS, key, _without(question, "isRequired"))
        yield {"questionId": key, "isRequired": question["isRequired"]}


def _add_customers(plan: Plan, random: Random) -> None:
    for number, (key, values) in enumerate(customers(plan.file, plan.names, random)):
        plan.put(catalogue.CUSTOMERS, key or _customer_id(plan, number), values)


def _customer_id(plan: Plan, number: int) -> str:
    """The bank's are of the longer, newer form."""
    if plan.file["businessType"] == "Bank":
        return ids.opaque("AAQkAD", plan.id, "customers", number)
    return ids.guid(plan.id, "customers", number)


def _staff_id(plan: Plan, person: Json) -> str:
    return person.get("id") or ids.guid(plan.id, "staff", person["mail"].casefold())


def _work_hours(hours: Json) -> list[Json]:
    def slot(opens: str, closes: str) -> Json:
        return {"startTime": f"{opens}:00.0000000", "endTime": f"{closes}:00.0000000"}

    return [
        {"day": day, "timeSlots": [slot(*pair) for pair in cast("list[list[str]]", pairs)]}
        for day, pairs in hours.items()
    ]


def _without(values: Json, name: str) -> Json:
    return {key: value for key, value in values.items() if key != name}

import json
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sandbox_talk import NOW

from sandbox.appointment_body import span
from sandbox.booking_rules import blocked_time
from sandbox.hours import is_open, staff_hours
from sandbox.seed import fill
from sandbox.store import Store

WORLD = Path(__file__).parents[2] / "../shared/seed/world.json"
needs_world = pytest.mark.skipif(not WORLD.exists(), reason="shared/seed/world.json is not here")
BUSINESSES = [
    "NorthwindClinic@northwind.example",
    "WoodgroveBankHighStreet@woodgrove.example",
    "BellowsCollege@bellows.example",
    "Contosolunchdelivery@contoso.onmicrosoft.com",
]


def filled(seed=1, now=NOW):
    store = Store()
    fill(store, seed, now)
    return store.snapshot()


@pytest.fixture(scope="module")
def tables():
    return filled()


def rows(tables, business, kind):
    return list(tables[f"{business}/{kind}"].values())


def test_the_same_seed_and_date_give_the_same_world(tables):
    assert json.dumps(filled(now=NOW + timedelta(hours=5))["users"]) == json.dumps(tables["users"])
    assert json.dumps(filled()) == json.dumps(tables)


def test_another_seed_gives_other_customers_and_another_date_other_appointments(tables):
    clinic = BUSINESSES[0]
    other_seed, other_date = filled(seed=2), filled(now=NOW + timedelta(days=1))

    assert rows(other_seed, clinic, "customers") != rows(tables, clinic, "customers")
    assert [one["displayName"] for one in rows(other_date, clinic, "customers")] == [
        one["displayName"] for one in rows(tables, clinic, "customers")
    ]
    assert set(other_date[f"{clinic}/appointments"]) != set(tables[f"{clinic}/appointments"])


@pytest.mark.parametrize("business", BUSINESSES)
def test_each_business_is_of_a_believable_size(tables, business):
    sizes = {kind: len(rows(tables, business, kind)) for kind in ("services", "staffMembers", "customers")}

    assert 8 <= sizes["services"] <= 20
    assert (sizes["staffMembers"], sizes["customers"]) == (12, 300)
    assert 100 <= len(rows(tables, business, "appointments")) <= 300
    assert len(rows(tables, business, "customQuestions")) >= 2


@pytest.mark.parametrize("business", BUSINESSES)
def test_services_and_staff_are_of_many_kinds(tables, business):
    services = rows(tables, business, "services")
    staff = rows(tables, business, "staffMembers")

    for name in ("isLocationOnline", "isAnonymousJoinEnabled"):
        assert {one[name] for one in services} == {True, False}
    assert any(one["maximumAttendeesCount"] > 1 for one in services)
    assert {one["schedulingPolicy"] is None for one in services} == {True, False}
    assert any(one["customQuestions"] for one in services)
    assert any(one["postBuffer"] != "PT0S" for one in services)
    assert len({len(one["staffMemberIds"]) for one in services}) > 1
    assert {one["role"] for one in staff} >= {"administrator", "scheduler", "teamMember", "viewer", "guest"}
    assert len({one["timeZone"] for one in staff}) > 2
    assert any(reminder["offset"].startswith("-") for one in services for reminder in one["defaultReminders"])


@pytest.mark.parametrize("business", BUSINESSES)
def test_customers_have_all_manner_of_names(tables, business):
    customers = rows(tables, business, "customers")
    letters = "".join(one["displayName"] for one in customers)
    names = Counter(one["displayName"] for one in customers)

    assert any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters)
    assert any("CJK" in unicodedata.name(letter, "") for letter in letters)
    assert any("HANGUL" in unicodedata.name(letter, "") for letter in letters)
    assert any(unicodedata.decomposition(letter) for letter in letters)
    assert names.most_common(1)[0][1] > 1
    assert 5 <= sum(one["emailAddress"] is None for one in customers) <= 50
    assert len({one["id"] for one in customers}) == 300


@pytest.mark.parametrize("business", BUSINESSES)
def test_nobody_is_booked_twice_or_outside_the_own_hours(tables, business):
    staff = tables[f"{business}/staffMembers"]
    settings = tables["businesses"][business]
    booked = {key: [] for key in staff}
    for one in rows(tables, business, "appointments"):
        for key in one["staffMemberIds"]:
            booked[key].append(blocked_time(one))
            assert is_open(staff_hours(settings, staff[key]), *span(one))

    for times in booked.values():
        assert all(first[1] <= second[0] for first, second in pairwise(sorted(times)))


def test_appointments_lie_in_two_weeks_around_the_date(tables):
    starts = [span(one)[0] for business in BUSINESSES for one in rows(tables, business, "appointments")]

    assert min(starts) >= NOW - timedelta(days=4)
    assert max(starts) <= NOW + timedelta(days=12)
    assert any(start > NOW + timedelta(days=8) for start in starts)


def test_a_world_can_be_made_on_any_day_of_a_year():
    leap = datetime(2028, 2, 29, 23, 59, tzinfo=UTC)

    assert {len(filled(now=leap + timedelta(days=days))["businesses"]) for days in range(0, 366, 61)} == {4}


def names_in(people):
    folded = (unicodedata.normalize("NFKD", one["displayName"].casefold()) for one in people)
    plain = ("".join(letter for letter in name if not unicodedata.combining(letter)) for name in folded)
    return {word for name in plain for word in re.split(r"[\s\-<>*\[\]()/:.]+", name) if word}


@needs_world
def test_the_known_people_and_services_stand_as_they_are_known(tables):
    for known in json.loads(WORLD.read_text(encoding="utf-8"))["businesses"][:3]:
        [business] = [
            one for one in tables["businesses"].values() if one["displayName"] == known["displayName"]
        ]
        services = {one["displayName"]: one for one in rows(tables, business["id"], "services")}
        staff = {one["displayName"]: one for one in rows(tables, business["id"], "staffMembers")}
        customers = {
            (one["displayName"], one["emailAddress"]) for one in rows(tables, business["id"], "customers")
        }

        assert business["bookingPageSettings"]["businessTimeZone"] == known["businessTimeZone"]
        assert business["languageTag"] == known["languageTag"]
        assert customers >= {(one["displayName"], one["mail"]) for one in known["customers"]}
        for one in known["staff"]:
            member = staff[one["displayName"]]
            assert (member["emailAddress"], member["role"]) == (one["mail"], one["role"])
            assert member["timeZone"] == one.get("timeZone", "")
        for one in known["services"]:
            check_service(services[one["displayName"]], one, staff, business)


def check_service(service, known, staff, business):
    policy = business["schedulingPolicy"] | (service["schedulingPolicy"] or {})
    names = staff if known["staff"] == "all" else known["staff"]
    for name in ("isLocationOnline", "isAnonymousJoinEnabled", "maximumAttendeesCount"):
        assert service[name] == known[name]
    assert service["defaultPrice"] == known["price"]
    assert set(service["staffMemberIds"]) == {staff[name]["id"] for name in names}
    assert len(service["customQuestions"]) == len(known.get("customQuestions", []))
    for name in ("minimumLeadTime", "maximumAdvance"):
        assert policy[name] == known[name]
    assert policy["timeSlotInterval"].replace("PT1H", "PT60M") == known["timeSlotInterval"]


@needs_world
def test_nobody_added_shares_a_name_with_the_known_people(tables):
    world = json.loads(WORLD.read_text(encoding="utf-8"))["businesses"]
    known = [one for business in world for kind in ("staff", "customers") for one in business.get(kind, [])]
    mails = {one["mail"] for one in known} | {None}
    documented = {"adelev@proseware.com", "danas@contoso.com"}
    listed = {(one["displayName"], one["mail"]) for one in known}
    everyone = [
        one
        for business in BUSINESSES
        for kind in ("staffMembers", "customers")
        for one in rows(tables, business, kind)
        if (one["displayName"], one["emailAddress"]) not in listed and one["emailAddress"] not in documented
    ]
    directory = [one for one in tables["users"].values() if one["mail"] not in mails | documented]

    assert names_in([*everyone, *directory]) & names_in(known) == set()

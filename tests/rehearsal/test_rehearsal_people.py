"""The people and places of the room."""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from rehearsal import CAST
from rehearsal.people import person_of
from rehearsal.places import SHARED, personal, place_at, place_of

WORLD = Path(__file__).parents[2] / "../shared/seed/world.json"
DANA = person_of("dana", CAST)


def test_an_object_id_follows_from_the_address_alone():
    address = "https://frontdesk.example/users/danas@northwind.example"
    assert DANA.aad_object_id == str(uuid5(NAMESPACE_URL, address))


def test_everyone_is_somebody_else():
    assert len({one.teams_id for one in CAST}) == len({one.key for one in CAST}) == len(CAST)
    assert len({personal(one).conversation_id for one in CAST}) == len(CAST)


@pytest.mark.skipif(not WORLD.exists(), reason="the people of the examples are not beside the project")
def test_staff_bear_the_names_and_addresses_of_the_examples():
    businesses = json.loads(WORLD.read_text())["businesses"]
    staff = {one["mail"]: one["displayName"] for business in businesses for one in business.get("staff", ())}
    at_home = [one for one in CAST if one.key != "robin"]
    assert {one.mail: one.name for one in at_home}.items() <= staff.items()


def test_a_place_is_known_by_key_name_and_conversation():
    channel = SHARED[2]
    assert place_of("channel", DANA) == place_of("appointments", DANA) == channel
    assert place_at(f"{channel.conversation_id};messageid=17", DANA) == (channel, "17")


def test_who_and_where_is_not_known_is_told_what_is():
    with pytest.raises(LookupError, match="there are dana, alex"):
        person_of("nobody", CAST)
    with pytest.raises(LookupError, match="personal, group, general, channel"):
        place_of("nowhere", DANA)

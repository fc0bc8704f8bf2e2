"""What a typed name means among those on offer."""

import pytest

from dialogs.naming import meant

STAFF = ("Dana Swope", "Alex Wilber", "Alexandra Petrov", "Søren Kjær", "José Núñez", "Mary O'Brien")


def _name(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("said", "one"),
    [
        ("Dana Swope", "Dana Swope"),
        ("dana", "Dana Swope"),
        ("SOREN", "Søren Kjær"),
        ("jose nunez", "José Núñez"),
        ("O’Brien", "Mary O'Brien"),
    ],
)
async def test_one_is_meant(said: str, one: str):
    found = await meant(said, STAFF, _name, kind="member of staff")

    assert (found.one, found.trouble) == (one, None)


async def test_several_are_asked_about():
    found = await meant("Alex Kim", ["Alex Kim", "Alex Kim"], _name, kind="customer")

    assert found.one is None
    assert found.several == ["Alex Kim", "Alex Kim"]
    assert found.trouble == "There are 2 for “Alex Kim”. Which one do you mean?"


async def test_a_misspelt_one_is_offered_and_not_taken():
    found = await meant("dana swpoe", STAFF, _name, kind="member of staff")

    assert found.one is None
    assert found.several == ["Dana Swope"]
    assert found.trouble == ("I know no member of staff called “dana swpoe”. Did you mean Dana Swope?")


@pytest.mark.parametrize("said", ["", "🦷", "xyzzy", "*", "'; --"])
async def test_nobody_is_meant(said: str):
    found = await meant(said, STAFF, _name, kind="member of staff")

    assert (found.one, list(found.several)) == (None, [])
    assert found.trouble == f"I know no member of staff called “{said}”."


async def test_where_nothing_is_on_offer_nothing_is_meant():
    assert (await meant("Dana", [], _name, kind="customer")).one is None

"""How a person reads, as far as their client tells in a form that makes sense."""

from datetime import UTC, datetime

import pytest
from bot_stand import CLINIC, an_activity
from botbuilder.schema import Activity

from booking.ports import Person
from bot.clock import started_at
from bot.reading import is_shared, person_of, reader_of


def received(**fields):
    return Activity().deserialize(an_activity(**fields))


@pytest.mark.parametrize(
    ("locale", "read"),
    [
        ("de-DE", "de-DE"),
        ("zh-Hans-CN", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("fr", "fr"),
        (None, "en-US"),
        ("", "en-US"),
        ("../../etc/passwd", "en-US"),
        ("de_DE", "en-US"),
        ("x" * 10_000, "en-US"),
    ],
)
def test_a_locale_is_taken_when_it_looks_like_one(locale, read):
    assert reader_of(received(locale=locale)).locale == read


@pytest.mark.parametrize(
    ("zone", "read"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("Europe", "UTC"),
        ("Europe/Atlantis", "UTC"),
        ("../../../etc/passwd", "UTC"),
        ("/etc/localtime", "UTC"),
        ("A" * 5_000, "UTC"),
        ("", "UTC"),
        (None, "UTC"),
    ],
)
def test_a_zone_is_taken_when_there_is_one(zone, read):
    assert reader_of(received(localTimezone=zone)).zone.key == read


def test_the_client_tells_where_the_activity_does_not():
    client = {"type": "clientInfo", "locale": "de-DE", "timezone": "Europe/Berlin", "platform": "Web"}
    reader = reader_of(received(locale=None, entities=[{"type": None}, client]))

    assert (reader.locale, reader.zone.key, reader.name) == ("de-DE", "Europe/Berlin", "Dana Swope")


def test_a_person_is_known_by_entra_and_their_tenant():
    only_in_conversation = received(channelData=None)

    assert person_of(received()) == person_of(only_in_conversation)
    assert person_of(received()) == Person("7a1c6d1e-0000-4000-8000-0000000000da", CLINIC)


@pytest.mark.parametrize(
    ("kind", "shared"), [("personal", False), ("groupChat", True), ("channel", True), (None, True)]
)
def test_when_in_doubt_others_read_along(kind, shared):
    assert is_shared(received(conversation={"id": "a:1", "conversationType": kind})) is shared


def test_a_clock_goes_on_from_where_it_was_set():
    seconds = 100.0
    clock = started_at(datetime.fromisoformat("2030-03-04T09:00:00+01:00"), lambda: seconds)
    seconds = 160.5

    assert clock() == datetime(2030, 3, 4, 8, 1, 0, 500_000, tzinfo=UTC)

"""The search finds what is put before it: otherwise its silence means nothing."""

import traceback

import pytest
from overheard import Overheard, leaks_in, written

from rehearsal.history import Post
from rehearsal.people import CAST
from rehearsal.places import SHARED, in_thread, personal
from rehearsal.processes import Server, listeners

CARD = {
    "type": "AdaptiveCard",
    "actions": [{"type": "Action.Submit", "data": {"frontdesk": "n", "customer": "Adele Vance"}}],
}


def a_post(conversation, *, only_for=None, **activity):
    return Post("1", conversation, None, [{"type": "message", **activity}], only_for)


def test_a_name_in_a_traceback_is_found():
    heard, customer = Overheard(), "Adele Vance"
    try:
        int(customer)
    except ValueError:
        for line in traceback.format_exc().splitlines():
            heard.line("bot", line)

    assert [leak.partition(" in: ")[0] for leak in heard.leaks()] == ["the name 'adele vance'"]


@pytest.mark.parametrize("place", [SHARED[0].conversation_id, in_thread(SHARED[2].conversation_id, "17")])
def test_a_name_in_the_data_of_a_card_that_all_see_is_found(place):
    heard = Overheard()
    heard.post(a_post(place, attachments=[{"content": CARD}]))

    assert [leak.partition(" in: ")[0] for leak in heard.leaks()] == ["the name 'adele vance'"]


def test_what_one_person_alone_sees_is_nobody_elses_business():
    heard = Overheard()
    heard.post(a_post(personal(CAST[0]).conversation_id, text="Adele Vance"))
    heard.post(a_post(SHARED[0].conversation_id, text="Adele Vance", only_for=CAST[0]))

    assert heard.leaks() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vance, Adele", "the name 'vance adele'"),
        ("ADELE  VANCE", "the name 'adele vance'"),
        ("https://clinic.example/?q=Adele%20Vance", "the name 'adele vance'"),
        ("{'customer': 'Adele_Vance'}", "the name 'adele vance'"),
        (written({"text": "Adele\nVance"}), "the name 'adele vance'"),
        ("to a.vance+home@proseware.example.", "the address 'a.vance+home@proseware.example'"),
        ("a.vance%40proseware.example", "the address 'a.vance@proseware.example'"),
        ("call +44 (20) 7946-1003 now", "the number '+44 (20) 7946-1003'"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting", "a join link"),
        ("https://visit.teams.microsoft.com/webrtc-svc/api/route", "a join link"),
        ("Authorization: Bearer x", "a token"),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkYW5hIn0.c2ln", "a token"),
    ],
)
def test_each_kind_of_leak_is_found_however_it_is_written(text, found):
    assert list(leaks_in(text)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Dana Swope is booking an appointment.",
        "19:clinic0scheduling@thread.v2",
        "NorthwindClinic@northwind.example",
        '{"request_id": "99e095cb-0def-526d-80f9-c07d52681958", "timestamp": "2026-11-22T09:22:41.631898Z"}',
        "Reference K7Q2, Monday, 1 March 2027, 09:00–09:30",
    ],
)
def test_what_may_be_there_is_not_taken_for_a_leak(text):
    assert list(leaks_in(text)) == []


async def test_what_a_process_writes_last_is_heard():
    heard: list[str] = []

    def listen(server: str, line: str) -> None:
        heard.append(f"{server}: {line}")

    listeners.append(listen)
    server = await Server.start("tests.privacy.privacy_gossip", greeting="Gossip on")
    await server.stop()
    listeners.remove(listen)

    assert heard[-1] == "tests.privacy.privacy_gossip: Adele Vance"

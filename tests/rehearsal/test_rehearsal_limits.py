"""Teams' limits, errors on demand, paging and redelivery, as the bot meets them at the connector."""

from datetime import UTC, datetime, timedelta

import pytest

from rehearsal import Clock, Habits, Room, Trouble
from rehearsal.rates import READ, SEND, Rates

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)


class Ticks:
    """Seconds that pass when they are told to."""

    def __init__(self):
        self.passed = 0.0

    def __call__(self):
        return self.passed


def sent(rates, times, scope="chat", windows=SEND):
    return [rates.wait({scope: windows}) for _ in range(times)]


def test_the_eighth_send_within_a_second_waits():
    ticks = Ticks()
    rates = Rates(ticks)
    rates.on = True

    assert sent(rates, 8) == [0] * 7 + [1]
    ticks.passed = 1.0
    assert sent(rates, 2) == [0, 1]  # eight in two seconds
    ticks.passed = 2.0
    assert sent(rates, 8) == [0] * 7 + [1]


def test_sixty_in_half_a_minute_are_enough():
    ticks = Ticks()
    rates = Rates(ticks)
    rates.on = True
    for ticks.passed in range(15):
        assert sent(rates, 4) == [0] * 4

    assert sent(rates, 1) == [16]
    ticks.passed = 30.0
    assert sent(rates, 1) == [0]


def test_each_conversation_and_each_kind_of_call_is_counted_by_itself():
    rates = Rates(Ticks())
    rates.on = True

    assert sent(rates, 7) + sent(rates, 7, "another chat") == [0] * 14
    assert sent(rates, 15, "members", READ) == [0] * 14 + [1]
    assert rates.wait({"chat": SEND, "third chat": SEND}) == 1
    assert sent(rates, 7, "third chat") == [0] * 7  # what was refused in one scope counts in none


def test_nothing_is_refused_where_limits_are_off():
    assert sent(Rates(Ticks()), 100) == [0] * 100


async def test_the_connector_tells_how_long_to_wait(bot):
    told = []

    async def replies(activity):
        url = f"{activity['serviceUrl']}v3/conversations/{activity['conversation']['id']}"
        for _ in range(8):
            async with bot.session.post(f"{url}/activities", json={"type": "typing"}) as answer:
                told.append((answer.status, answer.headers.get("Retry-After")))

    bot.replies = replies
    async with Room(bot.url, habits=Habits(rate_limits=True)) as room:
        dana = room.as_("dana")
        await dana.says("hi")
        assert dana.typing

    assert told == [(201, None)] * 7 + [(429, "1")]


async def test_the_whole_list_of_members_may_be_had_five_times_a_minute(bot):
    statuses = []

    async def replies(activity):
        path = f"conversations/{activity['conversation']['id']}/members"
        statuses.extend([(await bot.calls("GET", activity, path))[0] for _ in range(6)])

    bot.replies = replies
    async with Room(bot.url, habits=Habits(rate_limits=True)) as room:
        await room.as_("dana").says("hi")

    assert statuses == [200] * 5 + [429]


@pytest.mark.parametrize(("after", "there"), [(False, []), (True, ["Hello", "Hello"])])
async def test_an_error_strikes_as_often_as_it_was_asked_for(bot, room, after, there):
    room.trouble = Trouble(503, after=after, times=2)
    statuses = []

    async def replies(activity):
        path = f"conversations/{activity['conversation']['id']}/activities"
        hello = {"type": "message", "text": "Hello"}
        statuses.extend([(await bot.calls("POST", activity, path, hello))[0] for _ in range(3)])

    bot.replies = replies
    heard = await room.as_("dana").says("hi")

    assert statuses == [503, 503, 201]
    assert heard == [*there, "Hello"]


async def test_an_error_spares_what_only_reads(bot, room):
    room.trouble = Trouble(412)
    statuses = []

    async def replies(activity):
        statuses.append((await bot.calls("GET", activity, "conversations"))[0])

    bot.replies = replies
    await room.as_("dana").says("hi")

    assert (statuses, room.trouble) == ([200], Trouble(412))


async def test_conversations_come_in_pages(bot, room):
    await room.as_("dana").says("hi")
    found, token = [], ""
    for _ in range(4):
        path = f"conversations?pageSize=4&continuationToken={token}"
        _, page = await bot.calls("GET", bot.got[0], path)
        found += [one["id"] for one in page["conversations"]]
        token = page["continuationToken"]
        if not token:
            break

    assert len(found) == len(set(found)) == len(room.people) + 3
    assert bot.got[0]["conversation"]["id"] in found


async def test_teams_delivers_again_what_a_person_did_and_not_what_a_client_did_by_itself(bot):
    async with Room(bot.url, clock=Clock(NOW)) as room:
        with pytest.raises(AssertionError, match="Nothing was sent to the bot yet"):
            room.redelivers()
        dana = room.as_("dana")
        await dana.says("hi")
        await dana.sends({"type": "invoke", "name": "application/search", "value": {}})
        await room.redelivers(after=0)
        again = room.redelivers(fresh_id=True)
        room.clock.forward(15)
        await again

    assert [one.get("text") for one in bot.got] == ["hi", None, "hi", "hi"]
    assert bot.got[2]["id"] == bot.got[0]["id"] != bot.got[3]["id"]


async def test_a_clock_wakes_those_whose_time_has_come():
    clock = Clock(NOW, ticks=lambda: 0.0)
    assert clock.now() == NOW
    await clock.until(NOW)

    clock.forward(3600)
    await clock.until(NOW + timedelta(hours=1))
    assert clock.now() == NOW + timedelta(hours=1)

"""What a page is told: a snapshot, then everything that comes into its person's sight, in order."""

import asyncio

from fake_bot import card, execute, shows, text

from rehearsal.web.desk import MOST_POSTS
from rehearsal.web.sights import Sight

QUESTION = card(text("Which service?"), actions=(execute("Next", "pick", nonce="n1"),))


def asks(bot, question):
    posted = []

    async def replies(activity):
        if activity["type"] == "message":
            posted.append(await bot.posts(activity, question))

    bot.replies = replies
    return posted


async def test_a_page_begins_with_all_that_its_person_sees(bot, page):
    posted = asks(bot, QUESTION)
    said = await page.does("say", who="dana", place="personal", text="/book")

    async with page.watches("dana") as dana, page.watches("alex") as alex:
        mine, bots = dana.snapshot["posts"]
        assert (dana.snapshot["seq"], dana.snapshot["as"], alex.snapshot["posts"]) == (1, "dana", [])
    assert (mine["id"], mine["text"], mine["author"]["initials"]) == (said["post"], "/book", "DS")
    assert (bots["id"], bots["author"], bots["place"]) == (posted[0], None, "personal")
    shown = bots["cards"][0]
    assert (shown["json"], shown["own"], shown["plain"][0]) == (QUESTION, False, "Which service?")


async def test_what_is_posted_in_a_channel_reaches_two_pages_in_order(bot, page):
    asks(bot, QUESTION)
    async with page.watches("dana") as dana, page.watches("robin") as robin:
        said = await page.does("say", who="dana", place="channel", text="/book")
        for seat in (dana, robin):
            question = await seat.until("post", why="posted")
            while question["post"]["author"]:
                question = await seat.until("post", why="posted")
            posts = [one["post"] for one in seat.told if one["kind"] == "post"]
            assert [one["thread"] for one in posts] == [said["thread"]] * 2
            assert posts[0]["mentions"] == [{"text": "<at>Frontdesk</at>", "name": "Frontdesk", "me": False}]
            assert [one["seq"] for one in seat.told] == list(range(1, len(seat.told) + 1))


async def test_an_own_view_reaches_its_person_alone_until_the_post_is_edited(bot, page):
    posted = asks(bot, QUESTION)
    await page.does("say", who="dana", place="group", text="/book")

    async def own(_activity):
        return shows(card(text("Which time?")))

    async with page.watches("dana") as dana, page.watches("alex") as alex:
        bot.replies = own
        tap = {"post": posted[0], "card": 0, "action": "/actions/0"}
        assert await page.does("tap", who="dana", **tap) == {"kind": "card"}
        seen = (await dana.until("post", why="viewed"))["post"]
        await bot.updates(bot.got[0], posted[0], card(text("Booked")))
        for seat in (dana, alex):
            edited = (await seat.until("post", why="edited"))["post"]
            assert (edited["edited"], edited["cards"][0]["plain"]) == (True, ["Booked"])
        assert [one["why"] for one in alex.told if one["kind"] == "post"] == ["edited"]
    assert (seen["cards"][0]["own"], seen["cards"][0]["plain"]) == (True, ["Which time?"])


async def test_what_teams_would_not_show_of_an_own_view_is_told_with_it(bot, page):
    posted = asks(bot, QUESTION)
    await page.does("say", who="dana", place="personal", text="/book")

    async def own(_activity):
        return shows(card({"type": "Sparkline"}))

    async with page.watches("dana") as dana:
        assert not dana.snapshot["posts"][-1]["cards"][0]["refused"]
        bot.replies = own
        await page.does("tap", who="dana", post=posted[0], card=0, action="/actions/0")
        seen = (await dana.until("post", why="viewed"))["post"]
    assert seen["cards"][0]["refused"]
    assert [one["rule"] for one in seen["refusals"]] == ["unknown element"]


async def test_a_private_message_is_told_to_its_person_alone(bot, page):
    async def replies(activity):
        await bot.posts(activity, "Hello", "?isTargetedActivity=true", recipient=activity["from"])
        await bot.posts(activity, "Done")

    bot.replies = replies
    async with page.watches("dana") as dana, page.watches("priya") as priya:
        await page.does("say", who="dana", place="group", text="hi")
        for seat in (dana, priya):
            while (await seat.until("post"))["post"]["text"] != "Done":
                pass
        texts = [
            [one["post"]["text"] for one in seat.told if one["kind"] == "post"] for seat in (dana, priya)
        ]
        private = next(one["post"] for one in dana.told if one.get("post", {}).get("text") == "Hello")
    assert texts == [["<at>Frontdesk</at> hi", "Hello", "Done"], ["<at>Frontdesk</at> hi", "Done"]]
    assert private["targeted"]


async def test_typing_a_post_taken_back_and_a_refusal_are_told(bot, page):
    async def replies(activity):
        path = f"conversations/{activity['conversation']['id']}/activities"
        await bot.calls("POST", activity, path, {"type": "typing"})
        gone = await bot.posts(activity, card({"type": "Sparkline"}))
        await bot.calls("DELETE", activity, f"{path}/{gone}")

    bot.replies = replies
    async with page.watches("dana") as dana:
        await page.does("say", who="dana", place="personal", text="hi")
        typing = await dana.until("typing")
        drawn = (await dana.until("post", why="posted"))["post"]
        gone = await dana.until("gone")
        refusal = next((one for one in dana.told if one["kind"] == "refusal"), None)
        refusal = refusal or await dana.until("refusal")
    assert (typing["place"], typing["seconds"]) == ("personal", 5)
    assert drawn["refusals"] == [refusal["refusal"]]
    assert (gone["post"], refusal["refusal"]["rule"]) == (drawn["id"], "unknown element")


async def test_an_unknown_person_gets_no_feed(page):
    status, answer = await page.asks("/room/feed?as=nobody")

    assert (status, answer["error"].split(";")[0]) == (404, "There is no 'nobody' in this room")


async def test_a_page_that_comes_back_gets_a_fresh_snapshot(bot, page):
    asks(bot, "Hello")
    async with page.watches("dana") as first:
        await page.does("say", who="dana", place="personal", text="hi")
        await first.until("post")
    async with page.watches("dana") as again:
        assert (again.snapshot["seq"], len(again.snapshot["posts"])) == (1, 2)


async def test_a_page_that_stops_reading_holds_nobody_up_and_is_brought_up_to_date(bot, page):
    asks(bot, "x" * 45_000)
    async with page.watches("dana") as dana, page.watches("dana") as asleep:
        asleep.socket._reader._protocol.pause_reading()  # noqa: SLF001  as a computer does that sleeps
        for number in range(250):
            said = await page.does("say", who="dana", place="personal", text=f"hi {number}")
            while (await dana.until("post"))["post"]["id"] != said["post"]:
                pass
        asleep.socket._reader._protocol.resume_reading()  # noqa: SLF001
        fresh = await asleep.until("snapshot")
    assert fresh["posts"][-2]["text"] == "hi 249"
    assert [one["kind"] for one in dana.told].count("snapshot") == 1
    assert len(asleep.told) < len(dana.told)


async def test_only_the_latest_of_what_says_all_waits_for_a_slow_page(room):
    sight = Sight(room.as_("dana").person, lambda: {"kind": "snapshot"}, most=2)
    await sight.next()
    for number in range(5):
        sight.tell({"kind": "trace", "trace": {"n": number}})

    assert await sight.next() == {"seq": 2, "kind": "trace", "trace": {"n": 4}}


async def test_too_much_for_a_page_becomes_one_snapshot(room):
    sight = Sight(room.as_("dana").person, lambda: {"kind": "snapshot"}, most=2)
    await sight.next()
    for number in range(3):
        sight.tell({"kind": "gone", "post": str(number)})

    assert await sight.next() == {"seq": 2, "kind": "snapshot"}
    waiting = asyncio.create_task(sight.next())
    sight.tell({"kind": "gone", "post": "3"})
    assert await waiting == {"seq": 3, "kind": "gone", "post": "3"}


async def test_a_server_that_has_ended_is_told(bot, page, servers):
    asks(bot, "Hello")
    async with page.watches("dana") as dana:
        servers["sandbox"] = "The Graph sandbox has ended."
        told = await dana.until("servers")
    assert told["servers"] == {"bot": "", "sandbox": "The Graph sandbox has ended."}


async def test_a_busy_chat_takes_nothing_away_from_another_place(page):
    first = await page.does("say", who="dana", place="personal", text="first")
    for number in range(MOST_POSTS + 1):
        await page.does("say", who="alex", place="group", text=f"hi {number}", mentions=False)

    async with page.watches("dana") as dana:
        posts = dana.snapshot["posts"]
    assert [posts[0]["id"], posts[1]["text"], posts[-1]["text"]] == [
        first["post"],
        "hi 1",
        f"hi {MOST_POSTS}",
    ]

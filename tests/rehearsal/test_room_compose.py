"""The compose box: results of the message extension, and cards for links."""

import pytest
from fake_bot import CARD, card, execute, text

APPOINTMENT = card(text("Adele Vance"), actions=(execute("Open", "open"),))


def offers(bot, *titles, kind="result", **more):
    rows = [
        {
            "contentType": CARD,
            "content": APPOINTMENT,
            "preview": {
                "contentType": "application/vnd.microsoft.card.thumbnail",
                "content": {
                    "title": title,
                    "text": "Monday",
                    "images": [{"url": "https://clinic.example/a.png"}],
                },
            },
        }
        for title in titles
    ]

    async def replies(activity):
        if activity["type"] != "invoke":
            return None
        return {"composeExtension": {"type": kind, "attachmentLayout": "list", "attachments": rows, **more}}

    bot.replies = replies


async def test_a_search_offers_what_the_bot_finds_and_one_of_it_is_posted(bot, room):
    offers(bot, "Adele Vance", "Adele Smith")
    dana = room.as_("dana").in_("group")
    results = await dana.composes("find", "adele", parameter="customer")
    assert [(one.title, one.text) for one in results.results] == [
        ("Adele Vance", "Monday"),
        ("Adele Smith", "Monday"),
    ]
    asked = {"commandId": "find", "parameters": [{"name": "customer", "value": "adele"}]}
    assert bot.got[-1]["value"] == asked | {"queryOptions": {"skip": 0, "count": 25}}

    await dana.says("this one", attached=[results.called("Adele Vance")], mention=False)
    assert room.as_("alex").in_("group").card.title == "Adele Vance"
    with pytest.raises(AssertionError, match="No result is called 'Nobody'; there are: 'Adele Vance'"):
        results.called("Nobody")


async def test_an_open_search_box_asks_before_anything_is_typed(bot, room):
    offers(bot, "Adele Vance")
    await room.as_("dana").composes("find")

    assert bot.got[-1]["value"]["parameters"] == [{"name": "initialRun", "value": "true"}]


async def test_a_link_becomes_a_card(bot, room):
    offers(bot, "Adele Vance")
    results = await room.as_("dana").unfurls("https://book.clinic.example/a/1")

    assert results.results[0].card == APPOINTMENT
    assert (bot.got[-1]["name"], bot.got[-1]["value"]) == (
        "composeExtension/queryLink",
        {"url": "https://book.clinic.example/a/1"},
    )


async def test_a_bot_without_results_says_why(bot, room):
    offers(bot, kind="message", text="Nobody of that name")

    with pytest.raises(AssertionError, match="Dana Swope is offered nothing: Nobody of that name"):
        await room.as_("dana").composes("find", "zz")


async def test_the_page_searches_and_posts(bot, page):
    offers(bot, "Adele Vance")
    found = await page.does("compose", who="dana", place="group", command="find", text="ad")
    (result,) = found["results"]
    assert (found["kind"], found["layout"], result["title"]) == ("results", "list", "Adele Vance")
    assert (result["image"], result["json"]) == ("https://clinic.example/a.png", APPOINTMENT)
    assert bot.got[-1]["value"]["parameters"] == [{"name": "customer", "value": "ad"}]

    await page.does("say", who="dana", place="group", text="", attached=[result["id"]], mentions=False)
    async with page.watches("robin") as robin:
        (post,) = robin.snapshot["posts"]
    assert (post["author"]["key"], post["cards"][0]["json"]) == ("dana", APPOINTMENT)
    await page.does("tap", who="robin", post=post["id"], card=0, action="/actions/0")
    assert bot.got[-1]["value"]["action"]["verb"] == "open"


async def test_the_page_is_told_of_messages_and_sign_ins_in_place_of_results(bot, page):
    search = {"who": "dana", "place": "personal", "command": "find", "text": "ad"}
    offers(bot, kind="message", text="Nobody of that name")
    assert await page.does("compose", **search) == {"kind": "message", "text": "Nobody of that name"}

    button = {"type": "openUrl", "title": "Sign in here", "value": "https://clinic.example/in"}
    offers(bot, kind="auth", suggestedActions={"actions": [button]})
    assert (await page.does("compose", **search))["button"] == "Sign in here"

    bot.replies = None
    assert await page.does("compose", **search) == {"kind": "none"}


async def test_only_links_of_the_apps_own_domains_are_shown_to_the_bot(bot, page):
    offers(bot, "Adele Vance")
    link = {"who": "dana", "place": "personal"}

    for url in ("https://elsewhere.example/a", "https://clinic.example/a", "https://[", "not a link"):
        assert await page.does("unfurl", **link, url=url) == {"kind": "none"}
    assert bot.got == []
    assert (await page.does("unfurl", **link, url="https://book.clinic.example/a"))["kind"] == "results"

"""What is left of a message when the bot's own mention is taken out."""

import time

import pytest

from bot.sdk.mentions import LONGEST, MOST, without_own

BOT = "28:bot"


def mention(text, who=BOT, name="Front Desk"):
    return {"type": "mention", "text": text, "mentioned": {"id": who, "name": name}}


@pytest.mark.parametrize(
    ("text", "entities", "left"),
    [
        ("<at>Front Desk</at> book", [mention("<at>Front Desk</at>")], "book"),
        ("book <at>Front Desk</at>", [mention("<at>Front Desk</at>")], "book"),
        ("book <at>Front Desk</at> now", [mention("<at>Front Desk</at>")], "book now"),
        ("<at>front desk</at>\xa0\xa0book", [mention("<at>Front Desk</at>")], "book"),
        ("<at>Front Desk</at>&nbsp;book", [mention("<at>Front Desk</at>")], "book"),
        ("<at>Front&nbsp;Desk</at> book", [mention("<at>Front Desk</at>")], "book"),
        ('<at id="0">Front Desk</at> book', [mention("<at>Front Desk</at>")], "book"),
        ("<at>Front</at>&nbsp;<at>Desk</at> book", [mention("<at>Front Desk</at>")], "book"),
        (
            "<at>Front</at>&nbsp;<at>Desk</at> book",
            [mention("<at>Front</at>"), mention("<at>Desk</at>")],
            "book",
        ),
        ("<at>Front Desk</at> <at>Front Desk</at> book", [mention("<at>Front Desk</at>")] * 2, "book"),
        ("<at>R&amp;D Desk</at> book", [mention("<at>R&amp;D Desk</at>", name="R&D Desk")], "book"),
        ("<at>A (b) [c]* Desk</at> book", [mention("<at>A (b) [c]* Desk</at>")], "book"),
        ("<at>Front Desk</at> book Front Desk", [mention("<at>Front Desk</at>")], "book Front Desk"),
        (
            "<at>Front Desk</at> book <at>Dana Swope</at>",
            [mention("<at>Front Desk</at>"), mention("<at>Dana Swope</at>", "29:dana", "Dana Swope")],
            "book Dana Swope",
        ),
        ("<at>Front Desk</at>", [mention("<at>Front Desk</at>")], ""),
        ("<at>Front Desk</at> one\n\n  two\t three", [mention("<at>Front Desk</at>")], "one\ntwo three"),
        ("Tom &amp; Jerry", [], "Tom & Jerry"),
        ("&lt;at&gt;Front Desk&lt;/at&gt;", [], "<at>Front Desk</at>"),
        ("book", [mention("<at>Front Desk</at>")], "book"),
        ("<at>Front Desk</at> book", [mention(None)], "book"),
        (None, [mention("<at>Front Desk</at>")], ""),
    ],
)
def test_the_rest_of_the_message_stays(text, entities, left):
    assert without_own(text, entities, BOT) == left


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "mention",
        {},
        {"type": "mention"},
        {"type": None, "mentioned": {"id": BOT}},
        {"type": "mention", "mentioned": "Front Desk"},
        {"type": "mention", "mentioned": {"id": 5}},
        {"type": "mention", "mentioned": {"id": BOT}},
        {"type": "mention", "mentioned": {"id": BOT, "name": 5}, "text": ["x"]},
        {"type": "mention", "mentioned": {"id": BOT, "name": ""}, "text": "<at></at>"},
    ],
)
def test_odd_entities_do_no_harm(odd):
    assert without_own("<at>Dana</at> book", [odd], BOT) == "Dana book"


@pytest.mark.parametrize("piece", ["<at", "<at ", "<at>Front ", "<at>Front</at> ", "&nbsp;", "</at>"])
def test_a_long_row_of_broken_tags_is_read_in_linear_time(piece):
    def seconds(times):
        started = time.process_time()
        without_own(piece * times, [mention("<at>Front Desk</at>")], BOT)
        return time.process_time() - started

    assert seconds(40_000) < 100 * max(seconds(4_000), 0.001)


def test_a_flood_of_mentions_is_looked_for_a_few_times_and_no_more():
    flood = [mention("<at>Front Desk</at>")] * 1000

    assert (
        without_own("<at>Front Desk</at> " * (MOST + 2) + "book", flood, BOT) == "Front Desk Front Desk book"
    )
    assert without_own("<at>Dana</at> book", [mention(f"<at>{'Dana ' * 1000}</at>")], BOT) == "Dana book"
    assert len(without_own("book " * 100_000, [], BOT)) < LONGEST

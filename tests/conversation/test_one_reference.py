"""One id leads from an activity to its lines in the log, its requests to Graph, and the words on the card."""

import asyncio
import json
import re
from typing import Any

from conversation_clinic import Bookings
from conversation_steps import to_times
from overheard import Overheard

from rehearsal.seat import Seat


async def lines_of(activity: str, overheard: Overheard) -> list[dict[str, Any]]:
    """The log of one turn to its end; its last lines may still be on their way to us."""
    async with asyncio.timeout(30):
        while True:
            lines = [json.loads(line) for line in overheard.lines if f'"activity":"{activity}"' in line]
            if any(line["event"] == "turn" for line in lines):
                return lines
            await asyncio.sleep(0)


async def test_a_failing_turn_can_be_followed_from_the_card_to_graph(
    dana: Seat, bookings: Bookings, overheard: Overheard
):
    await to_times(dana)
    await bookings.fault("calendarView.list", "forbidden", times=None)

    await dana.says("friday")

    (reference,) = re.findall(r"\(reference ([0-9A-F]{4})\)", dana.card.text())
    mine = await lines_of(dana.last.activity["id"], overheard)
    told = {line["event"]: line for line in mine}
    assert {"graph failed", "trouble", "turn"} <= told.keys()
    assert {line["reference"] for line in mine} == {reference}
    assert told["turn"]["correlation"].upper().startswith(reference)
    assert told["trouble"]["error"] == "NotPermitted"
    assert told["trouble"]["request_id"] == told["graph failed"]["request_id"]

    asked = {entry["client-request-id"]: entry for entry in await bookings.log()}
    failed = asked[told["graph failed"]["client_request_id"]]
    assert (failed["operation"], failed["status"]) == ("calendarView.list", 403)
    assert failed["request-id"] == told["graph failed"]["request_id"]
    of_turn = [one for one in asked if one and one.startswith(told["turn"]["correlation"][:-12])]
    assert set(of_turn) == {line["client_request_id"] for line in mine if "client_request_id" in line}

"""Whatever is typed at whichever step: an answer in words, the same question or the next, nothing lost."""

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_last_look, to_service, to_staff, to_times

from rehearsal.seat import Seat

ODD = (
    "",
    "   \t\n ",
    "\u200b\u2060",
    "🦷🦷🦷",
    "שלום עליכם",
    "\u202eevil",
    "李小龍",
    "<at>Dana Swope</at>",
    "{{DATE(2026-11-22T09:00:00Z)}}",
    "**bold** _it_ [x](http://x.example) `code`",
    "<script>alert(1)</script>",
    "'; DROP TABLE states; --",
    "null\x00byte",
    "0",
    "-1",
    "99999999999999999999999999",
    "1e999",
    "meet",
    "link",
    "book",
    "9999-12-31 10:00",
    "0001-01-01",
    "31 february 10:00",
    "first",
    "ok",
    "?",
    "..........",
    "a@@b",
    "/",
    "//",
    "/ book",
    "/фыва",
)


async def _survives(seat: Seat, question: str) -> None:
    for said in ODD:
        before = seat.card.text()
        heard = await seat.says(said)
        assert seat.last is not None
        assert seat.last.status == 200, said
        assert "went wrong" not in seat.visible, (said, seat.visible)
        assert heard or seat.card.text() != before or "?" in seat.card.text(), said
        print(repr(said), "->", heard, "|", seat.card.text().replace("\n", " / ")[:300])
        if "What I can do" in seat.card.text():
            continue


async def test_at_the_service(dana: Seat):
    await to_service(dana)
    await _survives(dana, "Which service?")


async def test_at_the_staff(dana: Seat):
    await to_staff(dana)
    await _survives(dana, "With whom?")


async def test_at_the_customer(dana: Seat):
    await to_customer(dana)
    await _survives(dana, "For which customer?")


async def test_at_the_times(dana: Seat):
    await to_times(dana)
    await _survives(dana, "When?")


async def test_at_the_last_look(dana: Seat):
    await to_last_look(dana)
    await _survives(dana, "One last look")

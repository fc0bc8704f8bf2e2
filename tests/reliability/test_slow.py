"""However slow Graph is, something is seen soon and the request is answered in time."""

from pathlib import Path

from reliability_house import house, room
from reliability_person import Wanting, Word

from rehearsal import Habits

SLOW = 2.5
"""Seconds that Graph takes for each answer; longer than anybody waits."""


async def test_a_tap_and_a_message_are_answered_long_before_graph_answers(tmp_path: Path):
    async with house(f"sqlite:///{tmp_path}/frontdesk.db") as slow:
        await slow.starts()
        async with room(slow, habits=Habits(patience=5)) as (talking, _):
            dana = Wanting(talking.as_("dana"), slow)
            await dana.to("Book")
            await slow.bookings.fault("*", "slow", seconds=SLOW, times=None)
            known = len(talking.deliveries)

            await dana.goes_on()
            assert "Working on it" in dana.seat.visible
            assert await slow.bookings.made() == []
            assert await dana.settled() is Word.BOOKED
            await dana.seat.says("/book")

            answered = [round(one.seconds, 2) for one in talking.deliveries[known:]]
            print(f"seconds until a request was answered: {answered}")  # noqa: T201  measured, not judged
            await slow.bookings.mend()
            assert len(await slow.bookings.made()) == 1

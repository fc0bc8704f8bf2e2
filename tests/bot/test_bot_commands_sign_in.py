"""What asks Bookings asks to sign in first, and is answered then, wherever it was said."""

import pytest
import pytest_asyncio
from sign_in_stand import room_on, standing

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stand():
    async with standing() as stand:
        yield stand


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("/free initial consult friday", "Friday, 5 March 2027"),
        ("/agenda tomorrow", "Tuesday, 2 March 2027"),
        ("/find zephyrine", "I found nothing for “zephyrine”."),
        ("/use", "Which business I use"),
    ],
)
@pytest.mark.parametrize("place", ["personal", "group"])
async def test_whoever_is_not_signed_in_is_asked_to_and_answered_then(stand, place, line, shown):
    async with room_on(stand) as room:
        dana = room.as_("dana")
        await dana.says("/signout")
        seat = dana if place == "personal" else dana.in_(place)

        await seat.says(line)
        assert shown not in seat.visible
        await seat.signs_in()
        await room.settles()

        await seat.sees(shown)

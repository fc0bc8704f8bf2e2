"""The pictures of the documents, each of a state that is checked before it is taken."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import expect

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDE, HALF, PHONE = (
    {"width": 1280, "height": 720},
    {"width": 760, "height": 680},
    {"width": 360, "height": 740},
)
LINE = "/book initial consult with Miriam for Adele {}"


@pytest.fixture
def house(spare):
    """A room for each picture, so that none shows what was left of another."""
    with spare.room() as found:
        yield found


def keep(name: str, picture: bytes) -> None:
    (IMAGES / f"{name}.png").write_bytes(picture)


def beside(page, *pictures: bytes) -> bytes:
    """Pictures of one height as one."""
    encoded = (base64.b64encode(one).decode() for one in pictures)
    images = "".join(f'<img src="data:image/png;base64,{one}" style="display:block">' for one in encoded)
    page.set_content(f'<body style="margin:0;display:flex;gap:12px;width:max-content">{images}</body>')
    return page.locator("body").screenshot()


@pytest.mark.parametrize(
    ("name", "theme", "place"), [("room", "light", "personal"), ("room-dark", "dark", "group")]
)
def test_the_whole_room_with_a_booking_from_one_line(opens, name, theme, place):
    dana = opens("dana", place, viewport=WIDE, color_scheme=theme)
    card = dana.says(LINE.format("tuesday 15:00")).shows("One last look")

    card.taps("Book").shows("Booked", "Reference")

    expect(dana.page.locator("html")).to_have_attribute("data-theme", theme)
    keep(name, dana.picture())


def test_a_booking_on_a_phone(opens):
    alex = opens("alex", viewport=PHONE)

    card = alex.says(LINE.format("")).shows("Still to choose")

    assert card.overflow <= 0
    keep("room-phone", alex.picture())


def test_a_channel_as_two_people_see_it(opens, browser):
    dana, alex = opens("dana", "channel", viewport=HALF), opens("alex", "channel", viewport=HALF)
    dana.says(LINE.format("tuesday 10:30")).shows("One last look", "Adele Vance")
    alex.thread("/book").shows("Only they see the details.").lacks("Adele Vance")

    with browser.new_context() as context:
        keep("room-channel", beside(context.new_page(), dana.picture(), alex.picture()))


def test_five_hundred_after_creating_and_how_it_ended(opens):
    dana = opens("dana", "general")
    card = dana.says(LINE.format("tuesday 14:00")).shows("One last look")
    dana.arms("appointments.create", "error-after")

    card.taps("Book").shows("Booked", "Reference")

    expect(dana.traced("error-after")).to_be_visible()
    dana.behind.evaluate("side => { side.scrollTop = 0 }")
    keep("room-trace", dana.picture())

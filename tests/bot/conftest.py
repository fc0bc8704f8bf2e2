import pytest
import structlog
from bot_stand import Scripted, bot_with, local_settings

from bot.logs import listed_only, where_it_failed
from rehearsal import Room

PROCESSORS = [structlog.contextvars.merge_contextvars, where_it_failed, listed_only]


@pytest.fixture(autouse=True)
def logged(overheard):
    """What would be logged, as it would be."""
    with structlog.testing.capture_logs(processors=PROCESSORS) as entries:
        yield entries
    overheard.lines.extend(str(entry) for entry in entries)


@pytest.fixture
def conversations():
    return Scripted()


@pytest.fixture
async def url(conversations, tmp_path):
    async with bot_with(conversations, local_settings(tmp_path)) as address:
        yield address


@pytest.fixture
async def room(url):
    async with Room(url) as room:
        yield room


@pytest.fixture
def dana(room):
    return room.as_("dana")

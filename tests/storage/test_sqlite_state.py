"""The state of a SQLite file, which goes to the driver directly where nobody has to wait."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from storage import StateConflict, open_database
from storage.sqlite_state import WRITES_BETWEEN_CHECKPOINTS
from storage.state import Recalled

DANA = "msteams/conversations/a:1/users/29:dana/"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "clinic.db"


@pytest.fixture
def works():
    """What was done on connections and so on another thread, in order."""
    return []


@pytest.fixture
async def database(file, works):
    class Watching:
        def __init__(self, name):
            self.name = name

        def __enter__(self):
            works.append(self.name)

        def __exit__(self, *_):
            pass

    async with open_database(f"sqlite:///{file}", watch=Watching) as database:
        works.clear()
        yield database


async def test_a_text_is_kept_and_recalled(database):
    nothing = await database.state.recall(DANA)
    kept = await database.state.keep(DANA, '{"step":1}', nothing)

    assert nothing == Recalled(None, "absent")
    assert await database.state.recall(DANA) == kept
    assert (await database.state.read([DANA]))[DANA]["step"] == 1


async def test_what_was_recalled_is_written_once(database):
    kept = await database.state.keep(DANA, '{"step":1}', await database.state.recall(DANA))
    await database.state.keep(DANA, '{"step":2}', kept)

    with pytest.raises(StateConflict):
        await database.state.keep(DANA, '{"step":3}', kept)
    with pytest.raises(StateConflict):
        await database.state.keep(DANA, '{"step":3}', Recalled(None, "absent"))


async def test_a_turn_is_one_read_and_one_write(database, works):
    await database.state.keep(DANA, "{}", await database.state.recall(DANA))

    assert works == ["SqlStorage.read", "SqlStorage.write"]


async def test_a_file_that_another_is_writing_is_waited_for_off_the_loop(file, database, works):
    nothing = await database.state.recall(DANA)
    works.clear()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        keeping = asyncio.ensure_future(database.state.keep(DANA, "{}", nothing))
        await asyncio.sleep(0)  # the loop goes on, and nothing is written yet
        assert not keeping.done()
        other.execute("COMMIT")
        kept = await keeping

    assert works == ["SqlStorage.write", "SqlStorage.write"]
    assert await database.state.recall(DANA) == kept


async def test_the_log_is_taken_over_into_the_file_now_and_then(file, database):
    kept = await database.state.recall(DANA)
    for number in range(WRITES_BETWEEN_CHECKPOINTS - 1):
        kept = await database.state.keep(DANA, str(number), kept)
    before = file.read_bytes()

    await database.state.keep(DANA, '"last"', kept)

    assert b'"last"' not in before
    assert b'"last"' in file.read_bytes()


async def test_a_database_in_memory_has_one_connection():
    async with open_database("sqlite://") as database:
        kept = await database.state.keep(DANA, "{}", await database.state.recall(DANA))

        assert await database.state.recall(DANA) == kept

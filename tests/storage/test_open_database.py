import asyncio
import sqlite3
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage import StorageUnavailable, open_database
from storage.migrations import HEAD
from storage.migrations.upgrade import upgrade
from storage.schema import metadata

OPEN = """
import asyncio, sys
from storage import open_database

async def main():
    async with open_database(sys.argv[1]) as database:
        await database.ping()

asyncio.run(main())
"""


async def test_a_database_that_was_opened_answers(database):
    await database.ping()


async def test_memory_serves_for_a_while():
    async with open_database("sqlite://") as database:
        await database.state.write({"dana": {"step": 1}, "adele": {"step": 2}})

        assert (await database.state.read(["adele"]))["adele"]["step"] == 2


async def test_a_new_file_and_its_folder_are_for_their_owner_alone(tmp_path):
    file = tmp_path / "frontdesk" / "bot.db"

    async with open_database(f"sqlite:///{file}") as database:
        await database.state.write({"dana": {}})
        modes = {path.name: path.stat().st_mode & 0o777 for path in [file.parent, *file.parent.iterdir()]}

    assert modes == {"frontdesk": 0o700, "bot.db": 0o600, "bot.db-wal": 0o600, "bot.db-shm": 0o600}


async def test_sqlite_runs_with_a_write_ahead_log(tmp_path):
    async with open_database(f"sqlite:///{tmp_path}/bot.db"):
        pass

    with sqlite3.connect(tmp_path / "bot.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_processes_that_start_at_once_share_one_schema(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    starting = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", OPEN, url, stderr=asyncio.subprocess.PIPE)
        for _ in range(2)
    ]

    errors = [(await process.communicate())[1].decode() for process in starting]

    assert errors == ["", ""]
    assert [process.returncode for process in starting] == [0, 0]


async def test_copies_that_start_at_once_share_one_schema(new_url):
    async def copy():
        async with open_database(new_url) as database:
            await database.ping()

    await asyncio.gather(*(copy() for _ in range(12)))


@pytest.mark.parametrize("way", ["made at once", "migrated"])
async def test_either_way_the_tables_are_those_the_statements_use(new_url, way):
    def migrate(connection):
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        upgrade(connection)

    def look(connection):
        context = MigrationContext.configure(connection)
        return compare_metadata(context, metadata), context.get_current_revision()

    async with open_database(new_url) as database:
        if way == "migrated":
            await database._connections.together(migrate)  # noqa: SLF001 - no other way to its schema
        assert await database._connections.single(look) == ([], HEAD)  # noqa: SLF001
    async with open_database(new_url) as database:
        await database.state.write({"dana": {"step": 1}})


async def test_a_new_database_is_made_without_loading_alembic(tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        f"{OPEN}\nassert 'alembic' not in sys.modules",
        f"sqlite:///{tmp_path}/new.db",
    )

    assert await process.wait() == 0


def test_the_newest_migration_is_the_one_looked_for():
    config = Config()
    config.set_main_option("script_location", "storage:migrations")

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/bot.db"
    async with open_database(url):
        pass
    with sqlite3.connect(tmp_path / "bot.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(StorageUnavailable, match="newer than this version"):
        async with open_database(url):
            pass


async def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "bot.db").write_text("Dear Dana, this is a letter and surely no database.\n" * 100)

    with pytest.raises(StorageUnavailable, match="file is not a database"):
        async with open_database(f"sqlite:///{tmp_path}/bot.db"):
            pass


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "letter").write_text("Dear Dana")

    with pytest.raises(StorageUnavailable, match=r"letter/bot\.db cannot be made or used"):
        async with open_database(f"sqlite:///{tmp_path}/letter/bot.db"):
            pass


async def test_a_server_that_is_not_there_is_unavailable_and_the_password_stays_unsaid(tmp_path):
    with pytest.raises(StorageUnavailable) as refused:
        async with open_database(f"postgresql://dana:swordfish@/clinic?host={tmp_path}"):
            pass

    assert "swordfish" not in f"{refused.value!r}{refused.value.__cause__!r}"


async def test_a_database_the_server_does_not_have_is_unavailable(postgresql_server):
    url = postgresql_server.url("nowhere").replace("frontdesk@", "frontdesk:swordfish@")

    with pytest.raises(StorageUnavailable, match="cannot be used") as refused:
        async with open_database(url):
            pass

    assert "swordfish" not in f"{refused.value!r}{refused.value.__cause__!r}"

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from postgresql_server import PostgresqlServer

from storage import Database, open_database


@pytest.fixture(scope="session")
def clinic(postgresql_server: PostgresqlServer) -> str:
    """One database for all tests that need the tables only; each leaves them empty."""
    return postgresql_server.new_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/frontdesk.db"
    else:
        clinic = request.getfixturevalue("clinic")
        yield clinic
        request.getfixturevalue("postgresql_server").empty(clinic, "state", "intents", "links", "holds")


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    return request.getfixturevalue("postgresql_server").new_database()


@pytest.fixture
async def copies(url: str):
    """Two copies of the bot on one database."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(open_database(url)) for _ in range(2)]


@pytest.fixture
def database(copies: list[Database]) -> Database:
    return copies[0]


@pytest.fixture
def tamper(url: str, tmp_path: Path) -> Callable[[str], None]:
    """Change the SQLite file behind the back of the bot."""

    def run(statement: str) -> None:
        with sqlite3.connect(tmp_path / "frontdesk.db") as connection:
            connection.execute(statement)
        connection.close()

    return run

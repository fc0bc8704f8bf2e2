import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from storage import Database, open_database

NUMBERS = count(1)


@dataclass(frozen=True)
class PostgresqlServer:
    """A server of our own, reached by a socket in a folder of its own."""

    programs: Path
    folder: Path
    account: str | None

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            user=self.account,
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        self.run("initdb", "-D", "data", "-U", "frontdesk", "--auth=trust", "--no-sync", "--encoding=UTF8")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
        self.run("pg_ctl", "start", "-w", "-D", "data", "-l", "log", "-o", options)

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", "data")

    def url(self, name: str) -> str:
        return f"postgresql://frontdesk@/{name}?host={self.folder}"

    def new_database(self) -> str:
        name = f"clinic{next(NUMBERS)}"
        self.run("createdb", "-h", str(self.folder), "-U", "frontdesk", name)
        return self.url(name)

    def empty(self, url: str) -> None:
        self.run("psql", "-d", url, "-c", "TRUNCATE state, intents, links")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    postgres = shutil.which("postgres") or next(
        map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")), None
    )
    if postgres is None:
        pytest.skip("no PostgreSQL on this machine")
    # The server refuses to run as root, and a folder of pytest's would be closed to anybody else.
    account = _unprivileged() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
        if account:
            shutil.chown(folder, account)
        server = PostgresqlServer(Path(postgres).resolve().parent, Path(folder), account)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _unprivileged() -> str:
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


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
        request.getfixturevalue("postgresql_server").empty(clinic)


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

"""A PostgreSQL server of our own, from what this machine has installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

NUMBERS = count(1)


@dataclass(frozen=True)
class PostgresqlServer:
    """Reached by a socket in a folder of its own."""

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

    def empty(self, url: str, *tables: str) -> None:
        self.run("psql", "-d", url, "-c", f"TRUNCATE {', '.join(tables)}")


def installed() -> Path | None:
    """The folder of the server's programs."""
    known = map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    found = shutil.which("postgres") or next(known, None)
    return Path(found).resolve().parent if found else None


@contextmanager
def running(programs: Path) -> Iterator[PostgresqlServer]:
    """A server with no database yet, gone with all its data in the end."""
    # It refuses to run as root, and a folder of pytest's would be closed to anybody else.
    account = _unprivileged() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="frontdesk-") as folder:
        if account:
            shutil.chown(folder, account)
        server = PostgresqlServer(programs, Path(folder), account)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _unprivileged() -> str:
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"

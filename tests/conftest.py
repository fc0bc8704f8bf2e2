"""What holds for all tests: nobody's data gets into a log, nor into what all see. And a database server."""

from collections.abc import Iterator

import postgresql_server as postgresql
import pytest
from overheard import Overheard

from rehearsal.processes import listeners
from rehearsal.room import onlookers


@pytest.fixture(scope="session", autouse=True)
def overheard() -> Iterator[Overheard]:
    """All of it; searched when everything that the tests started has ended."""
    heard = Overheard()
    listeners.append(heard.line)
    onlookers.append(heard.post)
    yield heard
    listeners.remove(heard.line)
    onlookers.remove(heard.post)
    found = heard.leaks()
    if found:
        told = [f"{len(found)} leaks in logs or shared messages:", *found[:20]]
        pytest.fail("\n".join(told), pytrace=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.PostgresqlServer]:
    """One for the whole run; each test makes databases of its own in it."""
    programs = postgresql.installed()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine")
    with postgresql.running(programs) as server:
        yield server

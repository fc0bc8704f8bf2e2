"""What holds for all tests: their order, nobody's data in a log nor in what all can see; and a database."""

from collections.abc import Iterator

import postgresql_server as postgresql
import pytest
from hypothesis import HealthCheck, settings
from overheard import Overheard

from rehearsal.processes import listeners
from rehearsal.room import onlookers

# The quick folders first, so that what is broken is soon told; then those with the longest tests; and enough
# behind them that no worker is left alone with a long one at the end.
ORDER = (
    *("booking", "cards", "dialogs", "docs", "graph", "sandbox", "storage"),
    *("reliability", "bench", "conversation", "privacy", "rehearsal", "bot", "language"),
)

# A busy machine is no reason to fail. `make soak` goes on with many more.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("test", BUSY, max_examples=50)
settings.register_profile("soak", BUSY, max_examples=2000)
settings.load_profile("test")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By folder; within one the order stays."""
    places = {folder: place for place, folder in enumerate(ORDER)}
    items.sort(key=lambda item: places.get(item.path.parent.name, 0))


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

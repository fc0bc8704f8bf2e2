"""How often and how long: once with a fixed seed, or with many seeds for a time (`make soak`)."""

import time
from collections.abc import Callable, Iterator
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path

import pytest

FIRST = 20261122


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("reliability")
    group.addoption("--seed", type=int, default=FIRST, help="the first seed")
    group.addoption("--soak", type=float, default=0.0, metavar="SECONDS", help="how long each test goes on")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all: the processes outlive a test."""
    for item in items:
        if "reliability" in item.path.parts and iscoroutinefunction(getattr(item, "function", None)):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture
def seeds(request: pytest.FixtureRequest) -> Iterator[int]:
    """The first seed; in a soak also those after it, until its time is over. Each is printed."""
    first = request.config.getoption("--seed", FIRST)
    until = time.monotonic() + request.config.getoption("--soak", 0.0)

    def drawn() -> Iterator[int]:
        seed = first
        while seed == first or time.monotonic() < until:
            print(f"{request.node.name}: --seed {seed}", flush=True)  # noqa: T201  so that it can be played again
            yield seed
            seed += 1

    return drawn()


@pytest.fixture
def is_soak(request: pytest.FixtureRequest) -> bool:
    """Whether there is time for everything."""
    return bool(request.config.getoption("--soak", 0.0))


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes databases without tables."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_server").new_database
    numbers = count(1)
    return lambda: f"sqlite:///{tmp_path}/frontdesk{next(numbers)}.db"

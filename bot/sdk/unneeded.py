"""Loads the SDK's dialogs without what its packages bring along and this bot never calls.

They bring the recognisers of prompts, the table of all emoji, other kinds of OAuth, the guessing of
encodings and, where it is installed, the command line of the HTTP client: 440 modules, a third of the time
that loading them takes, and 25 MB. The packages have no switch. So empty modules stand in while they load;
what they take from them fetches the real ones when it is used.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import Any

UNNEEDED = (
    "recognizers_choice",
    "recognizers_date_time",
    "recognizers_number",
    "emoji",
    "oauthlib",
    "requests_oauthlib",
    "charset_normalizer",
    "httpx._main",
)


class _Later:
    """What a module has under a name, fetched from the real one each time it is used."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *arguments: Any, **more: Any) -> Any:
        return self._real(*arguments, **more)

    def __contains__(self, item: object) -> bool:
        return item in self._real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    @property
    def _real(self) -> Any:
        module = import_module(self._module)
        if hasattr(module, self._name):
            return getattr(module, self._name)
        return import_module(f"{self._module}.{self._name}")


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return version(self.__name__)
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


@contextmanager
def standing_in(*names: str) -> Iterator[None]:
    """Modules that are loaded already stay what they are."""
    added = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name in added:
            del sys.modules[name]


def load_dialogs() -> None:
    """Load the SDK's dialogs, and the HTTP client; before anything else does."""
    with standing_in(*UNNEEDED):
        import_module("botbuilder.dialogs")
        import_module("httpx")

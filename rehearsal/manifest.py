"""What the app package tells Teams' clients: the menus, search commands, and whose links are unfurled."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from rehearsal.processes import PROJECT
from rehearsal.values import Json, record, records, string, strings

MANIFEST = PROJECT / "appPackage" / "manifest.json"
SCOPES = {"personal": "personal", "groupChat": "groupChat", "channel": "team"}
"""The manifest's word for each kind of place."""


@dataclass(frozen=True, slots=True)
class SearchCommand:
    """A search command of the message extension, with its first parameter."""

    id: str
    title: str
    description: str
    parameter: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The app's manifest.json."""

    json: Json = field(default_factory=dict[str, object])

    @classmethod
    def read(cls, path: Path = MANIFEST) -> "Manifest":
        """Read the file. Raises OSError and ValueError."""
        return cls(record(json.loads(path.read_text("utf-8"))))

    def menu(self, kind: str, trigger: str) -> list[Json]:
        """The commands for a kind of place, behind the mention or the "/": `title` and `description`."""
        return [
            {"title": string(one.get("title")), "description": string(one.get("description"))}
            for listed in self._lists()
            if SCOPES[kind] in strings(listed.get("scopes"))
            if trigger in (strings(listed.get("triggers")) or ["mention"])
            for one in records(listed.get("commands"))
        ]

    @property
    def searches(self) -> list[SearchCommand]:
        """The search commands, in order."""
        found = [one for each in self._extensions() for one in records(each.get("commands"))]
        return [_search(one) for one in found if string(one.get("type")) in {"", "query"}]

    @property
    def domains(self) -> list[str]:
        """The hosts whose links are unfurled; `*.` stands for any one label."""
        handlers = [one for each in self._extensions() for one in records(each.get("messageHandlers"))]
        return [host for one in handlers for host in strings(record(one.get("value")).get("domains"))]

    def unfurls(self, url: str) -> bool:
        """Whether a link is the bot's to unfurl."""
        try:
            host = (urlsplit(url).hostname or "").casefold()
        except ValueError:
            return False
        return any(_covers(domain.casefold(), host) for domain in self.domains)

    def _lists(self) -> Iterator[Json]:
        for bot in records(self.json.get("bots")):
            yield from records(bot.get("commandLists"))

    def _extensions(self) -> list[Json]:
        return records(self.json.get("composeExtensions"))


def _search(command: Json) -> SearchCommand:
    parameters = records(command.get("parameters"))
    return SearchCommand(
        id=string(command.get("id")),
        title=string(command.get("title")),
        description=string(command.get("description")),
        parameter=string(parameters[0].get("name")) if parameters else "",
    )


def _covers(domain: str, host: str) -> bool:
    if domain.startswith("*."):
        return host.partition(".")[2] == domain[2:]
    return host == domain

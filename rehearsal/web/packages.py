"""The files of npm packages that the page loads: listed, of one version, brought at set-up."""

import json
from dataclasses import dataclass
from pathlib import Path

from rehearsal.processes import PROJECT
from rehearsal.values import record, string

WANTED = PROJECT / "requirements" / "room" / "package.json"
INSTALLED = PROJECT / ".cache" / "room" / "node_modules"
LISTED = {
    "adaptivecards": ("adaptivecards", "dist/adaptivecards.min.js"),
    "light": ("adaptivecards-designer", "lib/hostConfigs/microsoft-teams-light.json"),
    "dark": ("adaptivecards-designer", "lib/hostConfigs/microsoft-teams-dark.json"),
    "axe": ("axe-core", "axe.min.js"),
}
"""By what the page calls them: the package, and the file in it."""
MISSING = (
    "Cards are drawn plainly: `make room` brings Microsoft's renderer from npm when the network is there."
)


@dataclass(frozen=True, slots=True)
class Packages:
    """Where each listed file is: by its address, and the addresses by name."""

    files: dict[str, Path]
    addresses: dict[str, str]

    @classmethod
    def find(cls, installed: Path = INSTALLED, wanted: Path = WANTED) -> "Packages":
        """All of them in the versions that are wanted, or none."""
        versions = record(_read(wanted).get("dependencies"))
        files: dict[str, Path] = {}
        addresses: dict[str, str] = {}
        for name, (package, inside) in LISTED.items():
            version = string(versions.get(package))
            path = installed / package / inside
            here = string(_read(installed / package / "package.json").get("version"))
            if here != version or not path.is_file():
                return cls({}, {})
            addresses[name] = f"/npm/{package}/{version}/{inside}"
            files[addresses[name]] = path
        return cls(files, addresses)

    @property
    def why_plain(self) -> str:
        """A sentence for the page where they are not there."""
        return "" if self.files else MISSING


def _read(path: Path) -> dict[str, object]:
    try:
        return record(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return {}

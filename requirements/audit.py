#!/usr/bin/env python3
"""Look the locked packages up in the public database of vulnerabilities, where it can be reached.

Ends with 1 when one of them is known to be vulnerable. A database that knows none of them was not reached:
mirrors of package indexes answer like that.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

LOCK = Path(__file__).with_name("run.txt")
UNREACHABLE = "The audit was skipped: the database of known vulnerabilities cannot be reached from here."


def main() -> int:
    """Audit what the bot is installed from."""
    tool = str(Path(sys.executable).with_name("pip-audit"))
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        asked = [tool, "--disable-pip", "--require-hashes", "--requirement", str(LOCK)]
        told = subprocess.run(  # noqa: S603  the tool beside this interpreter, on our own file
            [*asked, "--format", "json", "--output", str(report)], capture_output=True, text=True, check=False
        )
        packages = json.loads(report.read_text())["dependencies"] if report.exists() else []
    known = [package for package in packages if "vulns" in package]
    if not known:
        last = [] if packages else told.stderr.strip().splitlines()[-1:]
        sys.stdout.write("\n".join([UNREACHABLE, *(f"  {line[:200]}" for line in last)]) + "\n")
        return 0
    faults = list(_faults(known))
    unknown = [package["name"] for package in packages if package not in known]
    sys.stdout.write("".join(f"{line}\n" for line in faults))
    sys.stdout.write(f"{len(known)} packages looked up, {len(faults)} known vulnerabilities.\n")
    if unknown:
        sys.stdout.write(f"Not in the database: {', '.join(unknown)}.\n")
    return 1 if faults else 0


def _faults(packages: list[dict[str, Any]]) -> Iterator[str]:
    for package in packages:
        for fault in package["vulns"]:
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())

"""What no file of the project may hold: package hosts, and paths that exist on one machine alone."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Each is written so that it does not match itself.
PACKAGE_HOSTS = re.compile(
    r"p[y]pi\.org|p[y]thonhosted\.org|registry\.n[p]mjs|d[e]b\.debian\.org|security\.d[e]bian"
)
SOMEONES_FOLDERS = re.compile(
    r"/r[o]ot/|/h[o]me/\w+/|/U[s]ers/\w+/|/w[o]rk/(?:main|shared)\b|/t[m]p/bash_jobs|[A-Z]:\\U[s]ers"
)


def texts():
    """Every file that is in the project, or would be with the next commit; binary ones left out."""
    listing = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    try:
        listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a checkout of git")
    for name in sorted(set(filter(None, listed.decode().split("\0")))):
        file = ROOT / name
        if file.is_file() and b"\0" not in (content := file.read_bytes()):
            yield name, content.decode()


def found(pattern):
    """Where it stands, as "file:line: text"."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_no_file_names_a_host_of_a_package_index():
    assert found(PACKAGE_HOSTS) == []


def test_no_file_names_a_folder_of_one_machine():
    assert found(SOMEONES_FOLDERS) == []


def test_no_file_names_the_folder_of_this_checkout():
    if len(ROOT.parts) < len(("/", "parent", "checkout")):
        pytest.skip("the checkout's path is too short to be told from others")

    assert found(re.escape(str(ROOT)) + r"\b") == []

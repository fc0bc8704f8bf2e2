"""The page's modules that need no browser, by Node's own test runner."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "rehearsal" / "web" / "page"
TESTS = Path(__file__).parent / "page"
WITHIN = 60


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_the_modules_of_the_page_keep_their_promises():
    node = shutil.which("node") or ""
    files = sorted(str(each) for each in TESTS.glob("*.test.mjs"))

    ran = subprocess.run(
        [node, "--test", *files], capture_output=True, text=True, timeout=WITHIN, check=False
    )

    passed = re.search(r"^# pass (\d+)", ran.stdout, re.MULTILINE)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert passed is not None
    assert int(passed[1]) >= len(files)


def test_the_page_asks_nothing_of_other_hosts():
    addresses = re.compile(r"""(?:src|href|url\(|import|from|fetch\()\s*=?\s*["'(]?\s*(?:https?:)?//""")
    for each in PAGE.rglob("*"):
        if each.suffix in {".html", ".js", ".css"}:
            assert not addresses.search(each.read_text("utf-8")), each.name


def test_the_page_needs_no_script_or_style_in_its_html():
    html = (PAGE / "index.html").read_text("utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


def test_every_module_that_is_imported_is_there():
    modules = list(PAGE.rglob("*.js"))
    assert modules
    for module in modules:
        for target in re.findall(r'from "(\.[^"]+)"', module.read_text("utf-8")):
            assert (module.parent / target).is_file(), f"{module.name} imports {target}"

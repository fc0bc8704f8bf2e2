"""One leak anywhere makes the whole run fail."""

import asyncio
import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
CARELESS = """
def test_all_is_well(overheard):
    overheard.line("bot", "failed for Adele Vance")
"""
CAREFUL = CARELESS.replace("Adele Vance", "reference 4F2A")


async def run_of(folder: Path, test: str) -> tuple[int | None, str]:
    """How a run of this test ends, under the conftest of all tests."""
    for name in ("conftest.py", "overheard.py", "postgresql_server.py"):
        shutil.copy(TESTS / name, folder)
    (folder / "test_one.py").write_text(test)
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    process = await asyncio.create_subprocess_exec(
        *pytest, str(folder), cwd=TESTS.parent, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return process.returncode, out.decode()


async def test_a_run_in_which_a_name_was_logged_fails(tmp_path: Path):
    status, said = await run_of(tmp_path, CARELESS)

    assert status == 1
    assert "1 passed, 1 error" in said
    assert "the name 'adele vance' in: failed for Adele Vance" in said


async def test_a_run_that_kept_everything_to_itself_passes(tmp_path: Path):
    status, said = await run_of(tmp_path, CAREFUL)

    assert (status, "1 passed" in said) == (0, True)

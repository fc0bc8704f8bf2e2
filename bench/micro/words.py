"""Reading what people type: a time, and a name among many."""

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from bench.micro.timing import Timed, timed
from language.names import NameIndex
from language.when import read_when

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 19, 10, tzinfo=ZONE)
PHRASES = (("tomorrow 3pm", "en-GB"), ("nächsten Dienstag um halb drei", "de-DE"))
NAMES = 10_000
SYLLABLES = ("an", "be", "ra", "lo", "mi", "ta", "ne", "so", "ka", "vi", "del", "mar", "stu", "gro", "fin")


def words(runs: int) -> list[Timed]:
    """Each phrase, and four ways to say a name."""
    found = [
        timed(
            f"a time, {phrase!r}",
            lambda phrase=phrase, locale=locale: read_when(phrase, now=NOW, zone=ZONE, locale=locale),
            runs=runs,
        )
        for phrase, locale in PHRASES
    ]
    names = people()
    index = NameIndex(names)
    found.append(timed(f"an index of {NAMES:,} names", lambda: NameIndex(names), runs=3))
    for how, said in (
        ("in full", names[5]),
        ("by its first word", names[7].split()[0]),
        ("misspelt", _misspelt(names[9])),
        ("unknown", "Zebulon Quackenbush"),
    ):
        found.append(timed(f"a name among {NAMES:,}, {how}", lambda said=said: index.find(said), runs=runs))
    return found


def people() -> list[str]:
    """Made-up names, all alike in length."""
    chance = Random(1)  # noqa: S311  made-up people

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).title()

    return [f"{word()} {word()}" for _ in range(NAMES)]


def _misspelt(name: str) -> str:
    return f"{name[0]}{name[2]}{name[1]}{name[3:]}"

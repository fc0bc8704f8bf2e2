"""Whether a turn costs more where more conversations are stored."""

from statistics import median
from typing import Any

from botbuilder.dialogs import DialogInstance, DialogState

from bench.grounds import Grounds
from bench.load import load
from bench.options import Options
from bench.rounds import APART, ratio
from bench.variants import start_bot
from storage import open_database

Json = dict[str, Any]
FEW = 100
BATCH = 500
MOST_ROUNDS = 3


async def growth(grounds: Grounds, options: Options) -> Json:
    """The booking step over a few and over many stored conversations, in turn."""
    bots = {}
    for count in (FEW, options.rows):
        await fill(f"sqlite:///{grounds.folder}/grown-{count}.db", count)
        bots[count] = await start_bot(grounds, f"grown-{count}")
    found: dict[int, list[Any]] = {count: [] for count in bots}
    for number in range(min(options.rounds, MOST_ROUNDS)):
        for count, bot in bots.items():
            outcome = await load(
                grounds, bot, "steps", seconds=options.seconds, turns=options.turns, first=APART * number
            )
            found[count].append(outcome)
    few, many = found[FEW], found[options.rows]
    return {
        "few": FEW,
        "many": options.rows,
        "per_second_few": median(one.per_second for one in few),
        "per_second_many": median(one.per_second for one in many),
        "ratio": ratio(many, few),
        "faults": sum(one.faulty for one in (*few, *many)),
    }


async def fill(url: str, count: int) -> None:
    """So many open bookings of about a kilobyte, through the storage of the bot."""
    async with open_database(url) as database:
        for first in range(0, count, BATCH):
            numbers = range(first, min(first + BATCH, count))
            await database.state.write({_key(number): _stored(number) for number in numbers})


def _key(number: int) -> str:
    return f"msteams/conversations/a:1stored{number:040}/users/29:1stored{number:032}/"


def _stored(number: int) -> Json:
    relay = {"draft": {"flow": f"flow-{number}", "words": "An open booking. " * 40}, "message": f"{number}"}
    return {"dialogs": DialogState([DialogInstance("book", {"options": relay, "nonce": f"n{number}"})])}

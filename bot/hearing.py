"""What a message is: a command, or something for the open dialog."""

from bot.commands.command import Turn
from bot.commands.table import BY_NAME
from bot.commands.unknown import tell_unknown
from cards.answers import Tapped, Typed
from dialogs.leaving import move_of
from dialogs.looking import Begun, Shown, followed
from dialogs.sights import SIGHTS
from language.line import LONGEST_LINE
from language.words import read_command

_NAMES = tuple(BY_NAME)


async def hear(turn: Turn, *, is_open: bool) -> None:
    """A command with a slash always wins; a bare word is one only where no dialog waits for an answer."""
    match turn.desk.heard:
        case Tapped() as tap:
            await _tapped(turn, tap)
        case Typed(text) as typed:
            spoken = read_command(text, _NAMES)
            if not spoken.said:
                await BY_NAME["help"].handler(turn, "")
            elif spoken.name and (spoken.slash or not is_open):
                await BY_NAME[spoken.name].handler(turn, spoken.rest)
            elif spoken.slash and not (is_open and move_of(typed)):
                rest = spoken.rest if len(spoken.rest) <= LONGEST_LINE else ""
                offered = {name: f"/{name} {rest}".strip() for name in spoken.nearest}
                await tell_unknown(turn, spoken.said, offered)
            else:
                await turn.hear()


async def _tapped(turn: Turn, tap: Tapped) -> None:
    """A tap on a card that answered a question leads on there; any other is for the open dialog."""
    match await followed(turn.desk, tap, SIGHTS):
        case Begun(draft):
            await turn.begin("book", {"draft": draft.as_state()})
        case Shown():
            pass
        case None:
            await turn.hear()

"""What a message is: a command, or something for the open dialog."""

from botbuilder.core import MessageFactory
from botbuilder.schema import ActionTypes, CardAction

from bot import phrases
from bot.commands.command import Turn
from bot.commands.table import BY_NAME
from bot.reading import is_shared
from cards.answers import Tapped, Typed
from dialogs.leaving import move_of
from dialogs.looking import Begun, Shown, followed
from dialogs.sights import SIGHTS
from language.line import LONGEST_LINE
from language.words import CommandWord, read_command

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
                await _unknown(turn, spoken)
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


async def _unknown(turn: Turn, spoken: CommandWord) -> None:
    """Say so; in a personal chat, where Teams draws them, with a button for each command that is near."""
    said = phrases.unknown_command(spoken.said, spoken.nearest)
    if not spoken.nearest or is_shared(turn.context.activity):
        await turn.desk.stage.say(said)
        return
    rest = spoken.rest if len(spoken.rest) <= LONGEST_LINE else ""
    ways = [
        CardAction(type=ActionTypes.im_back, title=f"/{name}", value=f"/{name} {rest}".strip())
        for name in spoken.nearest
    ]
    await turn.context.send_activity(MessageFactory.suggested_actions(ways, said))

"""What a message is: a command, or something for the open dialog."""

from bot import phrases
from bot.commands.command import Turn
from bot.commands.table import BY_NAME, Invocation, read_invocation
from cards.answers import Tapped, Typed
from dialogs.leaving import move_of


async def hear(turn: Turn, *, is_open: bool) -> None:
    """A command with a slash always wins; a bare word is one only where no dialog waits for an answer."""
    match turn.desk.heard:
        case Tapped():
            await turn.hear()
        case Typed(text) as typed:
            spoken = read_invocation(text)
            if spoken is None:
                await BY_NAME["help"].handler(turn, "")
            elif spoken.command and (spoken.slash or not is_open):
                await spoken.command.handler(turn, spoken.rest)
            elif spoken.slash and not (is_open and move_of(typed)):
                await _unknown(turn, spoken)
            else:
                await turn.hear()


async def _unknown(turn: Turn, spoken: Invocation) -> None:
    await turn.desk.stage.say(phrases.unknown_command(spoken.word, spoken.nearest))

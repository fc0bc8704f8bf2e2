"""What is answered to a command that nobody knows."""

from collections.abc import Mapping

from botbuilder.core import MessageFactory
from botbuilder.schema import ActionTypes, CardAction

from bot import phrases
from bot.commands.command import Turn
from bot.reading import is_shared


async def tell_unknown(turn: Turn, word: str, offered: Mapping[str, str]) -> None:
    """Say so; in a personal chat, where Teams draws them, with a button for each command that is near.

    `offered` has what each of them would write.
    """
    said = phrases.unknown_command(word, tuple(offered))
    if not offered or is_shared(turn.context.activity):
        await turn.desk.stage.say(said)
        return
    ways = [
        CardAction(type=ActionTypes.im_back, title=f"/{name}", value=line) for name, line in offered.items()
    ]
    await turn.context.send_activity(MessageFactory.suggested_actions(ways, said))

from booking.errors import BookingError
from bot.commands.command import Command, Turn
from dialogs.question import trouble_of


async def sign_in(turn: Turn, _rest: str) -> None:
    """Sign in, or say that there is no need to."""
    try:
        said = await turn.desk.sign_in.check()
    except BookingError as error:
        said = trouble_of(turn.desk, error)
    if said:
        await turn.desk.stage.say(said)


async def sign_out(turn: Turn, _rest: str) -> None:
    """Sign out."""
    try:
        said = await turn.desk.sign_in.sign_out()
    except BookingError as error:
        said = trouble_of(turn.desk, error)
    await turn.desk.stage.say(said)


IN = Command(
    "signin",
    "/signin",
    "Sign in, so that I can work with your rights",
    sign_in,
    example="/signin",
    aliases=("login",),
)
OUT = Command("signout", "/signout", "Sign out", sign_out, example="/signout", aliases=("logout",))

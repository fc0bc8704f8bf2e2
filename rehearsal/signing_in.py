"""What Teams' clients do with sign-in cards: exchange a token by themselves, or open the sign-in page."""

from dataclasses import dataclass

import aiohttp

from rehearsal.history import Post
from rehearsal.people import Person
from rehearsal.values import Json, record, records, string

OAUTH = "application/vnd.microsoft.card.oauth"
LOGIN = "application/vnd.microsoft.activity.loginRequest"
CLOSED = "CancelledByUser"
SIGN_IN = "Sign in to continue."


@dataclass(frozen=True, slots=True)
class SignInCard:
    """A card that asks a person to sign in; `tap` is the Execute that is sent again afterwards."""

    json: Json
    post: Post | None = None
    tap: Json | None = None

    @property
    def resource(self) -> Json:
        """What the client may exchange a token for by itself; empty where it may not."""
        return record(self.json.get("tokenExchangeResource"))

    @property
    def connection(self) -> str:
        """The OAuth connection of the bot."""
        return string(self.json.get("connectionName"))

    @property
    def link(self) -> str:
        """Where the button leads."""
        return next((string(one.get("value")) for one in records(self.json.get("buttons"))), "")

    @property
    def button(self) -> str:
        """What is written on the button."""
        return next((string(one.get("title")) for one in records(self.json.get("buttons"))), "") or "Sign in"

    def authentication(self, person: Person) -> Json:
        """What the client got for the person without asking them."""
        exchange = string(self.resource.get("id"))
        return {"id": exchange, "connectionName": self.connection, "token": teams_token(person)}


def teams_token(person: Person) -> str:
    """Teams' own token of a person, which a bot may have exchanged."""
    return f"teams:{person.mail}"


def cards_in(post: Post) -> list[SignInCard]:
    """The sign-in cards of a message."""
    found = [one for one in records(post.now.get("attachments")) if one.get("contentType") == OAUTH]
    return [SignInCard(record(one.get("content")), post) for one in found]


def exchange(card: SignInCard, person: Person) -> Json:
    """The client signs the person in by itself."""
    invoke = _invoke("signin/tokenExchange", card.authentication(person))
    return invoke | {"replyToId": card.post.id} if card.post else invoke


def verify(state: str) -> Json:
    """The person comes back from the sign-in page with a code, or with the word that they closed it."""
    return _invoke("signin/verifyState", {"state": state})


def failure(code: str) -> Json:
    """The client could not sign the person in."""
    return _invoke("signin/failure", {"code": code, "message": f"Sign-in failed: {code}"})


async def signed_in_at(link: str, account: str) -> str:
    """Sign in on the page behind the button with this account: the code that the page ends with."""
    async with aiohttp.ClientSession() as session, session.get(link, params={"account": account}) as page:
        page.raise_for_status()
        return (await page.text()).strip()


def _invoke(name: str, value: Json) -> Json:
    return {"type": "invoke", "name": name, "value": value}

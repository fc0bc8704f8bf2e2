"""As whom the bot speaks to Graph."""

from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import ClientSession

from booking.once import ReadOnce
from booking.ports import Availability, Bookings, Clock, Meetings, Person, Rights
from bot.directory import Directory, Profiles
from bot.own_calendar import OwnCalendar, Refusals
from bot.person_tokens import PersonToken, PersonTokens, Speaker
from bot.rights import Mails, OwnRole, Supervised, SupervisedAvailability
from bot.sdk.credentials import Bearer
from bot.sdk.user_tokens import TokenService
from bot.settings import Settings
from graph import Graph, Token


class Access(Protocol):
    """Bookings and meetings with the rights of one person, however these come about."""

    def bookings(self, speaker: Speaker) -> Bookings:
        """Microsoft Bookings, as far as this person may."""
        ...

    def meetings(self, speaker: Speaker) -> Meetings:
        """The online meetings of this person."""
        ...

    def mails(self, speaker: Speaker) -> Mails:
        """Asks for the addresses of this person."""
        ...

    def own_token(self, speaker: Speaker) -> Token | None:
        """By which Graph sees the person themselves; None where it sees the app."""
        ...


class FixedToken:
    """The sandbox's bearer of the app."""

    async def bearer(self) -> str:
        """The word itself."""
        return "app"


@dataclass(frozen=True, slots=True)
class _SandboxToken:
    """The sandbox's bearer of a person."""

    directory: Directory
    person: Person

    async def bearer(self) -> str:
        """By their main address."""
        return f"user:{(await self.directory.mails(self.person))[0]}"


@dataclass(frozen=True, slots=True)
class OwnRights:
    """Each person with their own rights, which Graph checks, by the token of their sign-in."""

    graph: Graph
    tokens: PersonTokens

    def bookings(self, speaker: Speaker) -> Bookings:
        """Microsoft Bookings, as this person."""
        return self.graph.bookings(_key(speaker), self.own_token(speaker))

    def meetings(self, speaker: Speaker) -> Meetings:
        """The online meetings of this person."""
        return self.graph.meetings(self.own_token(speaker))

    def own_token(self, speaker: Speaker) -> Token:
        """That of their sign-in."""
        return PersonToken(self.tokens, speaker)

    def mails(self, speaker: Speaker) -> Mails:
        """As their own token tells them."""
        return lambda: self.tokens.mails(speaker)


@dataclass(frozen=True, slots=True)
class SandboxRights:
    """Each person with their own rights, by the bearers of the sandbox, for which nobody signs in."""

    graph: Graph
    directory: Directory

    def bookings(self, speaker: Speaker) -> Bookings:
        """Microsoft Bookings, as this person."""
        return self.graph.bookings(_key(speaker), self.own_token(speaker))

    def meetings(self, speaker: Speaker) -> Meetings:
        """The online meetings of this person."""
        return self.graph.meetings(self.own_token(speaker))

    def own_token(self, speaker: Speaker) -> Token:
        """The sandbox's bearer of this person."""
        return _SandboxToken(self.directory, speaker.person)

    def mails(self, speaker: Speaker) -> Mails:
        """By the directory."""
        return lambda: self.directory.mails(speaker.person)


@dataclass(frozen=True, slots=True)
class AppRights:
    """The app's rights for everybody, narrowed to what the person's role in a business allows."""

    graph: Graph
    token: Token
    directory: Directory

    def bookings(self, speaker: Speaker) -> Bookings:
        """Microsoft Bookings, supervised."""
        return Supervised(ReadOnce(self.graph.bookings("app", self.token)), self.mails(speaker))

    def meetings(self, speaker: Speaker) -> Meetings:
        """The online meetings of this person and of no other."""
        return self.graph.meetings(self.token, speaker.person.id)

    def own_token(self, speaker: Speaker) -> None:  # noqa: ARG002  as Access has it
        """There is none."""
        return

    def mails(self, speaker: Speaker) -> Mails:
        """By the directory."""
        return lambda: self.directory.mails(speaker.person)


@dataclass(frozen=True, slots=True)
class People:
    """Whose rights count; `tokens` where people sign in, `app` where staff availability is asked for."""

    access: Access
    tokens: PersonTokens | None
    graph: Graph
    app: Token | None
    refusals: Refusals = field(default_factory=Refusals)

    def background(self, speaker: Speaker) -> Bookings:
        """Bookings, to read what became of a change while the person is away.

        With the app's token where there is one, so that nobody needs to be signed in for it.
        """
        if self.tokens is not None and self.app is not None:
            return self.graph.bookings("app", self.app)
        return self.access.bookings(speaker)

    def availability(self, speaker: Speaker, bookings: Bookings) -> Availability | None:
        """When staff are busy, by the app's token: for whom their own rights let into the business."""
        if self.app is None:
            return None
        return SupervisedAvailability(bookings, self.access.mails(speaker), self.graph.availability(self.app))

    def rights(self, speaker: Speaker, bookings: Bookings) -> Rights:
        """What the person's role lets them do."""
        delegated = self.access.own_token(speaker) is not None
        return OwnRole(bookings, self.access.mails(speaker), delegated=delegated)

    def own_calendar(self, speaker: Speaker) -> OwnCalendar | None:
        """The person's own calendar, where they act for themselves; the app looks into nobody's."""
        token = self.access.own_token(speaker)
        if token is None:
            return None
        schedule = self.graph.schedule(token)
        return OwnCalendar(speaker.person, self.access.mails(speaker), schedule, self.refusals)


def _key(speaker: Speaker) -> str:
    return f"{speaker.person.tenant_id}/{speaker.person.id}"


def people(
    settings: Settings,
    graph: Graph,
    http: ClientSession,
    *,
    bot_bearer: Bearer | None,
    app_bearer: Token | None,
    clock: Clock,
) -> People:
    """Whose rights count, by the settings.

    `bot_bearer` is for the Bot Service, where None sends no token; `app_bearer` for Graph, and without one
    the app is what the sandbox calls it.
    """
    profiles = Profiles(settings.graph_url, http)
    app = (app_bearer or FixedToken()) if settings.local or _asks_as_app(settings) else None
    asking = app if settings.availability == "app" else None
    if settings.act_as == "user" and settings.connection:
        service = TokenService(settings.token_url, settings.connection, bearer=bot_bearer, http=http)
        tokens = PersonTokens(service, profiles, clock)
        return People(OwnRights(graph, tokens), tokens, graph, asking)
    if app is None:
        raise ValueError("nobody's rights are given")
    directory = Directory(profiles, app)
    if settings.act_as == "app":
        return People(AppRights(graph, app, directory), None, graph, asking)
    return People(SandboxRights(graph, directory), None, graph, asking)


def _asks_as_app(settings: Settings) -> bool:
    return settings.act_as == "app" or settings.availability == "app"

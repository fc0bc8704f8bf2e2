"""People's own tokens: kept for a while, surely theirs, gone when they sign out."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, web
from bot_stand import serving
from fake_tokens import CONNECTION, fake_tokens

from booking.errors import SignInNeeded, Unavailable
from booking.ports import Person
from bot.directory import Profiles
from bot.person_tokens import EARLY, LONGEST, AnotherAccount, PersonTokens, Speaker
from bot.sdk.user_tokens import TokenService

DANA = Speaker(Person("7a1c6d1e-da", "clinic"), "29:dana")
ALEX = Speaker(Person("7a1c6d1e-a1", "clinic"), "29:alex")
NINE = datetime(2030, 3, 4, 9, tzinfo=UTC)
IDS = {"Bearer user:dana": "7A1C6D1E-DA", "Bearer user:alex": "7a1c6d1e-a1"}


class Stand:
    def __init__(self):
        self.now = NINE
        self.fake = None
        self.tokens = None


class OwnBearer:
    async def bearer(self):
        return "the-bot"


async def me(request):
    found = IDS.get(request.headers["Authorization"])
    if found is None:
        return web.Response(status=401)
    return web.json_response({"id": found, "mail": "Dana@northwind.example"})


@pytest.fixture
async def stand():
    stand = Stand()
    graph = web.Application()
    graph.add_routes([web.get("/v1.0/me", me)])
    async with fake_tokens() as stand.fake, serving(graph) as url, ClientSession() as http:
        service = TokenService(stand.fake.url, CONNECTION, bearer=OwnBearer(), http=http)
        stand.tokens = PersonTokens(service, Profiles(f"{url}/v1.0", http), lambda: stand.now)
        yield stand


async def test_a_token_is_asked_for_once_until_shortly_before_it_ends(stand):
    stand.fake.tokens["29:dana"] = "user:dana"
    stand.fake.expiration = (NINE + timedelta(minutes=30)).isoformat()

    assert await stand.tokens.bearer(DANA) == await stand.tokens.bearer(DANA) == "user:dana"
    stand.now = NINE + timedelta(minutes=30) - EARLY - timedelta(seconds=1)
    await stand.tokens.bearer(DANA)
    assert stand.fake.calls("GetToken") == ["29:dana"]
    stand.now += timedelta(seconds=1)
    await stand.tokens.bearer(DANA)

    assert stand.fake.calls("GetToken") == ["29:dana"] * 2
    assert stand.fake.bearers == {"Bearer the-bot"}


async def test_a_token_that_lasts_for_days_is_asked_for_again_in_an_hour(stand):
    stand.fake.tokens["29:dana"] = "user:dana"
    stand.fake.expiration = (NINE + timedelta(days=1)).isoformat()
    await stand.tokens.bearer(DANA)
    stand.now = NINE + LONGEST

    await stand.tokens.bearer(DANA)

    assert len(stand.fake.calls("GetToken")) == 2


async def test_who_signed_out_has_no_token(stand):
    stand.fake.tokens["29:dana"] = "user:dana"
    await stand.tokens.bearer(DANA)
    await stand.tokens.sign_out(DANA)

    with pytest.raises(SignInNeeded):
        await stand.tokens.bearer(DANA)


async def test_a_token_that_graph_refuses_is_given_up_and_others_stay(stand):
    stand.fake.tokens.update({"29:dana": "user:dana", "29:alex": "user:alex"})
    await stand.tokens.bearer(DANA)
    await stand.tokens.bearer(ALEX)

    await stand.tokens.give_up(DANA)

    assert stand.fake.tokens == {"29:alex": "user:alex"}
    assert await stand.tokens.bearer(ALEX) == "user:alex"


async def test_a_token_of_another_account_is_never_used(stand):
    stand.fake.tokens["29:dana"] = "user:alex"

    with pytest.raises(AnotherAccount):
        await stand.tokens.bearer(DANA)

    assert stand.fake.tokens == {}


async def test_a_token_that_graph_does_not_know_asks_for_a_sign_in(stand):
    stand.fake.tokens["29:dana"] = "user:nobody"

    with pytest.raises(SignInNeeded):
        await stand.tokens.bearer(DANA)


async def test_a_token_service_that_is_down_is_unavailable(stand):
    stand.fake.down = True

    with pytest.raises(Unavailable):
        await stand.tokens.bearer(DANA)


async def test_the_addresses_of_a_person_come_with_their_token(stand):
    stand.fake.tokens["29:dana"] = "user:dana"

    assert await stand.tokens.mails(DANA) == ("dana@northwind.example",)
    assert "user:dana" not in repr(vars(stand.tokens))

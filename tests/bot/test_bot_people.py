"""As whom the bot speaks to Graph."""

import pytest
from aiohttp import ClientSession, web
from bot_stand import NOWHERE, serving

from booking.errors import NotPermitted, Unavailable
from booking.ports import Person
from bot.directory import HOUR, Directory, Profiles
from bot.people import FixedToken

DANA = Person("7a1c6d1e-0000-4000-8000-0000000000da", "clinic")


class Users:
    """GET /users/{id} of Graph."""

    def __init__(self):
        self.asked = []
        self.headers = {}
        self.status, self.body = (
            200,
            {"mail": "DanaS@northwind.example", "userPrincipalName": "dana@nw.example"},
        )

    async def get(self, request):
        self.asked.append((request.raw_path, request.headers["Authorization"]))
        return web.json_response(self.body, status=self.status, headers=self.headers)

    def app(self):
        app = web.Application()
        app.add_routes([web.get("/v1.0/{path:.*}", self.get)])
        return app


@pytest.fixture
async def users():
    users = Users()
    async with serving(users.app()) as url:
        users.url = f"{url}/v1.0"
        yield users


@pytest.fixture
async def http():
    async with ClientSession() as session:
        yield session


async def test_a_person_is_looked_up_with_the_bearer_of_the_app_and_kept_for_an_hour(users, http):
    now = 0.0
    directory = Directory(Profiles(users.url, http), FixedToken(), lambda: now)
    first = await directory.mails(DANA)
    again = await directory.mails(DANA)
    now = HOUR + 1
    users.body = {"mail": "dana.vance@northwind.example"}

    assert first == again == ("danas@northwind.example", "dana@nw.example")
    assert await directory.mails(DANA) == ("dana.vance@northwind.example",)
    path = f"/v1.0/users/{DANA.id}?$select=id,mail,userPrincipalName"
    assert users.asked == [(path, "Bearer app")] * 2


async def test_of_people_without_end_the_latest_are_kept(users, http):
    directory = Directory(Profiles(users.url, http), FixedToken(), remembered=2)
    for number in (1, 2, 3, 3, 2, 1):
        await directory.mails(Person(f"person-{number}", "clinic"))

    asked = [path.partition("?")[0][-1] for path, _ in users.asked]
    assert asked == ["1", "2", "3", "1"]


async def test_a_redirection_takes_the_token_nowhere_else(users, http):
    users.status, users.headers = 307, {"Location": f"{users.url}/elsewhere"}

    with pytest.raises(Unavailable):
        await Directory(Profiles(users.url, http), FixedToken()).mails(DANA)
    assert len(users.asked) == 1


async def test_an_id_cannot_lead_to_another_address(users, http):
    await Directory(Profiles(users.url, http), FixedToken()).mails(Person("../me?$select=x#", "clinic"))

    assert users.asked[0][0] == "/v1.0/users/..%2Fme%3F%24select%3Dx%23?$select=id,mail,userPrincipalName"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (404, {}, NotPermitted),
        (200, {"mail": None, "userPrincipalName": ""}, NotPermitted),
        (200, [], NotPermitted),
        (403, {}, Unavailable),
        (500, {}, Unavailable),
    ],
)
async def test_who_is_not_surely_known_may_do_nothing(users, http, status, body, error):
    users.status, users.body = status, body

    with pytest.raises(error):
        await Directory(Profiles(users.url, http), FixedToken()).mails(DANA)


async def test_a_graph_that_is_down_is_unavailable(http):
    with pytest.raises(Unavailable):
        await Directory(Profiles(NOWHERE, http), FixedToken()).mails(DANA)

"""Who is turned away from shared places: guests, and people of other tenants."""

import itertools

import pytest
from aiohttp import ClientSession, web
from bot_stand import CLINIC, DANA, an_activity, serving

from bot.people import FixedToken
from bot.sdk.admission import Admission
from bot.sdk.calling import Caller
from bot.sdk.clouds import USGOV
from bot.sdk.members import KEPT, ConnectorMembers
from bot.sdk.pace import no_pause

SMBA = "https://smba.trafficmanager.net/emea/"
CHANNEL = {"id": "19:desk@thread.tacv2;messageid=1", "conversationType": "channel", "tenantId": CLINIC}
IN_CHANNEL = an_activity(
    text="hello",
    serviceUrl=SMBA,
    conversation=CHANNEL,
    channelData={"tenant": {"id": CLINIC}, "team": {"id": "19:team@thread.tacv2"}},
)


class Roster:
    """GET of a member, by the connector."""

    def __init__(self):
        self.asked = []
        self.places = {"19:desk@thread.tacv2": {"tenantId": CLINIC.upper(), "userRole": "user"}}
        self.statuses = itertools.repeat(200)

    async def get(self, request):
        place, person = request.match_info["place"], request.match_info["person"]
        self.asked.append((place, person, request.headers["Authorization"]))
        if place not in self.places:
            return web.Response(status=404)
        return web.json_response(self.places[place], status=next(self.statuses))

    def app(self):
        app = web.Application()
        app.add_routes([web.get("/emea/v3/conversations/{place}/members/{person}", self.get)])
        return app


class Here:
    """Asks the roster in place of Teams' hosts, which the admission insists on."""

    def __init__(self, members, url):
        self.members, self.url = members, url

    async def member(self, service_url, places, person_id):
        return await self.members.member(service_url.replace(SMBA, f"{self.url}/emea/"), places, person_id)


@pytest.fixture
async def roster():
    roster = Roster()
    async with serving(roster.app()) as roster.url, ClientSession() as http:
        roster.caller = Caller(http, FixedToken(), pause=no_pause)
        yield roster


@pytest.fixture
def admission(roster):
    members = ConnectorMembers(roster.caller, lambda: 0.0)
    return Admission(local=False, tenants={CLINIC}, members=Here(members, roster.url))


async def why(admission, body):
    return admission.refusal(body) or await admission.outsider(body)


async def test_who_belongs_to_the_house_comes_in_and_is_asked_for_once(admission, roster):
    assert [await why(admission, IN_CHANNEL) for _ in range(3)] == [None] * 3
    assert roster.asked == [("19:desk@thread.tacv2", "29:dana", "Bearer app")]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"tenantId": CLINIC, "userRole": "guest"}, "guest"),
        ({"tenantId": CLINIC, "userRole": "Anonymous"}, "anonymous"),
        ({"tenantId": "elsewhere", "userRole": "user"}, "tenant"),
        ({"userRole": "user"}, "tenant"),
        ({"tenantId": 5}, "tenant"),
        ([], "tenant"),
    ],
)
async def test_who_does_not_is_turned_away(admission, roster, told, reason):
    roster.places["19:desk@thread.tacv2"] = told

    assert await why(admission, IN_CHANNEL) == reason
    assert await why(admission, IN_CHANNEL | {"type": "invoke", "name": "adaptiveCard/action"}) == reason


async def test_where_the_channel_does_not_know_them_the_team_may(admission, roster):
    roster.places = {"19:team@thread.tacv2": {"tenantId": CLINIC, "userRole": "user"}}

    assert await why(admission, IN_CHANNEL) is None
    assert [place for place, *_ in roster.asked] == ["19:desk@thread.tacv2", "19:team@thread.tacv2"]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_of_whom_nothing_can_be_told_nobody_comes_in(admission, roster, status):
    roster.statuses = itertools.repeat(status)

    assert await why(admission, IN_CHANNEL) == "unknown-member"


@pytest.mark.parametrize("status", [412, 429, 502, 503])
async def test_a_connector_that_is_busy_for_a_moment_turns_nobody_away(admission, roster, status):
    roster.statuses = itertools.chain([status, status], itertools.repeat(200))

    assert await why(admission, IN_CHANNEL) is None


async def test_a_stranger_to_channel_and_team_does_not_come_in(admission, roster):
    roster.places = {}

    assert await why(admission, IN_CHANNEL) == "unknown-member"


async def test_in_their_own_chat_and_for_mere_events_nobody_is_asked_for(admission, roster):
    assert await why(admission, an_activity(text="hello", serviceUrl=SMBA)) is None
    assert await why(admission, IN_CHANNEL | {"type": "conversationUpdate"}) is None
    assert roster.asked == []


async def test_an_activity_may_tell_of_another_tenant_itself(admission, roster):
    elsewhere = an_activity(text="hello", serviceUrl=SMBA) | {"from": DANA | {"tenantId": "elsewhere"}}

    assert await why(admission, elsewhere) == "tenant"
    assert await why(admission, elsewhere | {"from": DANA | {"tenantId": CLINIC.upper()}}) is None


async def test_what_somebody_is_counts_for_a_quarter_of_an_hour(roster):
    now = 0.0
    members = ConnectorMembers(roster.caller, lambda: now)

    async def asks(person="29:dana"):
        return await members.member(f"{roster.url}/emea", ("19:desk@thread.tacv2",), person)

    first = await asks()
    roster.places["19:desk@thread.tacv2"]["userRole"] = "guest"
    now = KEPT - 1
    again = await asks()
    now = KEPT
    assert [first.role, again.role, (await asks()).role] == ["user", "user", "guest"]


@pytest.mark.parametrize(
    ("cloud_hosts", "url", "reason"),
    [
        (USGOV.teams_hosts, "https://smba.infra.gov.teams.microsoft.us/teams", None),
        (USGOV.teams_hosts, "https://smba.infra.dod.teams.microsoft.us/teams", None),
        (USGOV.teams_hosts, SMBA, "service-url"),
        (USGOV.teams_hosts, "http://smba.infra.gov.teams.microsoft.us/teams", "service-url"),
        (USGOV.teams_hosts, "https://smba.infra.gov.teams.microsoft.us.evil.example/", "service-url"),
    ],
)
def test_each_cloud_has_hosts_of_its_own(cloud_hosts, url, reason):
    admission = Admission(local=False, tenants={CLINIC}, teams_hosts=cloud_hosts)

    assert admission.refusal(an_activity(text="hello", serviceUrl=url)) == reason


def test_without_a_list_of_tenants_nobody_comes_in_but_on_ones_own_machine():
    said = an_activity(text="hello", serviceUrl=SMBA)

    assert Admission(local=False, tenants=()).refusal(said) == "tenant"
    assert Admission(local=True, tenants=()).refusal(an_activity(text="hello")) is None

"""Who is let in by a bearer token, through the real adapter; every refusal is a bare 401."""

import base64
import json
from io import BytesIO

import jwt
import pytest
from aiohttp import ClientSession
from bot_stand import CLINIC, an_activity, bot_on, post, serving
from botbuilder.core import Bot
from botframework.connector.auth import ConnectorFactory
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from identity_stand import BOT, NOW, SMBA, BotServiceIdentity, Clock, private_key

from bot.sdk.adapter import FrontdeskAdapter
from bot.sdk.admission import Admission
from bot.sdk.authentication import BotService, FrontdeskAuthentication
from bot.sdk.clouds import PUBLIC
from bot.sdk.inbound import LEEWAY, InboundTokens, NotAuthenticated
from bot.sdk.keys import UNKNOWN_KEY_PAUSE, SigningKeys

HELLO = an_activity(text="hello", serviceUrl=SMBA)


class Listening(Bot):
    def __init__(self):
        self.heard = []

    async def on_turn(self, context):
        self.heard.append(context.activity.text)


class Mute(ConnectorFactory):
    async def create(self, service_url, audience):
        return self


class Door:
    """The adapter behind HTTP, with clocks that stand still."""

    def __init__(self, identity, http):
        self.identity, self.bot = identity, Listening()
        self.now, self.uptime = Clock(NOW), Clock()
        self.keys = SigningKeys(http, f"{identity.url}/openid", self.uptime)
        self.tokens = InboundTokens(self.keys, app_id=BOT, issuer=PUBLIC.issuer, clock=self.now)
        authentication = FrontdeskAuthentication(BotService(self.tokens), Mute(), PUBLIC)
        self.adapter = FrontdeskAdapter(authentication, Admission(local=False, tenants={CLINIC}))

    async def says(self, header, **fields):
        headers = {} if header is None else {"Authorization": header}
        return await post(self.url, HELLO | fields, headers=headers)

    async def status(self, token, **fields):
        return (await self.says(f"Bearer {token}", **fields))[0]


@pytest.fixture
async def identity():
    identity = BotServiceIdentity()
    async with serving(identity.app()) as url:
        identity.url = url
        yield identity


@pytest.fixture
async def door(identity):
    async with ClientSession() as http:
        door = Door(identity, http)
        async with bot_on(door.adapter, door.bot) as url:
            door.url = url
            yield door


async def test_the_bot_service_comes_in(door, identity):
    assert await door.says(f"Bearer {identity.token()}") == (200, None)
    assert await door.says(f"bearer {identity.token()}") == (200, None)
    assert door.bot.heard == ["hello", "hello"]


def unsigned(**header):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"iss": PUBLIC.issuer, "aud": BOT, "serviceurl": SMBA, "nbf": NOW - 60, "exp": NOW + 3600}
    return f"{part(header)}.{part(claims)}."


def by_the_public_key(identity):
    """HS256, with what everybody may know as the secret."""
    secret = private_key(1).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    # PyJWT refuses to make such a token, so it is made by hand.
    body = unsigned(alg="HS256", kid="key-1", typ="JWT").removesuffix(".")
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    digest = base64.urlsafe_b64encode(signature.sign(body.encode(), secret)).rstrip(b"=").decode()
    return f"{body}.{digest}"


EMULATOR = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"
WITHOUT_A_KEY = {
    "none": lambda _: unsigned(alg="none", kid="key-1"),
    "no algorithm": lambda _: unsigned(kid="key-1"),
    "the public key as a secret": by_the_public_key,
    "another algorithm": lambda i: i.token(algorithm="RS512"),
    "probabilistic": lambda i: i.token(algorithm="PS256"),
    "another audience": lambda i: i.token(aud="somebody-else"),
    "several audiences": lambda i: i.token(aud=[BOT, "somebody-else"]),
    "no audience": lambda i: i.token(aud=None),
    "another issuer": lambda i: i.token(iss="https://api.botframework.us"),
    "the emulator": lambda i: i.token(iss=EMULATOR, appid=BOT),
    "a skill": lambda i: i.token(iss=EMULATOR, appid="another-bot", ver="1.0"),
    "expired": lambda i: i.token(exp=NOW - LEEWAY),
    "no end": lambda i: i.token(exp=None),
    "an end in words": lambda i: i.token(exp="tomorrow", nbf=0),
    "an endless end": lambda i: i.token(exp=10**400),
    "an end that is no number": lambda i: i.token(exp=float("nan")),
    "a yes for an end": lambda i: i.token(exp=True, nbf=0),
    "not yet valid": lambda i: i.token(nbf=NOW + LEEWAY + 1),
    "a beginning in words": lambda i: i.token(nbf="today"),
    "no place": lambda i: i.token(serviceurl=None),
    "a place of another kind": lambda i: i.token(serviceurl=[SMBA]),
    "no parts": lambda _: "nonsense",
    "empty parts": lambda _: "..",
    "no JSON": lambda _: "a.b.c",
    "deep": lambda _: base64.urlsafe_b64encode(b"[" * 5000).decode() + ".e30.",
    "blanks": lambda i: f" {i.token()}",
}


@pytest.mark.parametrize("forge", WITHOUT_A_KEY.values(), ids=WITHOUT_A_KEY)
async def test_what_cannot_be_right_is_refused_without_asking_for_keys(door, identity, forge):
    assert await door.says(f"Bearer {forge(identity)}") == (401, None)
    assert door.bot.heard == []
    assert not identity.asked


async def test_who_is_not_let_in_is_not_read_either(door, identity):
    for body in (b"{", b"[" * 100_000, b"\0" * (2 * 1024 * 1024)):
        for token in (identity.token(exp=NOW - LEEWAY), identity.token(signed_by=private_key(9))):
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            assert await post(door.url, data=BytesIO(body), headers=headers) == (401, None)


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Basic ZGFuYTpkYW5h", "Bearer \u00e4.b.c", "Bearer " + "x" * 8193],
)
async def test_what_is_no_bearer_token_is_refused_likewise(door, identity, header):
    with pytest.raises(NotAuthenticated):
        await door.tokens.claims(header or "", service_url=SMBA, channel_id="msteams")
    assert not identity.asked


@pytest.mark.parametrize(
    "forge",
    [
        lambda i: i.token(signed_by=private_key(9)),
        lambda i: i.token()[:-8] + "AAAAAAAA",
        lambda i: i.token(kid="key-9"),
        lambda i: i.token(kid="../keys"),
    ],
    ids=["another key", "another signature", "an unknown key", "an odd key"],
)
async def test_what_the_bot_service_did_not_sign_is_refused(door, identity, forge):
    assert await door.says(f"Bearer {forge(identity)}") == (401, None)
    assert door.bot.heard == []


async def test_an_altered_claim_breaks_the_signature(door, identity):
    head, _, signature = identity.token(serviceurl="https://smba.trafficmanager.net/amer/").split(".")
    _, claims, _ = identity.token().split(".")

    assert await door.status(f"{head}.{claims}.{signature}") == 401


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"serviceUrl": None}, 401),
        ({"serviceUrl": ""}, 401),
        ({"serviceUrl": "https://evil.example/"}, 401),
        ({"serviceUrl": SMBA + "/"}, 401),
        ({"serviceUrl": SMBA.removesuffix("/")}, 200),
        ({"channelId": None}, 401),
        ({"channelId": "webchat"}, 401),
    ],
)
async def test_the_token_and_its_key_have_to_be_for_this_place_and_channel(door, identity, fields, status):
    token = identity.token()

    assert await door.status(token, **fields) == status
    assert await door.status(token) == 200
    # Known by now, and looked at all the same.
    assert await door.status(token, **fields) == status


@pytest.mark.parametrize("endorsements", [["webchat"], [], None, "msteams", {"msteams": True}, [["msteams"]]])
async def test_a_key_that_is_not_endorsed_for_teams_opens_nothing(door, identity, endorsements):
    identity.published[1] = {"endorsements": endorsements}

    assert await door.status(identity.token()) == 401


async def test_the_clocks_may_differ_by_five_minutes(door, identity):
    late, early = identity.token(exp=NOW - LEEWAY + 1), identity.token(nbf=NOW + LEEWAY)

    assert [await door.status(late), await door.status(early)] == [200, 200]
    door.now.now += 1
    assert [await door.status(late), await door.status(early)] == [401, 200]


async def test_after_a_rotation_the_new_key_is_asked_for_once_and_the_old_one_opens_nothing(door, identity):
    old = identity.token()
    assert await door.status(old) == 200
    identity.rotate()
    door.uptime.now += UNKNOWN_KEY_PAUSE

    assert [await door.status(identity.token()) for _ in range(3)] == [200, 200, 200]
    assert identity.asked == {"metadata": 2, "keys": 2}
    assert await door.status(old) == 401


async def test_a_key_replaced_under_its_id_opens_nothing_any_more(door, identity):
    old = identity.token()
    assert await door.status(old) == 200
    identity.signs_with = 2
    identity.published = {2: {"kid": "key-1"}}
    door.uptime.now += 3600
    await door.keys.freshen()

    assert await door.status(old) == 401
    assert await door.status(identity.token(kid="key-1")) == 200


async def test_made_up_key_ids_do_not_make_the_bot_ask(door, identity):
    assert await door.status(identity.token()) == 200
    for number in range(50):
        assert await door.status(identity.token(kid=f"made-up-{number}")) == 401

    assert identity.asked["keys"] == 1
    door.uptime.now += UNKNOWN_KEY_PAUSE
    for number in range(50):
        assert await door.status(identity.token(kid=f"made-up-{number}")) == 401
    assert identity.asked["keys"] == 2


async def test_only_so_many_tokens_are_remembered(door, identity):
    tokens = InboundTokens(door.keys, app_id=BOT, issuer=PUBLIC.issuer, clock=door.now, remembered=3)
    for number in range(8):
        header = f"Bearer {identity.token(jti=str(number))}"
        await tokens.claims(header, service_url=SMBA, channel_id="msteams")

    assert len(tokens._known) == 3  # noqa: SLF001  memory shows nowhere else


async def test_streaming_connections_are_not_served(door):
    with pytest.raises(NotAuthenticated):
        await door.adapter.bot_framework_authentication.authenticate_streaming_request("", "msteams")

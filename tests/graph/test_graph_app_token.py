import json

import pytest

from booking.errors import Unavailable
from graph.app_token import SCOPE, AppToken, app_token

AUTHORITY = "https://login.microsoftonline.com/northwind.example"
ENDPOINT = "https://login.microsoftonline.com/northwind.example/oauth2/v2.0"


class Identity:
    """Microsoft's side of client credentials, as MSAL's HTTP client; remembers what was sent."""

    class Reply:
        def __init__(self, body, status_code=200):
            self.status_code = status_code
            self.text = json.dumps(body)
            self.headers = {}

        def raise_for_status(self):
            assert self.status_code < 400

    def __init__(self, granted, status=200):
        self.granted = granted
        self.status = status
        self.posts = []

    def get(self, url, **_):
        issuer = {"issuer": f"{AUTHORITY}/v2.0"}
        places = {"authorization_endpoint": f"{ENDPOINT}/authorize", "token_endpoint": f"{ENDPOINT}/token"}
        return self.Reply({**issuer, **places, "tenant_discovery_endpoint": url, "metadata": []})

    def post(self, url, *, data=None, **_):
        self.posts.append((url, data))
        return self.Reply(self.granted, self.status)

    def close(self):
        pass


def token_by(identity):
    return app_token(client_id="b0t", authority=AUTHORITY, credential="s3cret", msal_http_client=identity)


async def test_the_app_gets_its_token_by_client_credentials_once():
    identity = Identity({"access_token": "app-1", "expires_in": 3600, "token_type": "Bearer"})
    token = token_by(identity)

    assert [await token.bearer() for _ in range(3)] == ["app-1"] * 3

    ((url, sent),) = identity.posts
    assert url == f"{ENDPOINT}/token"
    assert (sent["grant_type"], sent["scope"]) == ("client_credentials", SCOPE)


async def test_a_refused_secret_is_told_by_its_code_alone():
    token = token_by(Identity({"error": "invalid_client", "error_description": "s3cret is wrong"}, 401))

    with pytest.raises(Unavailable, match="invalid_client") as caught:
        await token.bearer()

    assert "s3cret" not in str(caught.value)


async def test_an_identity_server_out_of_reach_is_unavailable():
    class Nobody:
        def acquire_token_for_client(self, scopes):
            raise ConnectionError(scopes)

    with pytest.raises(Unavailable, match="ConnectionError"):
        await AppToken(Nobody).bearer()


async def test_an_answer_of_nothing_is_no_token():
    class Silent:
        def acquire_token_for_client(self, scopes):
            return None

    with pytest.raises(Unavailable):
        await AppToken(Silent).bearer()

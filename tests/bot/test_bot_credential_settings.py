"""The settings by which the bot proves who it is: one credential, and a sentence for all that is not that."""

import pytest
from bot_stand import CLINIC
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from entra_stand import certificate, key_pem, written

from bot.settings import BadSettings, Settings

BOT = {"FRONTDESK_APP_ID": "bot", "FRONTDESK_APP_TENANT": CLINIC, "FRONTDESK_ACT_AS": "app"}
PASSWORD = {"FRONTDESK_APP_PASSWORD": "s3cret"}
MANAGED = {"FRONTDESK_APP_TYPE": "UserAssignedMSI"}


@pytest.fixture
def reading(monkeypatch):
    def read(environ):
        for name, value in {**BOT, **environ}.items():
            monkeypatch.setenv(name, str(value))
        return Settings.read()

    return read


@pytest.fixture
def faults(reading):
    def of(environ):
        with pytest.raises(BadSettings) as bad:
            reading(environ)
        return list(bad.value.faults)

    return of


@pytest.fixture
def pem(tmp_path):
    return written(tmp_path / "bot.pem", key_pem() + certificate())


@pytest.fixture
def token(tmp_path):
    return written(tmp_path / "token", "of-the-platform")


def test_each_credential_does_alone(reading, pem):
    assert reading({"FRONTDESK_APP_CERTIFICATE": pem}).app_certificate == pem


def test_a_federated_token_is_enough_under_either_name(reading, token, monkeypatch):
    assert reading({"AZURE_FEDERATED_TOKEN_FILE": token}).token_file == token
    monkeypatch.delenv("AZURE_FEDERATED_TOKEN_FILE")
    assert reading({"FRONTDESK_APP_FEDERATED_TOKEN_FILE": token}).token_file == token
    assert reading(MANAGED).token_file == token


def test_what_azure_offers_counts_only_where_nothing_is_named(reading, token):
    assert reading({**PASSWORD, "AZURE_FEDERATED_TOKEN_FILE": token}).token_file is None


def test_without_any_the_bot_does_not_start(faults):
    (fault,) = faults({})

    assert fault == (
        "FRONTDESK_APP_PASSWORD is missing, and so are FRONTDESK_APP_CERTIFICATE and "
        "FRONTDESK_APP_FEDERATED_TOKEN_FILE: one of them has to be set, unless FRONTDESK_APP_TYPE is "
        "UserAssignedMSI."
    )


def test_two_of_them_are_one_too_many(faults, pem):
    (fault,) = faults({**PASSWORD, "FRONTDESK_APP_CERTIFICATE": pem})

    assert fault == (
        "FRONTDESK_APP_PASSWORD is one credential of several: unset all but one of FRONTDESK_APP_PASSWORD, "
        "FRONTDESK_APP_CERTIFICATE."
    )


def test_a_managed_identity_has_no_secret_of_ours(faults):
    assert faults({**MANAGED, **PASSWORD})[0].startswith("FRONTDESK_APP_PASSWORD")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "has to name a PEM file that can be read."),
        ("", "has to name a PEM file with one private key and its certificate."),
        (certificate(), "has to name a PEM file with one private key and its certificate."),
        (key_pem(), "has to name a PEM file with one private key and its certificate."),
        (
            key_pem() + key_pem() + certificate(),
            "has to name a PEM file with one private key and its certificate.",
        ),
        (
            key_pem(2) + certificate(1),
            "names a PEM file whose private key is not that of its first certificate.",
        ),
        (
            key_pem(1, BestAvailableEncryption(b"x")) + certificate(),
            "names a PEM file whose private key is encrypted: decrypt it.",
        ),
        (key_pem()[:200] + "\n" + certificate(), "names a PEM file that is damaged."),
    ],
)
def test_a_certificate_that_does_not_do_is_told_why(faults, tmp_path, text, said):
    path = tmp_path / "bot.pem"
    if text is not None:
        written(path, text)

    assert faults({"FRONTDESK_APP_CERTIFICATE": path}) == [f"FRONTDESK_APP_CERTIFICATE {said}"]


def test_the_certificate_of_the_authority_may_follow(reading, tmp_path):
    chain = written(tmp_path / "chain.pem", certificate(1) + certificate(2) + key_pem(1))

    assert reading({"FRONTDESK_APP_CERTIFICATE": chain}).app_certificate == chain


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"FRONTDESK_APP_FEDERATED_TOKEN_FILE": "/nowhere/token"}, "FRONTDESK_APP_FEDERATED_TOKEN_FILE"),
        ({**PASSWORD, "FRONTDESK_CLOUD": "china"}, "FRONTDESK_CLOUD"),
        (
            {**PASSWORD, "FRONTDESK_OPENID_METADATA_URL": "http://login.example"},
            "FRONTDESK_OPENID_METADATA_URL",
        ),
        ({**PASSWORD, "FRONTDESK_OPENID_METADATA_URL": "login"}, "FRONTDESK_OPENID_METADATA_URL"),
    ],
)
def test_what_does_not_do_is_named(faults, environ, named):
    assert [fault.split()[0] for fault in faults(environ)] == [named]


def test_each_cloud_has_its_own_keys_and_graph(reading):
    settings = reading({**PASSWORD, "FRONTDESK_CLOUD": "usgov"})

    assert settings.openid_metadata_url.startswith("https://login.botframework.azure.us/")
    assert settings.graph_url == "https://graph.microsoft.us/v1.0"
    assert settings.token_url == "https://api.botframework.azure.us"

"""Settings that do, and all that is wrong with those that do not."""

import os
import subprocess
import sys

import pytest

from bot.settings import BadSettings, Settings

TENANT = "5f0c2c9e-0000-4000-8000-00000000c11c"
GOOD = {
    "FRONTDESK_APP_ID": "bot",
    "FRONTDESK_APP_TENANT": TENANT,
    "FRONTDESK_APP_PASSWORD": "s3cret",
    "FRONTDESK_ACT_AS": "app",
}
LOCAL = {"FRONTDESK_LOCAL": "1", "FRONTDESK_GRAPH_URL": "http://127.0.0.1:8021/v1.0/"}


@pytest.fixture
def reading(monkeypatch):
    def read(environ):
        for name in [name for name in os.environ if name.startswith("FRONTDESK_")]:
            monkeypatch.delenv(name)
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        return Settings.read()

    return read


def test_the_local_mode_needs_little(reading):
    settings = reading(LOCAL)

    assert (settings.host, settings.port, settings.local) == ("127.0.0.1", 3978, True)
    assert settings.graph_url == "http://127.0.0.1:8021/v1.0"


def test_the_own_tenant_is_the_allow_list_unless_another_is_given(reading):
    assert reading(GOOD).tenants == {TENANT}
    two = "7E21C1A4-0000-4000-8000-00000000BA2C, 5f0c2c9e-0000-4000-8000-00000000c11c"
    assert reading({**GOOD, "FRONTDESK_TENANTS": two}).tenants == set(two.casefold().split(", "))


def test_what_a_secret_store_adds_around_a_value_does_not_count(reading):
    padded = {name: f" {value}\n" for name, value in GOOD.items() if name != "FRONTDESK_ACT_AS"}
    settings = reading({**GOOD, **padded})

    assert (settings.app_id, settings.app_tenant, settings.tenants) == ("bot", TENANT, {TENANT})
    assert settings.app_password.get_secret_value() == "s3cret"


def test_a_managed_identity_needs_no_password(reading):
    without = {name: value for name, value in GOOD.items() if name != "FRONTDESK_APP_PASSWORD"}

    assert reading({**without, "FRONTDESK_APP_TYPE": "UserAssignedMSI"}).app_type == "UserAssignedMSI"


def test_the_state_folder_holds_the_database(reading):
    settings = reading({**LOCAL, "XDG_STATE_HOME": "/var/lib/state"})

    assert settings.database_url.get_secret_value() == "sqlite:////var/lib/state/frontdesk/frontdesk.db"


def test_secrets_are_not_printed(reading):
    settings = reading({**GOOD, "FRONTDESK_DATABASE_URL": "postgresql://desk:hunter2@db/desk"})

    assert "s3cret" not in repr(settings)
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({}, ["FRONTDESK_APP_ID", "FRONTDESK_APP_TENANT", "FRONTDESK_APP_PASSWORD", "FRONTDESK_CONNECTION"]),
        ({**LOCAL, "FRONTDESK_HOST": "0.0.0.0"}, ["FRONTDESK_HOST"]),
        ({**LOCAL, "FRONTDESK_HOST": "example.org"}, ["FRONTDESK_HOST"]),
        ({"FRONTDESK_LOCAL": "1"}, ["FRONTDESK_GRAPH_URL"]),
        ({**LOCAL, "FRONTDESK_APP_ID": "bot"}, ["FRONTDESK_APP_ID"]),
        ({**GOOD, "FRONTDESK_GRAPH_URL": "http://graph.example/v1.0"}, ["FRONTDESK_GRAPH_URL"]),
        ({**GOOD, "FRONTDESK_GRAPH_URL": "http://[::1"}, ["FRONTDESK_GRAPH_URL"]),
        ({**GOOD, "FRONTDESK_DATABASE_URL": "mysql://desk:hunter2@db"}, ["FRONTDESK_DATABASE_URL"]),
        ({**GOOD, "FRONTDESK_NOW": "2030-03-04T09:00:00Z"}, ["FRONTDESK_NOW"]),
        ({**LOCAL, "FRONTDESK_NOW": "2030-03-04T09:00:00"}, ["FRONTDESK_NOW"]),
        ({**LOCAL, "FRONTDESK_NOW": "soon", "FRONTDESK_PORT": "70000"}, ["FRONTDESK_PORT", "FRONTDESK_NOW"]),
        ({**LOCAL, "FRONTDESK_LOG": "xml"}, ["FRONTDESK_LOG"]),
        ({**GOOD, "FRONTDESK_ACT_AS": "user"}, ["FRONTDESK_CONNECTION"]),
        ({**GOOD, "FRONTDESK_ACT_AS": "nobody"}, ["FRONTDESK_ACT_AS"]),
        ({**GOOD, "FRONTDESK_TOKEN_URL": "http://tokens.example"}, ["FRONTDESK_TOKEN_URL"]),
        ({**LOCAL, "FRONTDESK_CONNECTION": "graph"}, ["FRONTDESK_TOKEN_URL"]),
        ({**GOOD, "FRONTDESK_LOCAL": "perhaps"}, ["FRONTDESK_LOCAL"]),
        ({**GOOD, "FRONTDESK_TENNANTS": "one"}, ["FRONTDESK_TENNANTS"]),
        ({**GOOD, "FRONTDESK_APP_ID": " "}, ["FRONTDESK_APP_ID"]),
        ({**GOOD, "FRONTDESK_APP_PASSWORD": "\t"}, ["FRONTDESK_APP_PASSWORD"]),
        ({**GOOD, "FRONTDESK_APP_TENANT": "common"}, ["FRONTDESK_APP_TENANT"]),
        ({**GOOD, "FRONTDESK_APP_TENANT": "northwind.example"}, ["FRONTDESK_APP_TENANT"]),
        ({**GOOD, "FRONTDESK_TENANTS": "*"}, ["FRONTDESK_TENANTS"]),
        ({**GOOD, "FRONTDESK_GRAPH_URL": "https://graph.example@evil.example/"}, ["FRONTDESK_GRAPH_URL"]),
        ({**GOOD, "FRONTDESK_TOKEN_URL": "https://tokens.example/?to=me"}, ["FRONTDESK_TOKEN_URL"]),
    ],
)
def test_every_fault_is_named_in_a_sentence(reading, environ, named):
    with pytest.raises(BadSettings) as bad:
        reading(environ)

    assert [fault.split()[0] for fault in bad.value.faults] == named
    assert all(fault.endswith((".", "?")) for fault in bad.value.faults)
    assert "hunter2" not in str(bad.value)


def test_bad_settings_end_the_program_at_once_and_without_a_traceback():
    ended = subprocess.run(
        [sys.executable, "-m", "bot"],
        env={"FRONTDESK_PORT": "x"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.splitlines()[0].startswith("FRONTDESK_PORT has to be a valid integer")
    assert len(ended.stderr.splitlines()) == 5
    assert "Traceback" not in ended.stderr

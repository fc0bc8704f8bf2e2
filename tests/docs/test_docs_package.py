"""The app package: what Teams checks when it is uploaded, checked here."""

import json
import os
import re
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from bot.commands.menus import command_lists, with_menus
from bot.commands.table import BY_NAME, COMMANDS
from language.words import read_command

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "appPackage"
SETUP = ROOT / "docs" / "setup.md"
SCHEMA = ROOT / "../shared/schemas/teams-manifest.schema.json"

NO_ID = "00000000-0000-0000-0000-000000000000"
TRUE_COLOUR_WITH_ALPHA = 6


@pytest.fixture(scope="module")
def manifest():
    return json.loads((PACKAGE / "manifest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def the_bot(manifest):
    (only,) = manifest["bots"]
    return only


def titles_in(the_bot):
    """Every title of every menu."""
    return [command["title"] for one in the_bot["commandLists"] for command in one["commands"]]


def addresses(value):
    """Every text of the manifest that looks like a URL."""
    match value:
        case dict():
            return [found for item in value.values() for found in addresses(item)]
        case list():
            return [found for item in value for found in addresses(item)]
        case str() if "://" in value:
            return [value]
        case _:
            return []


@pytest.mark.skipif(not SCHEMA.exists(), reason="teams-manifest.schema.json is not here")
def test_the_manifest_fits_the_schema(manifest):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    # The schema at hand is 1.30, which is 1.29 with more for Outlook (teams-platform 7A).
    schema["properties"]["manifestVersion"]["const"] = "1.29"

    assert [error.message for error in Draft7Validator(schema).iter_errors(manifest)] == []


def test_every_address_is_https(manifest):
    found = addresses({name: value for name, value in manifest.items() if name != "webApplicationInfo"})

    assert len(found) == len(("schema", "website", "privacy", "terms"))
    assert all(address.startswith("https://") for address in found)


@pytest.mark.parametrize(("icon", "side"), [("color", 192), ("outline", 32)])
def test_an_icon_is_a_png_of_the_size_that_teams_wants(manifest, icon, side):
    head = (PACKAGE / manifest["icons"][icon]).read_bytes()[:26]
    signature, width, height, depth, colours = head[:8], *struct.unpack(">IIBB", head[16:26])

    assert signature == b"\x89PNG\r\n\x1a\n"
    assert (width, height, depth, colours) == (side, side, 8, TRUE_COLOUR_WITH_ALPHA)


def test_the_menus_are_those_of_the_table(manifest):
    """`python -m bot.commands.menus` writes them anew."""
    made = with_menus(manifest)

    assert json.dumps(manifest, indent=1).splitlines() == json.dumps(made, indent=1).splitlines()


def test_a_menu_shows_each_command_with_an_example(the_bot):
    for menu in the_bot["commandLists"]:
        shown = {command["title"]: command["description"] for command in menu["commands"]}
        told = [
            command for command in COMMANDS if command.in_menus and command.scopes.issuperset(menu["scopes"])
        ]
        assert list(shown) == [command.name for command in told]
        assert all(
            command.example in shown[command.name]
            for command in told
            if command.example != f"/{command.name}"
        )
        assert all(command.help in shown[command.name] for command in told)


def test_there_is_a_menu_by_mention_everywhere_and_one_by_slash_where_others_read(the_bot):
    menus = [(tuple(one["scopes"]), tuple(one["triggers"])) for one in the_bot["commandLists"]]

    assert menus == [
        (("personal",), ("mention",)),
        (("team", "groupChat"), ("mention",)),
        (("team", "groupChat"), ("slash",)),
    ]


def test_more_commands_than_a_menu_has_room_for_are_refused():
    with pytest.raises(ValueError, match="13 commands"):
        command_lists([COMMANDS[0]] * 13)


def test_each_title_is_understood_by_the_bot_with_and_without_a_slash(the_bot):
    for title in titles_in(the_bot):
        for written in (title, f"/{title}", title.upper(), f"/{title.title()}"):
            name = read_command(written, tuple(BY_NAME)).name
            assert name is not None, written
            assert BY_NAME[name].name == title


def test_the_examples_of_the_menus_are_what_the_bot_reads():
    for command in COMMANDS:
        spoken = read_command(command.example, tuple(BY_NAME))
        assert spoken.name == command.name
        assert spoken.slash


def test_lists_of_commands_are_for_scopes_that_the_bot_has(the_bot):
    assert {scope for one in the_bot["commandLists"] for scope in one["scopes"]} == set(the_bot["scopes"])


def test_a_bot_for_teams_supports_their_channels(manifest, the_bot):
    assert "team" in the_bot["scopes"]
    assert manifest["supportsChannelFeatures"] == "tier1"


def test_the_slash_menu_comes_with_private_messages(the_bot):
    assert the_bot["supportsTargetedMessages"] is True


def test_the_descriptions_of_the_app_show_an_example(manifest):
    assert "/book initial consult with Dana for Adele tomorrow 3pm" in manifest["description"]["full"]


def test_the_ids_in_the_manifest_are_placeholders_that_the_setup_guide_names(manifest, the_bot):
    assert manifest["id"] == the_bot["botId"] == NO_ID
    assert NO_ID in SETUP.read_text("utf-8")


def test_people_can_sign_in_to_the_app_of_the_manifest(manifest):
    asked = manifest["webApplicationInfo"]
    guide = SETUP.read_text("utf-8")

    assert asked == {"id": NO_ID, "resource": f"api://botid-{NO_ID}"}
    assert "`api://botid-YOUR-BOT-ID`" in guide
    assert manifest["validDomains"] == ["token.botframework.com"]
    assert f"https://{manifest['validDomains'][0]}/.auth/web/redirect" in guide


def test_the_setup_guide_makes_a_package_that_holds_your_id(tmp_path):
    (block,) = re.findall(r"```sh\n([^`]*-m zipfile -c[^`]*)```", SETUP.read_text("utf-8"))
    own = "5f0c2c9e-0000-4000-8000-0000000000b0"
    environ = {**os.environ, "TMPDIR": str(tmp_path), "FRONTDESK_APP_ID": own}

    subprocess.run(["bash", "-euc", block], cwd=ROOT, env=environ, check=True, capture_output=True)

    (made,) = tmp_path.rglob("*.zip")
    with zipfile.ZipFile(made) as package:
        assert sorted(package.namelist()) == ["color.png", "manifest.json", "outline.png"]
        text = package.read("manifest.json").decode()
    assert NO_ID not in text
    made_for = json.loads(text)
    assert made_for["bots"][0]["botId"] == made_for["webApplicationInfo"]["id"] == own
    assert made_for["webApplicationInfo"]["resource"] == f"api://botid-{own}"

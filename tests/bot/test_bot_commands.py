"""The table of commands, and how one is told from the others."""

import pytest
import pytest_asyncio
from bot_stand import Scripted, bot_with, local_settings

from bot.commands.table import BY_NAME, COMMANDS
from language.text import fold
from rehearsal import Room


@pytest.fixture
def conversations():
    return Scripted()


@pytest_asyncio.fixture
async def room(tmp_path, conversations):
    async with bot_with(conversations, local_settings(tmp_path)) as url, Room(url) as room:
        yield room


@pytest.fixture
def dana(room):
    return room.as_("dana")


def test_no_two_commands_answer_to_one_name():
    names = [fold(name) for command in COMMANDS for name in command.names]

    assert len(set(names)) == len(names)
    assert set(BY_NAME) == {name for command in COMMANDS for name in command.names}


def test_each_row_of_the_table_is_whole():
    for command in COMMANDS:
        assert command.name.isalpha()
        assert command.usage.split()[0] == f"/{command.name}"
        assert command.example.split()[0] == f"/{command.name}"
        assert command.help[0].isupper()
        assert not command.help.endswith(".")
        assert command.scopes


@pytest.mark.parametrize("written", ["book", "/book", "BOOK", "/Book", "/BOOK.", "\uff0fbook"])
@pytest.mark.parametrize("place", ["personal", "group", "general"])
async def test_with_and_without_slash_in_any_letter_case_it_is_the_same(room, written, place):
    dana = room.as_("dana").in_(place)

    assert await dana.says(f"{written} a consult") == ["begins book: a consult"]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("/bok", "**/book**"),
        ("/fre", "**/free**"),
        ("/adenga", "**/agenda**"),
        ("/tommorow", "**/tomorrow**"),
        ("/sign", "**/signin** or **/signout**"),
        ("/seach", None),
    ],
)
async def test_for_a_misspelt_command_the_nearest_are_offered_and_none_is_carried_out(
    dana, conversations, said, offered
):
    (heard,) = await dana.says(f"{said} initial consult")

    assert heard.startswith(f"I do not know **{said}**.")
    assert f"Did you mean {offered}?" in heard if offered else "Write **/help**" in heard
    assert conversations.heard == []
    assert dana.cards == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("written", ["/help {}", "help /{}", "/HELP {}"])
async def test_help_tells_of_one_command_with_an_example(dana, command, written):
    await dana.says(written.format(command.name))

    shown = dana.card.text()
    assert shown.startswith(command.help)
    assert f"Usage  {command.usage}" in shown
    assert f"Example  {command.example}" in shown


async def test_help_for_an_alias_is_that_of_its_command(dana):
    await dana.says("/help login")

    assert "Usage  /signin" in dana.card.text()
    assert "Also  /login" in dana.card.text()


@pytest.mark.parametrize("said", ["/help agnda", "/help /agnda"])
async def test_help_for_a_misspelt_command_offers_the_nearest(dana, said):
    assert await dana.says(said) == ["I do not know **/agnda**. Did you mean **/agenda**?"]


async def test_help_shows_the_whole_table(dana):
    await dana.says("/help")

    shown = dana.card.text()
    assert all(f"{command.usage} – {command.help}" in shown for command in COMMANDS)

"""Role x command x place: no way leads to the app's rights for what the person may not do.

All of it over HTTP, once with each person's own rights and once with the app's; the sandbox's log tells who
asked for what, and what came of it.
"""

import pytest
import pytest_asyncio
from sign_in_stand import CLINIC, room_on, standing

from bot.commands.table import COMMANDS as TABLE
from rehearsal import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROLES = {
    "administrator": Person("dana", "Dana Swope", "danas@northwind.example"),
    "scheduler": Person("alex", "Alex Wilber", "alexw@northwind.example"),
    "teamMember": Person("priya", "Priya Nair", "priyan@northwind.example"),
    "viewer": Person("megan", "Megan Bowen", "meganb@northwind.example"),
    "guest": Person("mary", "Mary Ong", "maryo@northwind.example"),
    "none": Person("patti", "Patti Fernandez", "pattif@woodgrove.example"),
}
READERS = {"administrator", "scheduler", "teamMember", "viewer"}
BOOKERS = {"administrator", "scheduler", "teamMember"}

# What tells the bot which role a person has, and no more than that.
FOR_THE_ROLE = {"businesses.list", "businesses.get", "staffMembers.list", "users.get"}
FREE = FOR_THE_ROLE | {"services.list", "calendarView.list"}
AGENDA = FOR_THE_ROLE | {"calendarView.list", "appointments.get"}
READS = FREE | AGENDA | {"customers.list", "customQuestions.list"}
MEETING = {"onlineMeetings.createOrGet", "onlineMeetings.getVirtualAppointmentJoinWebUrl"}
BOOK = ("/book initial consult", "anyone", "adele vance", "first free", "none", "book")
# A team member is not asked with whom: they book for themselves.
OWN_BOOK = (BOOK[0], *BOOK[2:])
COMMANDS = {
    "book": BOOK,
    "free": ("/free initial consult with Dana friday",),
    "agenda": ("/agenda with Dana tomorrow",),
    "today": ("/today",),
    "tomorrow": ("/tomorrow with Dana",),
    "find": ("/find adele",),
    "use": ("/use northwind", "/use nothing"),
    "meet": ("/meet Budget review tomorrow 3pm as EV-1",),
    "link": ("/link EV-1",),
    "cancel": ("/book", "/cancel"),
    "signin": ("/signin",),
    "signout": ("/signout",),
    "help": ("/help",),
}
PLACES = ("personal", "group", "general")


def book_of(role):
    return OWN_BOOK if role == "teamMember" else BOOK


def may(role, command):
    """The operations on the clinic that may succeed."""
    reading = {"book": READS, "cancel": READS, "free": FREE}
    reading |= dict.fromkeys(("agenda", "today", "tomorrow", "find"), AGENDA)
    reached = reading.get(command, FOR_THE_ROLE) if role in READERS else FOR_THE_ROLE
    return reached | {"appointments.create"} if command == "book" and role in BOOKERS else reached


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["user", "app"])
async def stand(request):
    async with standing(FRONTDESK_ACT_AS=request.param, FRONTDESK_AVAILABILITY="app") as stand:
        stand.act_as = request.param
        yield stand


def of_the_clinic(entries):
    return [one for one in entries if CLINIC in one["path"] and (one["status"] or 500) < 300]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ROLES)
async def test_a_person_reaches_as_far_as_their_role(stand, role, place):
    person = ROLES[role]
    async with room_on(stand, people=tuple(ROLES.values())) as room:
        own = room.as_(person.key)
        await own.says("/signout")
        if stand.act_as == "user":
            await own.says("/signin")
            await own.signs_in()
        seat = own if place == "personal" else own.in_(place)
        for command, lines in (COMMANDS | {"book": book_of(role)}).items():
            await stand.forget()
            for line in lines:
                await seat.says(line)
                await room.settles()
            entries = await stand.log()

            reached = of_the_clinic(entries)
            done = {one["operation"] for one in reached if one["operation"] != "getStaffAvailability"}
            assert done <= may(role, command), (command, done - may(role, command))
            asked = [one for one in reached if one["operation"] == "getStaffAvailability"]
            assert not asked or (role in READERS and {one["who"] for one in asked} == {"app"})
            assert only_their_own(stand.act_as, person, entries)


def only_their_own(act_as, person, entries):
    """Mine is asked for by me; as the app, by my id in the path."""
    for one in entries:
        if one["operation"] == "getStaffAvailability":
            continue
        if act_as == "user" and one["who"] != f"user:{person.mail}":
            return False
        if act_as == "app" and (one["who"] != "app" or "/me" in one["path"]):
            return False
        if "/users/" in one["path"] and f"/users/{person.aad_object_id}" not in one["path"]:
            return False
    return True


async def test_every_command_stands_in_the_table():
    assert set(COMMANDS) == {command.name for command in TABLE}


async def booked(stand, person, lines=BOOK):
    async with room_on(stand, people=tuple(ROLES.values())) as room:
        own = room.as_(person.key)
        await own.says("/signout")
        if stand.act_as == "user":
            await own.says("/signin")
            await own.signs_in()
        await stand.forget()
        for line in lines:
            await own.says(line)
        return [one for one in await stand.log() if one["operation"] == "appointments.create"], own


@pytest.mark.parametrize("role", ["administrator", "scheduler"])
async def test_who_may_book_does(stand, role):
    creates, own = await booked(stand, ROLES[role])

    assert [one["status"] for one in creates] == [201]
    assert "Reference" in own.visible


async def test_a_viewer_is_told_that_they_may_not_book(stand):
    creates, own = await booked(stand, ROLES["viewer"])

    assert all(one["status"] == 403 for one in creates)
    assert "does not let you" in own.visible
    assert creates == [] or stand.act_as == "user"


async def test_a_team_member_books_for_themselves(stand):
    creates, own = await booked(stand, ROLES["teamMember"], OWN_BOOK)

    assert [one["status"] for one in creates] == [201]
    assert "Reference" in own.visible
    assert "Priya Nair" in own.visible


async def test_a_team_member_books_for_nobody_else(stand):
    lines = (
        "/book paediatric consult",
        "anyone",
        "Miriam Graham",
        "adele vance",
        "first free",
        "none",
        "book",
    )

    creates, own = await booked(stand, ROLES["teamMember"], lines)

    assert creates == []
    assert "this service is not one of yours" in own.visible
    assert "Reference" not in own.visible


@pytest.mark.parametrize("role", ["guest", "none"])
async def test_who_has_no_role_sees_nothing_of_the_clinic(stand, role):
    _, own = await booked(stand, ROLES[role])

    assert "Northwind" not in own.visible
    assert "Adele" not in own.visible


async def in_own_chat(stand, room, role):
    own = room.as_(ROLES[role].key)
    await own.says("/signout")
    if stand.act_as == "user":
        await own.says("/signin")
        await own.signs_in()
    return own


@pytest.mark.parametrize(
    "line", ["/agenda with Dana tomorrow", "/find consult", "/free initial consult friday"]
)
@pytest.mark.parametrize("role", ["guest", "none"])
async def test_who_has_no_role_learns_nothing_by_asking(stand, role, line):
    async with room_on(stand, people=tuple(ROLES.values())) as room:
        own = await in_own_chat(stand, room, role)
        await own.says(line)

        # Patti has a business of her own, and is answered from that one.
        assert ("does not let you" in own.visible) == (role == "guest")
        assert "Northwind" not in own.visible
        assert "Dana Swope" not in own.visible


async def test_with_the_apps_rights_a_team_member_sees_the_appointments_of_nobody_else(stand):
    async with room_on(stand, people=tuple(ROLES.values())) as room:
        dana = await in_own_chat(stand, room, "administrator")
        await dana.says("/agenda with me")
        theirs = [title for title in dana.buttons if title == "Details"]
        own = await in_own_chat(stand, room, "teamMember")
        await own.says("/agenda with Dana")

        seen = [title for title in own.buttons if title == "Details"]
        assert theirs
        assert seen == (theirs if stand.act_as == "user" else [])

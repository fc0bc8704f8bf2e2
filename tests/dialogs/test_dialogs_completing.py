"""What is settled of a line without asking, where many clinics have to be tried."""

from dataclasses import dataclass, field, replace

import pytest
from dialogs_clinic import DANA, HURT, NORTHWIND, PHYSIO, SINCE, SOREN, Clinic, asked

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.ids import BusinessId, ServiceId, StaffId
from booking.models import Answer, BusinessName, Service, StaffMember
from cards.answers import Move, Tapped, Typed
from dialogs.completing import completed, open_parts
from dialogs.question import Asked
from dialogs.questions.one_line import OneLineQuestion
from dialogs.relay import Relay
from dialogs.sheet import Sheet

DANAS = [StaffMember(StaffId(f"dana-{name}"), f"Dana {name.title()}") for name in ("swope", "hale", "kim")]
CHECK = replace(PHYSIO, id=ServiceId("check"), name="Health check", questions=())
BOTH = [BusinessName(NORTHWIND.id, NORTHWIND.name), BusinessName(BusinessId("bank"), "Woodgrove Bank")]


@dataclass
class Staffed(Clinic):
    """A clinic with a staff and services of its own."""

    team: list[StaffMember] = field(default_factory=lambda: [DANA, SOREN])
    offers: list[Service] = field(default_factory=lambda: [PHYSIO, CHECK])

    async def services(self, _business):
        return self.offers

    async def staff(self, _business):
        return self.team


async def line(said: str, clinic: Clinic | None = None) -> Relay:
    """The relay after a line, in a clinic with one business."""
    desk = asked(clinic or Staffed()).desk
    return await completed(desk, Relay(AppointmentDraft("flow"), sheet=Sheet(said=said)))


def among(relay: Relay, part: Part) -> list[str]:
    return list(relay.sheet.among.get(part, ())) if relay.sheet else []


def with_danas(*holders: StaffMember) -> Staffed:
    service = replace(CHECK, staff_ids=tuple(one.id for one in holders))
    return Staffed(team=[*DANAS, SOREN], offers=[service])


async def test_three_people_of_one_name_are_asked_about():
    relay = await line("health check with Dana for Adele", with_danas(*DANAS))

    assert relay.draft.staff is None
    assert sorted(among(relay, Part.STAFF)) == ["dana-hale", "dana-kim", "dana-swope"]
    assert open_parts(relay.draft) == [Part.STAFF, Part.START]


async def test_the_only_one_of_that_name_who_gives_the_service_is_meant():
    relay = await line("health check with Dana for Adele", with_danas(DANAS[1], SOREN))

    assert relay.draft.staff == "dana-hale"


async def test_where_none_of_that_name_gives_the_service_it_is_said():
    relay = await line("health check with Dana for Adele", with_danas(SOREN))

    assert relay.draft.staff is None
    assert relay.sheet
    assert relay.sheet.faults[Part.STAFF] == "None of those who may be meant gives Health check."


async def test_somebody_who_does_not_give_the_service_is_named():
    clinic = Staffed(offers=[replace(CHECK, staff_ids=(DANA.id,))])

    relay = await line("health check with Søren", clinic)

    assert relay.sheet
    assert relay.sheet.faults[Part.STAFF] == "Søren Kjær does not give Health check."


@pytest.mark.parametrize(
    ("holders", "staff"),
    [
        ((DANA.id, SOREN.id), StaffWish.ANYONE),
        ((SOREN.id,), SOREN.id),
        ((), StaffWish.UNASSIGNED),
    ],
)
async def test_where_nobody_was_named_anyone_who_is_free_holds_it(holders, staff):
    relay = await line("health check", Staffed(offers=[replace(CHECK, staff_ids=holders)]))

    assert relay.draft.staff == staff


async def test_who_was_named_is_kept_until_the_service_is_known():
    relay = await line("with Søren for Adele")

    assert relay.draft.staff == SOREN.id
    assert open_parts(relay.draft) == [Part.SERVICE, Part.START]


async def test_questions_that_need_no_answer_are_not_asked():
    optional = replace(PHYSIO, questions=tuple(replace(one, required=False) for one in PHYSIO.questions))

    assert (await line("physiotherapy for Adele", Staffed(offers=[optional]))).draft.answers == ()
    assert (await line("physiotherapy for Adele")).draft.answers is None


async def test_what_was_answered_before_still_is_where_it_fits():
    answers = (Answer(HURT.id, "Left knee"), Answer(SINCE.id, "Weeks"))
    draft = AppointmentDraft("flow").settled(Part.BUSINESS, NORTHWIND.id).answered(Part.SERVICE, PHYSIO.id)
    former = draft.answered(Part.ANSWERS, answers)

    relay = await completed(asked(Staffed()).desk, Relay(draft, former=former, sheet=Sheet()))

    assert relay.draft.answers == answers


async def test_a_service_that_is_gone_is_asked_for_again():
    draft = AppointmentDraft("flow").settled(Part.BUSINESS, NORTHWIND.id).answered(Part.SERVICE, "gone")

    relay = await completed(asked(Staffed()).desk, Relay(draft, sheet=Sheet()))

    assert relay.sheet
    assert relay.draft.service is None
    assert relay.sheet.faults[Part.SERVICE] == "The service is gone. Please choose another."


async def test_of_two_businesses_that_know_the_names_alike_none_is_taken():
    relay = await line("health check for Adele", Staffed(names=BOTH))

    assert open_parts(relay.draft) == [Part.BUSINESS]


async def test_where_there_are_many_businesses_none_is_looked_into():
    many = [BusinessName(BusinessId(f"b{number}"), f"Branch {number}") for number in range(7)]

    assert open_parts((await line("health check for Adele", Staffed(names=many))).draft) == [Part.BUSINESS]


def on_the_card(relay: Relay, clinic: Clinic | None = None) -> Asked:
    return replace(asked(clinic or Staffed(), relay.draft, former=relay.remembered), sheet=relay.sheet)


async def hears(relay: Relay, heard: Typed | Tapped) -> Relay:
    reply = await OneLineQuestion().hear(on_the_card(relay), heard)
    assert isinstance(reply, Relay)
    return reply


async def test_typed_answers_settle_the_questions_one_by_one():
    both = replace(PHYSIO, questions=tuple(replace(one, required=True) for one in PHYSIO.questions))
    clinic = Staffed(offers=[both])
    relay = await line("physiotherapy for Adele", clinic)
    relay = replace(relay, draft=relay.draft.settled(Part.START, asked().desk.clock()))

    first = await OneLineQuestion().hear(on_the_card(relay, clinic), Typed("Left knee"))
    assert isinstance(first, Relay)
    assert first.draft.answers is None
    second = await OneLineQuestion().hear(on_the_card(first, clinic), Typed("Weeks"))

    assert isinstance(second, Relay)
    assert second.draft.answers == (Answer(HURT.id, "Left knee"), Answer(SINCE.id, "Weeks"))


async def test_a_business_is_named_in_words():
    relay = await line("health check for Adele", Staffed(names=BOTH))
    card = replace(asked(Staffed(names=BOTH), relay.draft), sheet=relay.sheet)

    unknown = await OneLineQuestion().hear(card, Typed("Contoso"))
    known = await OneLineQuestion().hear(card, Typed("northwind clinic"))

    assert isinstance(unknown, Relay)
    assert isinstance(known, Relay)
    assert "I know no business called “Contoso”." in str(unknown.trouble)
    assert known.draft.business == NORTHWIND.id


async def test_what_is_to_be_changed_has_to_be_a_part():
    relay = await line("health check for Adele")

    assert "what you want to change" in str((await hears(relay, Typed("change weather"))).trouble)
    assert (await hears(relay, Typed("change customer"))).wanted is Part.CUSTOMER
    assert (await hears(relay, Tapped("nonce", Move.CHANGE, {"part": "weather"}))).wanted is None


async def test_the_form_of_a_new_customer_gives_way_to_the_search_and_back():
    relay = await line("health check for Zebulon Quixote")
    assert relay.sheet
    assert relay.sheet.is_new

    search = await hears(relay, Tapped("nonce", Move.KNOWN_CUSTOMER, {"name": "Zebulon Q"}))
    form = await hears(search, Tapped("nonce", Move.NEW_CUSTOMER, {}))

    assert search.sheet
    assert form.sheet
    assert (search.sheet.is_new, form.sheet.is_new) == (False, True)
    assert form.sheet.new["name"] == "Zebulon Q"

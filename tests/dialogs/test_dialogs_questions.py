"""What single questions make of single answers, where many clinics have to be tried."""

from dataclasses import replace

import pytest
from dialogs_clinic import ADELE, DANA, DRAFT, FRAME, HURT, NORTHWIND, PHYSIO, SINCE, Clinic, asked, wanted

from booking.draft import AppointmentDraft, Part, StaffWish
from booking.errors import NotPermitted
from booking.ids import BusinessId, CustomerId
from booking.models import Answer, BusinessName, Customer, NewCustomer
from cards.answers import Move, Tapped, Typed
from dialogs.question import Again
from dialogs.questions.answers import AnswersQuestion
from dialogs.questions.business import BusinessQuestion
from dialogs.questions.customer import CustomerQuestion
from dialogs.questions.staff import StaffQuestion

TWINS = (
    Customer(CustomerId("one"), "Alex Kim", "kim@fabrikam.example"),
    Customer(CustomerId("two"), "Alex Kim", "kim@fabrikam.example"),
)
WOODGROVE = BusinessName(BusinessId("woodgrove"), "Woodgrove Bank")
BOTH = [BusinessName(NORTHWIND.id, NORTHWIND.name), WOODGROVE]
LONG = replace(SINCE, options=tuple(f"{number} {'very ' * 300}long ago" for number in range(6)))


def tapped(move: Move = Move.ANSWER, **fields: str) -> Tapped:
    return Tapped("nonce", move, fields)


def form(hurt: str, since: str = "") -> Tapped:
    return tapped(**{f"question-{HURT.id}": hurt, f"question-{SINCE.id}": since})


@pytest.mark.parametrize("said", ["Alex Kim", "kim@fabrikam.example", "KIM@fabrikam.example"])
async def test_customers_of_one_name_and_one_mail_are_chosen_among(said: str):
    reply = await CustomerQuestion().hear(asked(Clinic(TWINS)), Typed(said))

    assert isinstance(reply, Again)
    assert reply.view == {"only": ["one", "two"]}
    assert "There are 2" in str(reply.trouble)


async def test_one_of_two_alike_is_taken_by_its_id():
    reply = await CustomerQuestion().hear(asked(Clinic(TWINS)), tapped(customer="two"))

    assert isinstance(reply, AppointmentDraft)
    assert reply.customer == "two"


async def test_a_title_sent_in_place_of_a_value_is_understood():
    said = "Adele Vance · adelev@proseware.example"

    reply = await CustomerQuestion().hear(asked(), tapped(customer=said))

    assert isinstance(reply, AppointmentDraft)
    assert reply.customer == ADELE.id


@pytest.mark.parametrize(
    ("said", "name", "mail"),
    [
        ("Jo Bloggs", "Jo Bloggs", ""),
        ("Jo Bloggs, jo@fabrikam.example", "Jo Bloggs", "jo@fabrikam.example"),
        ("Jo Bloggs <jo@fabrikam.example>", "Jo Bloggs", "jo@fabrikam.example"),
        ("jo@fabrikam.example", "", "jo@fabrikam.example"),
        ("נועה לוי", "נועה לוי", ""),
    ],
)
async def test_a_contact_that_nobody_has_fills_the_form(said: str, name: str, mail: str):
    reply = await CustomerQuestion().hear(asked(), Typed(said))

    assert isinstance(reply, Again)
    assert reply.view == {"new": {"name": name, "mail": mail}}


async def test_a_new_customer_of_a_known_name_can_still_be_made():
    reply = await CustomerQuestion().hear(
        asked(view={"new": {}}), tapped(name="Adele Vance", mail="adele@litware.example")
    )

    assert isinstance(reply, AppointmentDraft)
    assert reply.customer == NewCustomer("Adele Vance", "adele@litware.example", None)


@pytest.mark.parametrize(
    "mail", ["jo", "jo@", "@x.y", "jo at fabrikam", "jo@fabrikam", "a@b.c, d@e.f", "a@b@c.d"]
)
async def test_what_is_no_mail_address_is_refused_and_kept(mail: str):
    reply = await CustomerQuestion().hear(asked(view={"new": {}}), tapped(name="Jo", mail=mail))

    assert isinstance(reply, Again)
    assert "is not a mail address" in str(reply.trouble)
    assert reply.view["new"]["mail"] == mail


async def test_a_service_that_nobody_gives_is_booked_unassigned():
    lunch = replace(PHYSIO, staff_ids=())

    reply = await StaffQuestion().ask(asked(Clinic(service=lunch)), FRAME)

    assert isinstance(reply, AppointmentDraft)
    assert reply.staff is StaffWish.UNASSIGNED


async def test_the_only_member_of_staff_is_not_asked_for_unless_to_be_changed():
    clinic = Clinic(service=replace(PHYSIO, staff_ids=(DANA.id,)))

    settled = await StaffQuestion().ask(asked(clinic), FRAME)
    card = await StaffQuestion().ask(wanted(asked(clinic)), FRAME)

    assert isinstance(settled, AppointmentDraft)
    assert settled.staff == DANA.id
    assert isinstance(card, dict)
    assert card["fallbackText"] == "With whom?"


async def test_a_member_of_staff_who_does_not_give_the_service_is_refused():
    clinic = Clinic(service=replace(PHYSIO, staff_ids=(DANA.id,)))

    reply = await StaffQuestion().hear(asked(clinic), tapped(choice="soren"))

    assert reply == Again("Please choose somebody.")


async def test_the_only_business_is_not_asked_for():
    reply = await BusinessQuestion().ask(asked(draft=AppointmentDraft("flow")), FRAME)

    assert isinstance(reply, AppointmentDraft)
    assert reply.business == NORTHWIND.id
    assert reply.trail == ()


async def test_of_several_the_default_business_is_taken_unless_to_be_changed():
    put = asked(Clinic(names=BOTH), AppointmentDraft("flow"), default_business=WOODGROVE.id)

    settled = await BusinessQuestion().ask(put, FRAME)
    card = await BusinessQuestion().ask(wanted(put), FRAME)

    assert isinstance(settled, AppointmentDraft)
    assert settled.business == WOODGROVE.id
    assert isinstance(card, dict)


async def test_a_business_that_is_not_open_to_the_person_is_refused():
    put = asked(Clinic(names=BOTH), AppointmentDraft("flow"), default_business=BusinessId("bellows"))

    assert isinstance(await BusinessQuestion().ask(put, FRAME), dict)
    assert await BusinessQuestion().hear(put, tapped(choice="bellows")) == Again("Please choose a business.")


async def test_who_may_open_no_business_is_told_whom_to_ask():
    with pytest.raises(NotPermitted):
        await BusinessQuestion().ask(asked(Clinic(names=[]), AppointmentDraft("flow")), FRAME)


async def test_a_form_with_options_of_any_length_comes_back_as_their_texts():
    clinic = Clinic(asks=(HURT, LONG))

    card = await AnswersQuestion().ask(asked(clinic), FRAME)
    reply = await AnswersQuestion().hear(asked(clinic), form("Knee", "option-2"))

    assert isinstance(card, dict)
    values = [choice["value"] for choice in card["body"][-1]["choices"]]
    assert values == [f"option-{number}" for number in range(6)]
    assert isinstance(reply, AppointmentDraft)
    assert reply.answers == (Answer(HURT.id, "Knee"), Answer(SINCE.id, LONG.options[2]))


async def test_a_free_answer_has_a_longest_length():
    reply = await AnswersQuestion().hear(asked(), form("x" * 501))

    assert isinstance(reply, Again)
    assert "500 characters" in str(reply.trouble)


@pytest.mark.parametrize("since", ["option-9", "Years", "option-", "<b>"])
async def test_an_option_that_there_is_not_is_refused(since: str):
    reply = await AnswersQuestion().hear(asked(), form("Knee", since))

    assert isinstance(reply, Again)
    assert "is not an answer to “Since when?”." in str(reply.trouble)
    assert reply.view["given"][HURT.id] == "Knee"


async def test_an_answer_that_was_emptied_is_gone():
    former = DRAFT.answered(Part.ANSWERS, (Answer(HURT.id, "Knee"), Answer(SINCE.id, "Weeks")))

    reply = await AnswersQuestion().hear(asked(former=former), form("Knee"))

    assert isinstance(reply, AppointmentDraft)
    assert reply.answers == (Answer(HURT.id, "Knee"),)


async def test_answers_written_anew_do_not_mix_with_those_of_before():
    former = DRAFT.answered(Part.ANSWERS, (Answer(HURT.id, "Knee"), Answer(SINCE.id, "Weeks")))

    first = await AnswersQuestion().hear(asked(former=former), Typed("Elbow"))
    assert isinstance(first, Again)
    last = await AnswersQuestion().hear(asked(former=former, view=first.view), Typed("days"))

    assert isinstance(last, AppointmentDraft)
    assert last.answers == (Answer(HURT.id, "Elbow"), Answer(SINCE.id, "Days"))


async def test_a_required_answer_cannot_be_skipped_and_an_optional_one_can():
    skipped = await AnswersQuestion().hear(asked(), Typed("skip"))
    partly = await AnswersQuestion().hear(asked(view={"given": {HURT.id: "Knee"}}), Typed("skip"))

    assert isinstance(skipped, Again)
    assert skipped.trouble == "Please answer “Where does it hurt?”."
    assert isinstance(partly, AppointmentDraft)


async def test_a_question_that_the_business_took_away_is_not_asked():
    reply = await AnswersQuestion().ask(asked(Clinic(asks=())), FRAME)

    assert isinstance(reply, AppointmentDraft)
    assert reply.answers == ()

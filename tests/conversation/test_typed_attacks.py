"""Whatever is typed at whichever question: an answer in words, markup shown as text, nothing lost."""

import pytest
from conversation_attack import STEPS, forges
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_service, to_staff

from rehearsal.seat import Seat

# Taken by no question as an answer, except where a name or notes are asked for.
ODD = (
    "\u200b\u2060",
    "🦷🦷🦷",
    "שלום עליכם",
    "\u202eevil",
    "李小龍",
    "<at>Somebody Else</at>",
    "{{TIME(whenever)}}",
    "**bold** _it_ [x](http://x.example) `code`",
    "<script>alert(1)</script>",
    "'; DROP TABLE states; --",
    "null\x00byte",
    "99999999999999999999999999",
    "1e999",
    "meet",
    "link",
    "9999-12-31 10:00",
    "0001-01-01",
    "31 february 10:00",
    "..........",
    "a@@b",
    "x" * 10_000,
)
ASIDE = ("", "   \t\n ", "/", "//", "/фыва", "?", "/help")


@pytest.mark.parametrize("question", [one for one in STEPS if one != "For which customer?"])
async def test_nothing_typed_is_taken_for_an_answer_that_it_is_not(
    dana: Seat, bookings: Bookings, question: str
):
    await STEPS[question](dana)
    for said in ODD:
        await dana.says(said)
        assert question in dana.card.text(), said
        assert "went wrong" not in dana.visible, said

    assert await bookings.made() == []


@pytest.mark.parametrize("question", STEPS)
async def test_what_is_said_aside_leaves_the_question_open(dana: Seat, question: str):
    await STEPS[question](dana)
    card = dana.card
    for said in ASIDE:
        await dana.says(said)
        assert [one for one in dana.happened if one.post is None or one.post.author is None], said

    await dana.taps("Cancel", on=card)

    assert "no longer open" not in dana.visible


@pytest.mark.parametrize(
    "said", ["🦷🦷🦷", "王大文", "שלום עליכם", "**b** [x](http://x.example)", "<b>x</b>"]
)
async def test_a_name_nobody_bears_is_shown_as_it_was_typed(dana: Seat, said: str):
    await to_customer(dana)

    await dana.says(said)

    assert f"I know no customer called “{said}”. Is this a new one?" in dana.card.text()
    assert dana.card.input("Name").value == said


async def test_markup_in_what_was_typed_is_shown_as_text_on_the_card(dana: Seat):
    await to_service(dana)

    await dana.says("*x* [y](http://x.example) <b>")

    assert "I know no service called “*x* [y](http://x.example) <b>”." in dana.card.text()


async def test_markup_in_a_message_is_escaped(dana: Seat):
    (said,) = await dana.says("/link *x*")

    assert said == "I keep no meeting under “\\*x\\*”."


async def test_a_name_corrected_in_the_form_finds_the_customer_who_is_there(dana: Seat):
    await to_customer(dana)
    await dana.says("Quentin Vanstone")
    assert "Who is the new customer?" in dana.card.text()

    await dana.says("Adele Vance")

    assert "knows a customer of this name" in dana.card.text()
    assert "adelev@proseware.example" in dana.card.text()


async def test_a_mail_typed_after_the_name_completes_the_new_customer(dana: Seat):
    await to_customer(dana)
    await dana.says("Zebulon Quixote")

    await dana.says("zeb@litware.example")

    assert "Zebulon Quixote (new) · zeb@litware.example" in dana.card.text()


@pytest.mark.parametrize(("field", "longest"), [("name", 120), ("mail", 200), ("phone", 40)])
async def test_a_form_that_holds_too_much_says_so_and_keeps_it(dana: Seat, field: str, longest: int):
    await to_customer(dana)
    await dana.taps("New customer")
    fields = {"name": "Robin", field: f"{'r' * longest}@litware.example"}

    await forges(dana, "answer", **fields)

    assert f"keep it to {longest} characters" in dana.card.text()
    assert dana.card.input("Name").value == fields["name"]


async def test_notes_and_answers_that_are_too_long_are_not_cut_but_given_back(dana: Seat):
    await to_customer(dana, service="Physiotherapy assessment")
    await dana.says("Adele Vance")
    hurt = next(field for field in dana.card.inputs if field.startswith("question-"))
    await forges(dana, "answer", **{hurt: "ow " * 400})
    assert "keep it to 500 characters" in dana.card.text()
    assert dana.card.input(hurt).value == "ow " * 400
    await dana.says("Left knee")
    await dana.says("skip")
    await dana.taps("Take this time")

    await forges(dana, "answer", notes="long " * 400)

    assert "keep it to 1,000 characters" in dana.card.text()
    assert dana.card.input("notes").value == ("long " * 400).strip()


async def test_a_new_customer_with_only_a_phone_is_booked(dana: Seat, bookings: Bookings):
    await to_customer(dana)
    await dana.taps("New customer")
    await dana.taps("Next", name="Jo Bloggs", phone="+44 20 7946 0018")
    await dana.taps("Take this time")
    await dana.taps("No notes")
    assert "no link and no reminder" in dana.card.text()
    await dana.taps("Book")

    (made,) = await bookings.made()
    assert made["customers"][0]["phone"] == "+44 20 7946 0018"
    await dana.sees("Copy customer link")


async def test_staff_that_could_be_meant_are_offered_and_none_is_chosen_unseen(dana: Seat):
    await to_staff(dana)

    await dana.says("alexndra petrov")

    assert "Did you mean Alexandra Petrov?" in dana.card.text()
    assert dana.card.input("Staff").value == ""
    titles = [choice.title for choice in dana.card.input("Staff").choices]
    assert titles == ["Anyone who is free", "Alexandra Petrov"]

"""The guided way, by typing; and what is typed wrongly."""

import re

import pytest
from conversation_clinic import Bookings
from conversation_steps import to_customer, to_last_look, to_service, to_staff, to_times

from rehearsal.seat import Seat


async def test_every_step_takes_typed_text(dana: Seat, bookings: Bookings):
    for said in (
        "/book",
        "follow up",
        "miriam",
        "adele vance",
        "tomorrow 10:30",
        "wants a short call",
        "book",
    ):
        await dana.says(said)

    await dana.sees("Reference")
    (made,) = await bookings.made()
    assert made["serviceName"] == "Follow-up consult"
    assert made["startDateTime"]["dateTime"].startswith("2027-03-02T10:30")
    assert made["customers"][0]["name"] == "Adele Vance"
    assert made["serviceNotes"].startswith("wants a short call")


async def test_a_typed_answer_turns_the_old_card_into_a_summary(dana: Seat):
    await to_service(dana)
    old = dana.card.post

    await dana.says("initial consult")

    assert "With whom?" in dana.card.text()
    assert [card.buttons for card in dana.cards if card.post == old] == [[]]


async def test_an_unknown_service_is_named_and_nothing_is_lost(dana: Seat):
    await to_service(dana)

    await dana.says("haircut")

    assert "I know no service called “haircut”" in dana.card.text()
    assert "Which service?" in dana.card.text()


async def test_a_misspelt_service_is_offered_but_not_taken(dana: Seat):
    await to_service(dana)

    await dana.says("diabtes reveiw")

    assert "Did you mean Diabetes review?" in dana.card.text()
    assert "Which service?" in dana.card.text()


async def test_namesakes_are_asked_about(dana: Seat, bookings: Bookings):
    await to_customer(dana)

    await dana.says("Alex Kim")

    assert "Which of them?" in dana.card.text()
    assert "alex.kim@fabrikam.example" in dana.card.text()
    assert "akim@litware.example" in dana.card.text()


async def test_a_name_nobody_bears_becomes_a_new_customer(dana: Seat, bookings: Bookings):
    await to_customer(dana)

    await dana.says("Zebulon Quixote")
    assert dana.card.input("Name").value == "Zebulon Quixote"
    await dana.taps("Next", **{"Mail (for the confirmation and the link)": "zeb@litware.example"})
    await dana.taps("Take this time")
    await dana.taps("No notes")
    await dana.taps("Book")

    (made,) = await bookings.made()
    assert made["customers"][0]["emailAddress"] == "zeb@litware.example"
    assert made["customers"][0]["customerId"]


async def test_a_new_customer_whose_mail_is_known_is_the_known_one(dana: Seat):
    await to_customer(dana)
    await dana.taps("New customer")

    await dana.taps("Next", name="A. Vance", mail="ADELEV@proseware.example")

    assert "knows a customer with this mail" in dana.card.text()
    assert "Adele Vance" in dana.card.text()


async def test_a_mail_address_that_is_none_is_refused_and_the_form_kept(dana: Seat):
    await to_customer(dana)
    await dana.taps("New customer")

    await dana.taps("Next", name="Robin", mail="robin at litware")

    assert "is not a mail address" in dana.card.text()
    assert dana.card.input("Name").value == "Robin"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("yesterday 3pm", "in the past"),
        ("today 10:00", "too soon"),
        ("sunday 10:00", "closed"),
        ("tomorrow 23:00", "closed"),
        ("2027-12-24 10:00", "too far ahead"),
        ("tomorrow 10:07", "does not start at that minute"),
        ("blue", "I do not read a time"),
        ("tomorrow at 3", "Which time is"),
    ],
)
async def test_a_time_that_cannot_be_had_says_why(dana: Seat, said: str, says: str):
    await to_times(dana, staff="Miriam Graham")

    await dana.says(said)

    assert says in dana.card.text()
    assert "When?" in dana.card.text()


async def test_a_refused_time_names_the_nearest(dana: Seat):
    await to_times(dana, staff="Miriam Graham")

    await dana.says("tomorrow 10:07")

    assert "Nearest:" in dana.card.text()
    assert "Tuesday, 2 March 2027" in dana.card.text()


async def test_a_day_alone_shows_that_day(dana: Seat):
    await to_times(dana)

    await dana.says("thursday")

    assert "Thursday, 4 March 2027" in dana.card.text()


async def test_first_free_on_an_afternoon(dana: Seat):
    await to_times(dana, staff="Miriam Graham")

    await dana.says("first free thursday afternoon")

    assert re.search(r"Thursday, 4 March 2027, 1[2-7]:", dana.card.text())


async def test_ten_thousand_characters_are_too_many_and_nothing_is_lost(dana: Seat):
    await to_staff(dana)

    await dana.says("x" * 10_000)

    assert "longer than I can use" in dana.card.text()
    assert "With whom?" in dana.card.text()
    assert "Initial consult" in dana.card.text()


async def test_typed_answers_to_questions_come_one_by_one(dana: Seat, bookings: Bookings):
    await to_customer(dana, service="Physiotherapy assessment")
    await dana.says("Adele Vance")
    await dana.says("Left knee")
    await dana.says("Years")
    assert "is not one of: Days, Weeks, Months" in dana.card.text()
    await dana.says("weeks")

    await dana.sees("When?")


async def test_back_cancel_help_and_start_over_work_by_word(dana: Seat):
    await to_times(dana)

    await dana.says("back")
    assert "For which customer?" in dana.card.text()
    assert "goes one step back" in " ".join(await dana.says("help"))
    await dana.says("start over")
    assert "Which service?" in dana.card.text()
    assert "Nothing was booked" in " ".join(await dana.says("cancel"))
    assert "nothing open" in " ".join(await dana.says("cancel"))


async def test_a_part_is_changed_by_word(dana: Seat):
    await to_last_look(dana)

    await dana.says("change time")

    assert "When?" in dana.card.text()


async def test_a_command_while_booking_begins_anew(dana: Seat):
    await to_times(dana)

    await dana.says("/book medication review")

    assert "One last look" in dana.card.text()
    assert "Medication review" in dana.card.text()
    assert "Initial consult" not in dana.card.text()


async def test_the_typeahead_finds_by_name_and_mail(dana: Seat):
    await to_customer(dana)

    assert [title for title, _ in await dana.searches("Customer", "zoe mul")] == [
        "Zoë Müller · zoe.mueller@proseware.example"
    ]
    found = await dana.searches("Customer", "litware")
    assert 1 < len(found) <= 15


async def test_what_the_typeahead_offers_can_be_chosen(dana: Seat):
    await to_customer(dana)
    await dana.taps("Next", Customer="Siobhán O'Brien")

    assert "Siobhán O'Brien" in dana.card.text()


async def test_markup_in_a_name_is_text(dana: Seat):
    await to_customer(dana)

    await dana.says("bobby@fabrikam.example")

    assert "<b>Bobby</b> *Tables* [x](http://x.example)" in dana.card.text()

"""One line books it: what it leaves open is asked on its one card, and nothing else is."""

import re

from conversation_clinic import NOW, Bookings

from rehearsal.seat import Seat

LINE = "/book initial consult with Dana for Adele tomorrow 3pm"


async def test_one_line_and_one_tap_lead_to_both_links(dana: Seat, bookings: Bookings):
    await dana.says(LINE)
    for settled in ("One last look", "Initial consult", "Dana Swope", "Adele Vance", "2 March 2027, 15:00"):
        assert settled in dana.card.text()
    assert dana.card.inputs == {}

    await dana.taps("Book")

    await dana.sees("Join (staff)")
    await dana.sees("Copy customer link")
    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-02T15:00")
    assert made["customers"][0]["name"] == "Adele Vance"
    assert len(dana.cards) == 1


async def test_the_parts_come_in_any_order_with_a_note(dana: Seat, bookings: Bookings):
    await dana.says('/book tomorrow 15:00 for "Adele Vance" note "wants a short call" initial consult')
    await dana.taps("Book")

    (made,) = await bookings.made()
    assert made["serviceNotes"].startswith("wants a short call")


async def test_a_misspelt_name_is_named_and_chosen_on_the_card(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dnaa for Adele tomorrow 3pm")
    assert "I know no staff member called Dnaa. Did you mean Dana Swope?" in dana.card.text()
    assert [choice.title for choice in dana.card.input("Staff").choices] == ["Dana Swope"]

    await dana.taps("Book", Staff="Dana Swope")

    await dana.sees("Reference")
    assert "Dana Swope" in dana.card.text()


async def test_namesakes_are_chosen_among_on_the_card(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dana for Alex Kim tomorrow 3pm")
    titles = [choice.title for choice in dana.card.input("Customer").choices]
    assert titles == ["Alex Kim · alex.kim@fabrikam.example", "Alex Kim · akim@litware.example"]

    await dana.taps("Book", Customer="Alex Kim · akim")

    (made,) = await bookings.made()
    assert made["customers"][0]["emailAddress"] == "akim@litware.example"


async def test_two_services_of_one_word_are_chosen_among_on_the_card(dana: Seat, bookings: Bookings):
    await dana.says("/book review with miriam for Adele tomorrow 10:00")
    titles = [choice.title for choice in dana.card.input("Service").choices]
    assert [title.partition(" · ")[0] for title in titles] == ["Diabetes review", "Medication review"]

    await dana.taps("Book", Service="Medication review")

    (made,) = await bookings.made()
    assert made["serviceName"] == "Medication review"


async def test_a_time_that_may_be_morning_or_afternoon_is_asked_about(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dana for Adele tomorrow at 3")
    assert [choice.title for choice in dana.card.input("Time").choices] == ["03:00 · not free", "15:00"]

    await dana.taps("Book", Time="03:00")
    assert await bookings.made() == []
    assert "The business is closed at that time." in dana.card.text()
    assert dana.card.input("Time").choices
    await dana.taps("Book", Time=dana.card.input("Time").choices[0].title)

    assert len(await bookings.made()) == 1


async def test_a_time_without_a_day_is_asked_about(dana: Seat):
    await dana.says("/book initial consult with miriam for Adele 3pm")

    titles = [choice.title for choice in dana.card.input("Time").choices]
    assert [title.partition(" · ")[0] for title in titles] == ["Mon, 1 Mar, 15:00", "Tue, 2 Mar, 15:00"]


async def test_a_taken_time_says_so_and_offers_the_nearest_three(dana: Seat, bookings: Bookings):
    await bookings.take("Dana Swope", NOW.replace(day=2, hour=15))

    await dana.says("/book initial consult with Dana for Adele tomorrow 3pm")
    assert "Nobody of those you chose is free at that time." in dana.card.text()
    titles = [choice.title for choice in dana.card.input("Time").choices]
    assert len(titles) == 3
    assert "15:00" not in titles
    await dana.taps("Book", Time=titles[0])

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith(f"2027-03-02T{titles[0]}")


async def test_a_time_that_is_taken_between_the_look_and_the_tap_is_asked_for_again(
    dana: Seat, bookings: Bookings
):
    await dana.says("/book initial consult with Dana for Adele tomorrow 3pm")
    await bookings.take("Dana Swope", NOW.replace(day=2, hour=15))

    await dana.taps("Book")
    assert "That time has just been taken." in dana.card.text()
    assert "Adele Vance" in dana.card.text()
    assert len(dana.card.input("Time").choices) == 3
    await dana.taps("Book", Time=dana.card.input("Time").choices[0].title)

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_the_first_free_time_of_an_afternoon_is_looked_up_and_shown_as_such(dana: Seat):
    await dana.says("/book initial consult with miriam for Adele first free thursday afternoon")

    assert re.search(r"Thursday, 4 March 2027, 1[2-7]:\d\d", dana.card.text())
    assert "The first that is free" in dana.card.text()
    assert dana.card.inputs == {}


async def test_a_day_alone_offers_the_times_of_that_day(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with miriam for Adele thursday")
    assert "Thursday, 4 March 2027" in dana.card.text()

    await dana.taps("Book", Time="10:30")

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-04T10:30")


async def test_what_is_missing_is_asked_for_on_the_same_card(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult")
    assert "Still to choose: customer and time." in dana.card.text()

    await dana.taps("Book", Time="11:15")
    assert "Not booked yet. Still to choose: customer." in dana.card.text()
    assert "Please choose a customer." in dana.card.text()
    assert "11:15–11:45" in dana.card.text()
    await dana.taps("Book", Customer="Adele Vance")

    await dana.sees("Reference")
    assert len(dana.cards) == 1


async def test_without_a_service_a_time_can_be_written_on_the_card(dana: Seat, bookings: Bookings):
    await dana.says("/book for Adele")
    await dana.taps("Book", Service="Follow-up consult", Time="purple")
    assert "I do not read a time in this." in dana.card.text()
    assert "Follow-up consult" in dana.card.text()

    await dana.taps("Book", Time=dana.card.input("Time").choices[0].title)
    await dana.sees("Reference")


async def test_a_service_and_a_time_in_words_book_with_one_tap(dana: Seat, bookings: Bookings):
    await dana.says("/book for Adele")

    await dana.taps("Book", Service="Follow-up consult", Time="thursday 10:30")

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith("2027-03-04T10:30")


async def test_a_time_that_was_looked_up_is_seen_before_it_is_booked(dana: Seat, bookings: Bookings):
    await dana.says("/book for Adele")

    await dana.taps("Book", Service="Follow-up consult", Time="first free")
    assert await bookings.made() == []
    assert "This is the time that I found." in dana.card.text()
    await dana.taps("Book")

    assert len(await bookings.made()) == 1


async def test_a_new_customer_has_the_name_filled_in(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dana for Zebulon Quixote tomorrow 3pm")
    assert dana.card.input("Name of the new customer").value == "Zebulon Quixote"

    await dana.taps("Book", mail="zeb at litware")
    assert "is not a mail address" in dana.card.text()
    assert dana.card.input("Name of the new customer").value == "Zebulon Quixote"
    await dana.taps("Book", mail="zeb@litware.example")

    (made,) = await bookings.made()
    assert made["customers"][0]["emailAddress"] == "zeb@litware.example"


async def test_a_new_customer_who_is_none_is_offered_the_known_one(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dana for Zebulon Quixote tomorrow 3pm")
    await dana.taps("Book", mail="adelev@proseware.example")
    assert "knows a customer with this mail" in dana.card.text()

    await dana.taps("Book", Customer="Adele Vance")

    (made,) = await bookings.made()
    assert made["customers"][0]["name"] == "Adele Vance"


async def test_a_form_that_is_half_done_is_kept_while_something_else_is_changed(dana: Seat):
    await dana.says("/book initial consult for Zebulon Quixote tomorrow 3pm")

    await dana.taps("Change staff", mail="zeb@litware.example")
    await dana.taps("Next", Staff="Miriam Graham")

    assert dana.card.input("Mail (for the confirmation and the link)").value == "zeb@litware.example"
    assert "Miriam Graham" in dana.card.text()


async def test_required_questions_of_the_service_are_inputs_on_the_card(dana: Seat, bookings: Bookings):
    await dana.says("/book physiotherapy assessment for Adele first free thursday")
    await dana.taps("Book")
    assert "Please answer the questions." in dana.card.text()

    await dana.taps("Book", inputs={"Where does it hurt?": "Left knee"})

    (made,) = await bookings.made()
    (answer,) = made["customers"][0]["customQuestionAnswers"]
    assert answer["answer"] == "Left knee"


async def test_somebody_who_does_not_give_the_service_is_not_taken(dana: Seat, bookings: Bookings):
    await dana.says("/book paediatric consult with Priya for Adele tomorrow 3pm")
    assert "Priya Nair does not give Paediatric consult." in dana.card.text()

    await dana.taps("Book", Staff="Dana Swope")

    assert len(await bookings.made()) == 1


async def test_without_a_line_the_guided_way_begins(dana: Seat):
    await dana.says("/book")

    assert "Which service?" in dana.card.text()


async def test_an_old_client_books_from_the_same_card(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult with Dana tomorrow 3pm")

    await dana.taps("Book", as_submit=True, Customer="Adele Vance")

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_the_first_free_time_after_an_hour_is_looked_up(dana: Seat):
    await dana.says("/book initial consult with Dana for Adele first free after 3pm")

    assert "Monday, 1 March 2027, 15:00" in dana.card.text()
    assert "The first that is free" in dana.card.text()


async def test_the_first_free_time_is_of_the_zone_that_is_named(dana: Seat):
    await dana.says("/book initial consult with Dana for Adele first free tomorrow morning in New York")

    assert "Tuesday, 2 March 2027, 12:00" in dana.card.text()
    assert "07:00 (New York)" in dana.card.text()


async def test_a_limit_on_a_day_leaves_the_times_beyond_it_to_choose_from(dana: Seat):
    await dana.says("/book initial consult with Dana for Adele tomorrow after 3pm")

    assert "Which time" not in dana.card.text()
    assert [choice.title for choice in dana.card.input("Time").choices][:3] == ["15:00", "15:15", "16:30"]


async def test_what_is_wrong_three_times_is_said_once(dana: Seat):
    await dana.says("/book with with with")

    assert dana.card.text().count("There is no name behind with.") == 1


async def test_a_limit_without_a_day_is_one_of_the_next_day_with_such_times(dana: Seat):
    await dana.says("/book initial consult with Dana for Adele before 9am")

    assert "Tuesday, 2 March 2027" in dana.card.text()
    assert all(choice.title < "09:00" for choice in dana.card.input("Time").choices)


async def test_the_first_free_time_of_several_days_may_be_on_a_later_one(dana: Seat, bookings: Bookings):
    for hour, minute in ((8, 45), (9, 30)):
        await bookings.take("Dana Swope", NOW.replace(day=8, hour=hour, minute=minute))

    await dana.says("/book initial consult with Dana for Adele first free early morning next week")

    assert "Tuesday, 9 March 2027, 08:30" in dana.card.text()


async def test_of_several_days_the_first_that_has_such_times_is_offered(dana: Seat, bookings: Bookings):
    for hour, minute in ((8, 45), (9, 30)):
        await bookings.take("Dana Swope", NOW.replace(day=8, hour=hour, minute=minute))

    await dana.says("/book initial consult with Dana for Adele early morning next week")

    assert "Tuesday, 9 March 2027" in dana.card.text()
    assert dana.card.input("Time").choices[0].title == "08:30"


async def test_who_is_ruled_out_is_asked_about(dana: Seat, bookings: Bookings):
    await dana.says("/book initial consult without Dana for Adele tomorrow 3pm")
    assert "I cannot leave out what stands behind without." in dana.card.text()

    await dana.taps("Book")

    assert "Not booked yet. Still to choose: staff." in dana.card.text()
    assert await bookings.made() == []


async def test_a_name_of_the_staff_that_is_a_customers_too_is_asked_about_as_both(dana: Seat):
    await dana.says("/book dana tomorrow 3pm initial consult")

    assert [choice.title for choice in dana.card.input("Staff").choices] == ["Dana Swope"]
    assert [choice.title for choice in dana.card.input("Customer").choices] == [
        "Dana Vance · dana.vance@litware.example"
    ]

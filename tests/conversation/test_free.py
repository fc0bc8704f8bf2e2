"""/free: the next free times, each a button that begins the booking."""

from datetime import datetime

import pytest
from conversation_clinic import Bookings
from conversation_lists import times_on
from conversation_steps import to_staff

from rehearsal.room import Room
from rehearsal.seat import Seat


async def test_a_free_time_is_booked_from_its_button(dana: Seat, bookings: Bookings):
    await dana.says("/free initial consult with Dana friday")
    await dana.sees(
        "Initial consult · 30 min · online · with Dana Swope · Northwind Clinic · times in London"
    )
    await dana.sees("Friday, 5 March 2027")
    first = times_on(dana)[0]

    await dana.taps(first)
    await dana.sees("Still to choose: customer.")
    await dana.sees(f"Friday, 5 March 2027, {first}")
    await dana.taps("Book", Customer="Adele Vance · adelev@proseware.example")

    (made,) = await bookings.made()
    assert made["startDateTime"]["dateTime"].startswith(f"2027-03-05T{first}")
    assert made["serviceName"] == "Initial consult"
    assert len(made["staffMemberIds"]) == 1


async def test_a_time_that_somebody_took_is_offered_no_more(dana: Seat, bookings: Bookings):
    await dana.says("/free initial consult with Dana friday")
    first = times_on(dana)[0]
    await bookings.take("Dana Swope", datetime.fromisoformat(f"2027-03-05T{first}:00+00:00"))

    await dana.says("/free initial consult with Dana friday")

    assert first not in times_on(dana)


async def test_without_a_day_the_next_days_are_shown_and_more_on_demand(dana: Seat):
    await dana.says("/free initial consult")
    await dana.sees("Monday, 1 March 2027")
    await dana.sees("Tuesday, 2 March 2027")
    shown = dana.card.text()
    assert len(times_on(dana)) == 12

    await dana.taps("More times")

    assert dana.card.text() != shown
    assert "Monday, 1 March 2027" not in dana.card.text()


async def test_a_part_of_the_day_leaves_the_rest_out(dana: Seat):
    await dana.says("/free initial consult thursday afternoon")

    assert times_on(dana)
    assert all("12:00" <= one < "18:00" for one in times_on(dana))


async def test_a_time_without_a_day_leaves_out_what_is_earlier(dana: Seat):
    await dana.says("/free initial consult at 16:30")

    assert times_on(dana)
    assert all(one >= "16:30" for one in times_on(dana))


async def test_where_nothing_is_free_the_next_times_are_offered(dana: Seat):
    await dana.says("/free initial consult sunday")

    await dana.sees("Nothing is free then. These are the next free times.")
    await dana.sees("Monday, 8 March 2027")
    assert times_on(dana)


async def test_several_services_are_asked_about_and_no_others(dana: Seat):
    await dana.says("/free consult tomorrow")
    await dana.sees("Which service?")
    titles = [choice.title for choice in dana.card.input("Which service?").choices]
    assert [title.partition(" ·")[0] for title in titles] == [
        "Follow-up consult",
        "Initial consult",
        "Paediatric consult",
    ]

    await dana.taps("Next", **{"Which service?": "Initial consult"})

    await dana.sees("Tuesday, 2 March 2027")
    assert times_on(dana)


async def test_a_wrong_name_is_named_and_nobody_is_guessed(dana: Seat):
    await dana.says("/free initial consult with Dnaa friday")
    await dana.sees("I know no staff member called Dnaa. Did you mean Dana Swope?")
    assert times_on(dana) == []

    await dana.taps("Next", **{"With whom?": "Dana Swope"})

    await dana.sees("with Dana Swope")
    assert times_on(dana)


async def test_whose_service_it_is_not_has_no_times(dana: Seat):
    await dana.says("/free mental health with dana")
    await dana.sees("Dana Swope does not give this service.")

    await dana.taps("With anyone who is free")

    assert times_on(dana)


async def test_a_session_shows_its_seats(dana: Seat):
    await dana.says("/free breathing class")

    assert all(title.endswith("seats") for title in times_on(dana))


async def test_the_times_are_those_of_the_reader(room: Room):
    priya = room.as_("priya")
    await priya.says("/free initial consult with me tomorrow")

    await priya.sees("with Priya Nair")
    await priya.sees("times in Kolkata")
    assert all(title.endswith(("am", "pm")) for title in times_on(priya))


async def test_an_open_booking_is_not_lost(dana: Seat):
    await to_staff(dana)
    booking = dana.card
    await dana.says("/free initial consult friday")
    await dana.sees("Your booking is still open")

    await dana.taps("Next", on=booking, Staff="Anyone who is free")

    await dana.sees("For which customer?")


async def test_a_time_is_chosen_in_place_of_the_open_booking_once(dana: Seat, bookings: Bookings):
    await to_staff(dana)
    await dana.says("/free initial consult friday")
    await dana.sees("gives up the one that is open")
    card, first = dana.card, times_on(dana)[0]
    await dana.taps(first)
    await dana.sees("Still to choose: customer.")

    await dana.taps(first, on=card)

    assert "Still to choose: customer." in dana.card.text()
    assert "gives up the one that is open" not in dana.card.text()
    assert await bookings.made() == []


@pytest.mark.parametrize("odd", ["<b>x</b>", "'; DROP TABLE state; --", "x" * 1_000, "{{DATE(2027-03-01)}}"])
async def test_odd_text_is_named_and_asked_about(dana: Seat, odd: str):
    await dana.says(f"/free {odd}")

    await dana.sees("Which service?")


async def test_a_line_that_is_too_long_is_not_read(dana: Seat):
    assert await dana.says(f"/free {'x ' * 600}") == [
        "That is longer than I can use here. Please keep it to 1,000 characters."
    ]


async def test_when_graph_fails_the_same_is_asked_again_by_a_button(dana: Seat, bookings: Bookings):
    await bookings.fault("calendarView.list", "drop-before", times=None)
    await dana.says("/free initial consult friday")
    await dana.sees("cannot be reached right now")
    await dana.sees("(reference ")

    await bookings.mend()
    await dana.taps("Try again")

    assert times_on(dana)


async def test_in_a_channel_the_times_are_for_the_one_who_asked(room: Room, bookings: Bookings):
    dana = room.as_("dana").in_("general")
    await dana.says("/free initial consult with Dana friday")
    await room.settles()
    alex = room.as_("alex").in_("general").beside(dana)
    assert times_on(dana)
    assert "Initial consult" not in alex.visible

    heard = await alex.taps("Show")
    assert "Only the person who started this" in " ".join(heard)

    await dana.taps(times_on(dana)[0])
    await dana.sees("Still to choose: customer.")
    await dana.taps("Book", Customer="Adele Vance · adelev@proseware.example")
    assert len(await bookings.made()) == 1


async def test_whoever_has_no_business_sees_nothing(room: Room):
    wei = room.as_("wei")
    await wei.says("/free initial consult")

    await wei.sees("does not let you do this")


async def test_a_fifth_card_closes_the_first(dana: Seat):
    await dana.says("/free initial consult friday")
    first, time = dana.card, times_on(dana)[0]
    for _ in range(4):
        await dana.says("/free initial consult friday")

    heard = await dana.taps(time, on=first)

    assert "no longer open" in " ".join(heard)


async def test_the_card_of_a_booking_that_is_given_up_says_so(dana: Seat):
    await to_staff(dana)
    booking = dana.card.post
    await dana.says("/free initial consult friday")
    await dana.taps(times_on(dana)[0])

    assert "This goes on further down." in str(booking.versions[-1])


async def test_free_times_keep_to_the_hours_that_a_limit_leaves(dana: Seat):
    await dana.says("/free initial consult friday after 3pm")

    assert "Which time" not in dana.card.text()
    assert times_on(dana)
    assert all(title >= "15:00" for title in times_on(dana))

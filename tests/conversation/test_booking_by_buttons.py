"""The guided way, by buttons alone."""

import asyncio

from conversation_clinic import Bookings
from conversation_steps import to_customer, to_last_look, to_service, to_staff, to_times

from rehearsal.room import Room
from rehearsal.seat import Seat

JOIN = "https://teams.microsoft.com/l/meetup-join/"
VISIT = "https://visit.teams.microsoft.com/"


async def test_a_booking_ends_with_both_links_of_one_appointment(dana: Seat, bookings: Bookings):
    await to_last_look(dana)

    await dana.taps("Book")

    (made,) = await bookings.made()
    assert made["serviceName"] == "Initial consult"
    assert made["customers"][0]["name"] == "Adele Vance"
    assert dana.card.button("Join (staff)").action["url"] == made["joinWebUrl"]
    assert made["joinWebUrl"].startswith(JOIN)
    assert dana.card.input("Customer link").value == made["anonymousJoinWebUrl"]
    assert made["anonymousJoinWebUrl"].startswith(VISIT)
    assert made["anonymousJoinWebUrl"] in dana.card.input("Invitation").value


async def test_a_flow_lives_on_one_card_that_is_replaced_in_place(dana: Seat):
    before = len(dana.cards)

    await to_last_look(dana)
    await dana.taps("Book")

    assert len(dana.cards) == before + 1


async def test_pressing_book_twice_at_once_books_once(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    card = dana.card

    await asyncio.gather(dana.taps("Book", on=card), dana.taps("Book", on=card))

    assert len(await bookings.made()) == 1
    await dana.sees("Booked")


async def test_the_answer_to_book_delivered_again_books_once(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    await dana.taps("Book")

    await dana.redelivers(3)
    await dana.redelivers(2, fresh_id=True)

    assert len(await bookings.made()) == 1


async def test_a_tap_on_a_card_that_was_answered_does_nothing_and_says_so(dana: Seat, bookings: Bookings):
    await to_last_look(dana)
    old = dana.card
    await dana.taps("Change service")

    heard = await dana.taps("Book", on=old)

    assert "no longer open" in " ".join(heard)
    assert await bookings.made() == []
    await dana.sees("Which service?")


async def test_every_part_can_be_changed_on_the_last_look(dana: Seat, bookings: Bookings):
    await to_last_look(dana)

    await dana.taps("Change customer")
    await dana.taps("Next", Customer="Chris Green · chris.green@fabrikam.example")
    await dana.sees("One last look")
    await dana.taps("Change staff")
    await dana.taps("Next", Staff="Miriam Graham")
    await dana.taps("Take this time")
    await dana.taps("Change notes")
    await dana.taps("Next", **{"Notes for the staff": "Bring the X-ray."})
    await dana.taps("Book")

    (made,) = await bookings.made()
    assert made["customers"][0]["name"] == "Chris Green"
    assert made["serviceNotes"].startswith("Bring the X-ray.")
    await dana.sees("Miriam Graham")


async def test_back_goes_one_question_back_and_keeps_the_rest(dana: Seat):
    await to_times(dana)

    await dana.taps("Back")
    await dana.sees("For which customer?")
    await dana.taps("Back")
    await dana.sees("With whom?")

    assert "Initial consult" in dana.card.text()


async def test_start_over_forgets_everything(dana: Seat):
    await to_times(dana)

    await dana.taps("Start over")

    assert "Which service?" in dana.card.text()
    assert "Initial consult" not in dana.card.text().split("Which service?")[0]


async def test_cancel_ends_it_and_leaves_a_summary(dana: Seat, bookings: Bookings):
    await to_last_look(dana)

    await dana.taps("Cancel")

    assert dana.card.buttons == []
    assert "Nothing was booked" in dana.card.text()
    assert await bookings.made() == []


async def test_old_clients_book_by_submit(dana: Seat, bookings: Bookings):
    await dana.says("/book")
    await dana.taps("Next", Service="Initial consult", as_submit=True)
    await dana.taps("Next", Staff="Anyone who is free", as_submit=True)
    await dana.taps("Next", Customer="Adele Vance", as_submit=True)
    await dana.taps("Take this time", as_submit=True)
    await dana.taps("No notes", as_submit=True)
    await dana.taps("Book", as_submit=True)

    await dana.sees("Reference")
    assert len(await bookings.made()) == 1


async def test_a_service_with_one_member_of_staff_does_not_ask_with_whom(dana: Seat):
    await to_staff(dana, "Group breathing class")

    assert "For which customer?" in dana.card.text()
    assert "Lidia Holloway" in dana.card.text()


async def test_an_unassigned_appointment_has_no_staff(dana: Seat, bookings: Bookings):
    await to_last_look(dana, staff="Nobody yet")

    await dana.taps("Book")

    (made,) = await bookings.made()
    assert made["staffMemberIds"] == []
    await dana.sees("Nobody yet")


async def test_a_customer_without_mail_is_warned_about(dana: Seat):
    await to_last_look(dana, customer="Joni Sherman")

    assert "no link and no reminder" in dana.card.text()


async def test_a_service_in_person_says_why_there_is_no_link(dana: Seat):
    await to_last_look(dana, service="Wound check (in person)")
    assert "no join link" in dana.card.text()

    await dana.taps("Book")

    assert "held in person" in dana.card.text()
    assert "Join (staff)" not in dana.buttons


async def test_a_service_without_anonymous_join_says_why_there_is_no_customer_link(dana: Seat):
    await to_last_look(dana, service="Insurance call")

    await dana.taps("Book")

    assert "anonymous join is off" in dana.card.text()
    assert "Join (staff)" in dana.buttons


async def test_the_questions_of_the_service_are_asked_and_answered(dana: Seat, bookings: Bookings):
    await to_customer(dana, service="Physiotherapy assessment")
    await dana.taps("Next", Customer="Adele Vance")
    await dana.taps("Next", **{"Where does it hurt?": "Left knee", "Since when? (optional)": "Weeks"})
    await dana.taps("Take this time")
    await dana.taps("No notes")
    await dana.taps("Book")

    (made,) = await bookings.made()
    answers = made["customers"][0]["customQuestionAnswers"]
    assert {(one["question"], one["answer"] or one["selectedOptions"][0]) for one in answers} == {
        ("Where does it hurt?", "Left knee"),
        ("Since when?", "Weeks"),
    }


async def test_a_required_question_left_empty_is_asked_again(dana: Seat):
    await to_customer(dana, service="Physiotherapy assessment")
    await dana.taps("Next", Customer="Adele Vance")

    nonce = dana.card.button("Next").action["data"]["frontdesk"]
    await dana.sends({"type": "message", "value": {"frontdesk": nonce, "move": "answer"}})

    assert "Please answer" in dana.card.text()
    assert "A few questions" in dana.card.text()


async def test_a_group_service_takes_a_new_customer(dana: Seat, bookings: Bookings):
    await to_staff(dana, "Group breathing class")
    await dana.taps("New customer")
    await dana.taps("Next", name="Robin Example", mail="robin@litware.example")
    await dana.taps("Take this time")
    await dana.taps("No notes")
    await dana.taps("Book")

    await dana.sees("Reference")
    assert [c["name"] for one in await bookings.made() for c in one["customers"]].count("Robin Example") == 1


async def test_a_session_with_seats_left_is_joined_and_keeps_the_others(dana: Seat, bookings: Bookings):
    for customer in ("Adele Vance", "Zoë Müller"):
        await to_staff(dana, "Group breathing class")
        await dana.taps("Next", Customer=customer)
        await dana.taps("Take this time")
        await dana.taps("No notes")
        await dana.taps("Book")
        await dana.sees("Reference")

    (session,) = await bookings.made()
    assert [one["name"] for one in session["customers"]] == ["Adele Vance", "Zoë Müller"]
    assert "Zoë Müller" in dana.card.text()


async def test_another_day_can_be_looked_at(dana: Seat):
    await to_times(dana)

    await dana.taps("Day after")
    assert "Tuesday, 2 March 2027" in dana.card.text()
    await dana.taps("Day before")
    assert "Monday, 1 March 2027" in dana.card.text()
    await dana.taps("Show that day", **{"Another day": "2027-03-07"})

    assert "Sunday, 7 March 2027" in dana.card.text()
    assert "No time is free" in dana.card.text()


async def test_a_viewer_may_look_but_not_book(room: Room, bookings: Bookings):
    megan = room.as_("megan")
    await to_service(megan)
    await megan.taps("Next", Service="Initial consult")
    await megan.taps("Next", Staff="Anyone who is free")
    await megan.taps("Next", Customer="Adele Vance")
    await megan.taps("Take this time")
    await megan.taps("No notes")

    await megan.taps("Book")

    assert "does not let you" in megan.card.text()
    assert await bookings.made() == []

"""Bookings from the first word to both links."""

from playwright.sync_api import expect

SERVICE = "Initial consult · 30 min · online"
ADELE = "Adele Vance · adelev@proseware.example"
JOIN, VISIT = "https://teams.microsoft.com/l/meetup-join/", "https://visit.teams.microsoft.com/"


def test_a_booking_by_buttons_ends_with_both_links(opens, house):
    dana = opens("dana")
    before = house.appointments("2030-03-04")

    card = dana.says("/book").shows("Which service?").looks_up("Service", "init", SERVICE).taps("Next")
    card.shows("With whom?").taps("Next")
    card.shows("For which customer?").looks_up("Customer", "Adele", ADELE).taps("Next")
    card.shows("When?", "times in London").taps("Take this time")
    card.shows("Anything to note?").input("Notes for the staff").fill("Prefers to be called Adele.")
    card.taps("Next").shows("One last look", "Prefers to be called Adele.").taps("Book")

    card.shows("Booked", "Adele Vance", "Reference")
    assert card.copies("Copy customer link", "Customer link").startswith(VISIT)
    assert VISIT in card.copies("Copy invitation text", "Invitation")
    assert card.link("Join (staff)").startswith(JOIN)
    assert len(house.appointments("2030-03-04")) == len(before) + 1


def test_one_line_and_one_tap_end_with_both_links(opens):
    dana = opens("dana", "group")

    card = dana.says("/book initial consult with Miriam for Adele tuesday 10:30")
    card.shows("One last look", "Tuesday, 5 March 2030", "Miriam Graham", "Adele Vance").taps("Book")

    card.shows("Reference")
    assert card.copies("Copy customer link", "Customer link").startswith(VISIT)
    assert card.link("Join (staff)").startswith(JOIN)


def test_a_refused_time_comes_with_others_of_which_one_is_a_tap_away(opens):
    dana = opens("dana")

    card = dana.says("/book initial consult with Grady Archie for Adele thursday 7am")
    card.shows("The business is closed at that time.", "The nearest that are free:")
    card.body.get_by_role("radio").first.check()
    card.taps("Book")

    card.shows("Reference", "Grady Archie").lacks("closed at that time")


def test_an_empty_page_offers_words_to_begin_with(opens):
    wei = opens("wei")

    wei.page.get_by_role("button", name="/book", exact=True).click()
    expect(wei.box).to_be_focused()
    wei.box.press("Enter")

    wei.card.shows("Book an appointment")
    expect(wei.page.locator(".nothing")).to_be_hidden()


def test_what_was_filled_in_is_there_when_one_comes_back(opens):
    dana = opens("dana", "channel")
    card = dana.says("/book initial consult with Miriam").shows("Still to choose")
    card.looks_up("Customer", "Adele", ADELE)

    dana.goes("general")
    dana.becomes("alex", "Alex Wilber")
    dana.becomes("dana", "Dana Swope")
    dana.goes("channel")
    dana.page.get_by_role("button", name="Dark").click()

    expect(card.input("Customer")).to_have_value(ADELE)
    card.taps("Book").shows("Adele Vance").lacks("customer and time")


def test_typed_answers_do_as_well_as_buttons(opens):
    dana = opens("dana", "group")

    dana.says("/book initial consult with Miriam for Adele").shows("Still to choose")

    dana.says("friday 15:00").shows("One last look", "Friday, 8 March 2030").lacks("Still to choose")

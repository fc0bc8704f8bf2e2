"""What goes wrong behind the scenes, switched on in the panel, ends well in the chat."""

from playwright.sync_api import expect

LINE = "/book initial consult with Miriam for Adele {} {}"


def test_five_hundred_after_creating_ends_in_one_appointment(opens, house):
    dana = opens("dana")
    before = house.appointments("2030-03-05")
    card = dana.says(LINE.format("tuesday", "14:00")).shows("One last look")
    dana.arms("appointments.create", "error-after")

    card.taps("Book").shows("Booked", "Reference")

    failed = dana.traced("appointments.create").and_(dana.page.locator("[data-ending=failed]"))
    expect(failed).to_contain_text("500")
    expect(failed).to_contain_text("error-after")
    expect(dana.traced("calendarView.list").last).to_contain_text("200")
    assert len(house.appointments("2030-03-05")) == len(before) + 1


def test_a_tap_that_is_delivered_again_has_the_same_answer_and_no_second_appointment(opens, house):
    dana = opens("dana")
    before = house.appointments("2030-03-05")
    card = dana.says(LINE.format("tuesday", "15:00")).shows("One last look")
    card.taps("Book").shows("Reference")
    taps = dana.traced("adaptiveCard/action")
    expect(taps).to_have_count(1)

    dana.behind.get_by_role("button", name="At once").click()

    expect(taps.and_(dana.page.locator("[data-ending=done]"))).to_have_count(2)
    numbers = [line.get_attribute("data-line") for line in taps.all()]
    first, again = (house.asks(f"/room/trace/{number}") for number in numbers)
    assert first["sent"]["id"] == again["sent"]["id"]
    assert first["got"] == again["got"]
    card.shows("Reference")
    assert len(house.appointments("2030-03-05")) == len(before) + 1


def test_while_graph_is_away_nothing_is_lost_and_afterwards_it_goes_on(opens, house):
    dana = opens("dana")
    before = house.appointments("2030-03-08")
    card = dana.says(LINE.format("friday", "15:00")).shows("One last look")
    offline = dana.behind.get_by_role("switch", name="Graph is offline")
    offline.check()

    card.taps("Book")
    card.shows("Microsoft 365 cannot be reached right now. Nothing you chose is lost")
    assert dana.traced("appointments").and_(dana.page.locator("[data-ending=done]")).count() == 0
    offline.uncheck()
    expect(offline).not_to_be_checked()
    card.taps("Book")

    card.shows("Reference")
    assert len(house.appointments("2030-03-08")) == len(before) + 1


def test_the_clock_goes_on_for_all_three(opens):
    dana = opens("dana", "group")
    dana.behind.get_by_role("button", name="Clock forward 1 h").click()

    expect(dana.page.locator("time.clock")).to_contain_text("09:")
    dana.says("/help").shows("What I can do")
    expect(dana.page.locator("article[data-mine=true] time").last).to_contain_text("9:")

SERVICE = "Initial consult · 30 min · online"
ADELE = "Adele Vance · adelev@proseware.example"
CHANNEL = "Northwind front office - Appointments"


def test_a_booking_in_a_channel_keeps_the_customer_from_the_others(client):
    channel = client.channel(CHANNEL)

    thread = channel.post("/book").shows("Only they see the details.")
    thread.lacks("Which service?").picture("channel")
    thread.tap("Continue")
    thread.shows("Which service?").choose("Service", SERVICE)
    thread.tap("Next")
    thread.shows("With whom?").tap("Next")
    thread.shows("For which customer?").choose("Customer", ADELE, typed="Adele")
    thread.tap("Next")
    thread.shows("When?").tap("Take this time")
    thread.shows("Anything to note?").tap("No notes")
    thread.shows("One last look")
    # The last word to all races with the answer to Dana. In Teams her client then asks again by itself.
    with client.passing(calls=2):
        thread.tap("Book")
    if "Show details" in thread.buttons:
        thread.tap("Show details")

    thread.shows("Reference").tap("Copy customer link")
    assert thread.value("Customer link").startswith("https://visit.teams.microsoft.com/")
    assert thread.link("Join (staff)").startswith("https://teams.microsoft.com/l/meetup-join/")
    assert any("A. V." in post for post in client.posted)
    for secret in ("Adele", "adelev", "meetup-join", "visit.teams"):
        assert not any(secret in post for post in client.posted)


def test_a_typed_answer_in_a_channel_is_heard_with_a_mention(client):
    channel = client.channel(CHANNEL)
    thread = channel.post("/book").shows("Only they see the details.")

    channel.reply(thread, "initial consult")

    thread.shows("initial consult").tap("Continue")
    thread.shows("With whom?")


def test_one_line_in_a_channel_and_one_tap_end_with_both_links(client):
    channel = client.channel(CHANNEL)

    thread = channel.post("/book initial consult with Miriam for Adele tomorrow 10:30")
    thread.shows("Only they see the details.").tap("Continue")
    thread.shows("One last look").shows("Adele Vance")
    with client.passing(calls=2):
        thread.tap("Book")
    if "Show details" in thread.buttons:
        thread.tap("Show details")

    thread.shows("Reference").tap("Copy customer link")
    assert thread.value("Customer link").startswith("https://visit.teams.microsoft.com/")
    assert any("A. V." in post for post in client.posted)
    for secret in ("Adele", "adelev", "meetup-join", "visit.teams"):
        assert not any(secret in post for post in client.posted if "/book" not in post)

SERVICE = "Initial consult · 30 min · online"
ADELE = "Adele Vance · adelev@proseware.example"
JOIN, VISIT = "https://teams.microsoft.com/l/meetup-join/", "https://visit.teams.microsoft.com/"


def test_one_line_and_one_tap_end_with_both_links(client):
    chat = client.chat()

    chat.say("/book initial consult with Miriam for Adele tomorrow 10:30")
    card = chat.hears("One last look").shows("Adele Vance").shows("Miriam Graham")
    card.picture("one-line")
    card.tap("Book")

    card.shows("Reference").tap("Copy customer link")
    assert card.value("Customer link").startswith(VISIT)
    assert card.link("Join (staff)").startswith(JOIN)


def test_what_a_line_leaves_open_is_asked_on_its_one_card(client):
    chat = client.chat()
    client.on_a_phone()

    chat.say("/book initial consult with Dnaa for Adele thursday at 3")
    card = chat.hears("I know no staff member called Dnaa. Did you mean Dana Swope?")
    assert card.overflow == 0
    card.picture("phone-one-line")
    card.pick("Dana Swope")
    card.pick("3:00 PM")
    card.tap("Book")

    card.shows("Reference").shows("Adele Vance")


def test_a_booking_by_buttons_ends_with_both_links(client):
    chat = client.chat()
    chat.hears("Hello, this is Frontdesk")

    chat.say("/book")
    card = chat.hears("Which service?")
    card.choose("Service", SERVICE)
    card.picture("service")
    card.tap("Next")
    card.shows("With whom?").tap("Next")
    card.shows("For which customer?").picture("customer")
    card.choose("Customer", ADELE, typed="Adele")
    card.tap("Next")
    card.shows("times in London").picture("times")
    card.tap("Take this time")
    card.shows("Anything to note?").fill("Notes for the staff", "Prefers to be called Adele.")
    card.tap("Next")
    card.shows("One last look").picture("last-look")
    card.tap("Book")

    card.shows("Reference").picture("booked")
    chat.picture("chat")
    card.tap("Copy customer link")
    assert card.value("Customer link").startswith(VISIT)
    card.tap("Copy invitation text")
    assert VISIT in card.value("Invitation")
    assert card.link("Join (staff)").startswith(JOIN)


def test_a_booking_by_typed_answers_ends_with_both_links(client):
    chat = client.chat()

    chat.say("/book")
    chat.hears("Which service?")
    chat.say("initial consult")
    chat.hears("With whom?")
    chat.say("anyone")
    chat.hears("For which customer?")
    chat.say("Adele Vance")
    chat.hears("When?")
    chat.say("tomorrow 3pm")
    chat.hears("Anything to note?")
    chat.say("Prefers to be called Adele.")
    look = chat.hears("One last look").shows("March 5, 2030, 3:00")
    look.shows("Prefers to be called Adele.")
    chat.say("book")

    card = chat.hears("Reference").shows("Adele Vance")
    card.tap("Copy customer link")
    assert card.value("Customer link").startswith(VISIT)
    assert card.link("Join (staff)").startswith(JOIN)


def test_an_unknown_service_is_asked_for_again(client):
    chat = client.chat()

    chat.say("/book underwater yoga")

    card = chat.hears("I know no service called underwater yoga.").shows("Still to choose")
    assert SERVICE in card.options("Service")


def test_a_time_outside_the_hours_is_refused_with_the_nearest(client):
    chat = client.chat()

    chat.say("/book initial consult with Grady Archie for Adele tomorrow 7am")

    card = chat.hears("The business is closed at that time.").shows("Adele Vance")
    card.shows("The nearest that are free:")
    card.picture("refused-time")


def test_what_is_changed_at_the_last_look_is_asked_again_and_nothing_else(client):
    chat = client.chat()
    for words, then in (
        ("/book", "Which service?"),
        ("initial consult", "With whom?"),
        ("anyone", "For which customer?"),
        ("Adele Vance", "When?"),
        ("first free", "Anything to note?"),
        ("none", "One last look"),
    ):
        chat.say(words)
        card = chat.hears(then)

    card.tap("Change customer")
    card.shows("For which customer?")
    chat.say("akim@litware.example")

    chat.hears("One last look").shows("Alex Kim").shows("10:15").lacks("Adele")


def test_cancel_ends_it_by_button_and_by_word(client):
    chat = client.chat()
    chat.say("/book")
    chat.hears("Which service?").tap("Cancel")
    chat.hears("Cancelled. Nothing was booked.")

    chat.say("/cancel")
    chat.hears("There is nothing open to cancel.")

    chat.say("/book")
    card = chat.hears("Which service?")
    chat.say("cancel")
    chat.hears("Cancelled. Nothing was booked.")
    card.lacks("Which service?")


def test_help_names_all_commands(client):
    chat = client.chat()

    chat.say("/help")

    card = chat.hears("What I can do")
    for command in ("/book", "/meet", "/link", "/cancel", "/help"):
        card.shows(command)
    card.picture("help")


def test_the_cards_fit_a_phone(client):
    chat = client.chat()
    client.on_a_phone()
    for words, then, picture in (
        ("/help", "What I can do", None),
        ("/book", "Which service?", None),
        ("initial consult", "With whom?", None),
        ("anyone", "For which customer?", None),
        ("Adele Vance", "When?", "phone-times"),
        ("first free", "Anything to note?", None),
        ("none", "One last look", "phone-last-look"),
        ("book", "Reference", "phone-booked"),
    ):
        chat.say(words)
        card = chat.hears(then)
        assert card.overflow == 0
        if picture:
            card.picture(picture)

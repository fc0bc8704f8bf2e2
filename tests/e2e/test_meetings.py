JOIN, VISIT = "https://teams.microsoft.com/l/meetup-join/", "https://visit.teams.microsoft.com/"


def test_a_meeting_is_found_again_under_the_id_of_the_other_system(client):
    chat = client.chat()
    chat.say("/meet Budget review tomorrow 3pm as ERP-17")
    made = chat.hears("Meeting made").shows("Budget review").shows("ERP-17")
    made.picture("meeting")
    made.tap("Copy visitor link")
    visitor, join = made.value("Visitor link"), made.link("Join (staff)")

    chat.say("/link ERP-17")

    found = chat.hears("Meeting").shows("Budget review")
    found.tap("Copy visitor link")
    assert (found.value("Visitor link"), found.link("Join (staff)")) == (visitor, join)
    assert visitor.startswith(VISIT)
    assert join.startswith(JOIN)


def test_an_unknown_event_id_has_no_links(client):
    chat = client.chat()

    chat.say("/link ERP-18")

    chat.hears("I keep no meeting under “ERP-18”.")

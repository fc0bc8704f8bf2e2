"""The links of an appointment: which there are, why one is missing, and what is handed to the customer."""

from dataclasses import replace

import pytest
from cards_gallery import ELEVEN, HALF_AN_HOUR, JOIN, LONDON, VISIT
from cards_walk import of_type

from booking.ids import AppointmentId, ServiceId
from booking.models import Appointment
from cards.booked import BookedView, NoLink, booked, invitation, missing_links
from cards.elements import Card

MADE = Appointment(
    AppointmentId("a-1"),
    ServiceId("v-consult"),
    "Initial consult",
    ELEVEN,
    ELEVEN + HALF_AN_HOUR,
    online=True,
    join_link=JOIN,
    customer_link=VISIT,
)


def view(made: Appointment, *, anonymous_join: bool = True) -> BookedView:
    join, customer = missing_links(made, anonymous_join=anonymous_join)
    return BookedView(
        appointment=made,
        reference="K7Q2",
        business="Northwind Clinic",
        staff="Nobody yet",
        customer="Adele Vance",
        customer_mail="adelev@proseware.example",
        others=[("Northwind Clinic", LONDON)],
        no_join_link=join,
        no_customer_link=customer,
    )


def titles(card: Card) -> list[str]:
    return [one["title"] for one in of_type(card, "Action.OpenUrl", "Action.ShowCard")]


@pytest.mark.parametrize(
    ("online", "join", "customer", "anonymous_join", "missing"),
    [
        (True, JOIN, VISIT, True, (None, None)),
        (True, JOIN, None, True, (None, NoLink.NOT_YET)),
        (True, JOIN, None, False, (None, NoLink.NO_ANONYMOUS_JOIN)),
        (True, None, None, True, (NoLink.NOT_YET, NoLink.NOT_YET)),
        (True, None, None, False, (NoLink.NOT_YET, NoLink.NO_ANONYMOUS_JOIN)),
        (False, None, None, True, (NoLink.NOT_ONLINE, NoLink.NOT_ONLINE)),
    ],
)
def test_a_missing_link_has_its_reason(
    *, online: bool, join: str | None, customer: str | None, anonymous_join: bool, missing: object
):
    made = replace(MADE, online=online, join_link=join, customer_link=customer)

    assert missing_links(made, anonymous_join=anonymous_join) == missing


def test_a_link_that_never_came_is_told_of_as_such():
    made = replace(MADE, join_link=None, customer_link=None)

    assert missing_links(made, anonymous_join=True, gave_up=True) == (NoLink.NEVER_CAME, NoLink.NEVER_CAME)


def test_the_invitation_holds_the_customers_link_and_never_the_staffs():
    text = invitation(view(MADE), tag="en-GB", zone=LONDON)

    assert f"Join: {VISIT}" in text
    assert JOIN not in text


def test_without_anonymous_join_the_invitation_holds_the_link_that_the_customer_has_to_use():
    made = replace(MADE, customer_link=None)

    assert f"Join: {JOIN}" in invitation(view(made, anonymous_join=False), tag="en-GB", zone=LONDON)


def test_an_invitation_is_offered_once_its_link_is_there():
    late = view(replace(MADE, customer_link=None))

    assert titles(booked(late, tag="en-GB", zone=LONDON)) == ["Join (staff)"]
    assert titles(booked(view(MADE), tag="en-GB", zone=LONDON)) == [
        "Join (staff)",
        "Copy customer link",
        "Copy invitation text",
    ]


def test_an_appointment_in_person_has_an_invitation_without_a_link():
    made = replace(MADE, online=False, join_link=None, customer_link=None)

    assert titles(booked(view(made), tag="en-GB", zone=LONDON)) == ["Copy invitation text"]
    assert "Join" not in invitation(view(made), tag="en-GB", zone=LONDON)

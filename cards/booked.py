"""The appointment as it stands, its links, and what others may see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking.models import Appointment
from cards import phrases
from cards.answers import Move
from cards.dates import city, elsewhere, when
from cards.elements import (
    Button,
    Card,
    Element,
    button,
    card,
    copy_button,
    heading,
    link_button,
    rows,
    sentence,
    trouble,
)
from cards.frame import Row
from cards.open_place import only_for

SHARE = "Share details: customer’s name and time"
SHARED = "shared:"
"""Before the reference on the card of an appointment whose details all in the channel have been shown."""

NO_MAIL = "The customer has no mail address: Bookings sends them no link and no reminder."


class NoLink(StrEnum):
    """Why a link is missing, and what to do about it."""

    NOT_ONLINE = (
        "This service is held in person, so there is no join link. "
        "To meet online, turn on the online meeting for the service in Bookings."
    )
    NO_ANONYMOUS_JOIN = (
        "There is no customer link: anonymous join is off for this service. "
        "An administrator can turn it on in Bookings; until then the customer joins with the staff link."
    )
    NOT_YET = "Teams is still making the link. This card is updated as soon as it is there."
    NEVER_CAME = "Teams has not made the link. Look at the appointment in Bookings in a few minutes."


@dataclass(frozen=True, slots=True)
class BookedView:
    """An appointment with the words around it; `others` are (who, zone) whose clocks may differ."""

    appointment: Appointment
    reference: str
    business: str
    staff: str
    customer: str = field(repr=False)
    customer_mail: str | None = field(repr=False)
    others: Sequence[tuple[str, ZoneInfo]]
    no_join_link: NoLink | None
    no_customer_link: NoLink | None


def missing_links(
    appointment: Appointment, *, anonymous_join: bool, gave_up: bool = False
) -> tuple[NoLink | None, NoLink | None]:
    """Why the staff link and the customer link are missing; None for one that is there."""
    if not appointment.online:
        return NoLink.NOT_ONLINE, NoLink.NOT_ONLINE
    late = NoLink.NEVER_CAME if gave_up else NoLink.NOT_YET
    join = None if appointment.join_link else late
    if appointment.customer_link:
        return join, None
    return join, late if anonymous_join else NoLink.NO_ANONYMOUS_JOIN


def booked(view: BookedView, *, tag: str, zone: ZoneInfo, share: Mapping[str, str] | None = None) -> Card:
    """What was booked, when, both ways in, and the reference.

    `share` is what a button carries that shows the customer's name to all who read along; None for no button.
    """
    body: list[Element] = [
        heading("✓ Booked") | {"color": "Good"},
        *rows(booked_rows(view, tag=tag, zone=zone)),
        *(sentence(f"ℹ {reason}", subtle=True) for reason in _reasons(view)),
    ]
    if not view.customer_mail:
        body.append(trouble(NO_MAIL, style="warning"))
    sharing = [] if share is None else [button(SHARE, view.reference, Move.SHARE, inputs=False, data=share)]
    return card(body, actions=[*_links(view, tag=tag, zone=zone), *sharing], spoken="Booked")


def booked_rows(view: BookedView, *, tag: str, zone: ZoneInfo) -> list[Row]:
    """The appointment in words, with the other clocks that matter."""
    made = view.appointment
    return [
        ("Service", made.service_name),
        ("When", when(made.start, made.end, tag, zone)),
        *elsewhere(made.start, tag, zone, view.others),
        ("Staff", view.staff),
        ("Customer", view.customer),
        ("Business", view.business),
        ("Reference", view.reference),
    ]


def invitation(view: BookedView, *, tag: str, zone: ZoneInfo) -> str:
    """What can be pasted into a mail to the customer, with the link by which this customer can join."""
    made = view.appointment
    by_staff_link = view.no_customer_link is NoLink.NO_ANONYMOUS_JOIN
    link = made.join_link if by_staff_link else made.customer_link
    lines = [
        f"{made.service_name}, {view.business}",
        f"{when(made.start, made.end, tag, zone)} ({zone.key})",
        *([f"With {view.staff}"] if made.staff_ids else []),
        *([f"Join: {link}"] if link else []),
        f"Reference: {view.reference}",
    ]
    return "\n".join(lines)


def _reasons(view: BookedView) -> list[str]:
    reasons = dict.fromkeys((view.no_join_link, view.no_customer_link))
    return [str(reason) for reason in reasons if reason is not None]


def _links(view: BookedView, *, tag: str, zone: ZoneInfo) -> list[Button]:
    made = view.appointment
    home = next((where for who, where in view.others if who == view.business), zone)
    join = [link_button("Join (staff)", made.join_link, style="positive")] if made.join_link else []
    customer = (
        [copy_button("Copy customer link", "Customer link", made.customer_link)] if made.customer_link else []
    )
    if NoLink.NOT_YET in {view.no_join_link, view.no_customer_link}:
        return [*join, *customer]  # an invitation without its link would be sent as it is
    text = invitation(view, tag=tag, zone=home)
    return [*join, *customer, copy_button("Copy invitation text", "Invitation", text)]


def still_checking(reference: str, chosen: Sequence[Row]) -> Card:
    """Nobody knows yet whether it was booked; the card says so and is updated by itself."""
    body = [
        heading("Still checking"),
        *rows(chosen),
        sentence("Bookings has not said whether it booked this. I am looking, and this card will tell you."),
        sentence("Please do not book it again meanwhile.", subtle=True),
        *rows([("Reference", reference)]),
    ]
    return card(body, spoken="Still checking whether it was booked")


def never_known(reference: str, chosen: Sequence[Row]) -> Card:
    """It could not be found out; what a person can do, who sees more than the bot."""
    body = [
        heading("Please look into Bookings"),
        *rows(chosen),
        trouble(phrases.NEVER_KNOWN, style="warning"),
        *rows([("Reference", reference)]),
    ]
    return card(body, spoken=phrases.NEVER_KNOWN)


def not_booked(why: str, chosen: Sequence[Row]) -> Card:
    """Surely nothing was booked, and why."""
    body = [
        heading("Not booked"),
        *rows(chosen),
        trouble(why),
        sentence("Write /book to try again.", subtle=True),
    ]
    return card(body, spoken="Not booked")


def finished(title: str, chosen: Sequence[Row]) -> Card:
    """A read-only summary of a card that has been answered, cancelled or superseded."""
    return card([heading(title) | {"isSubtle": True}, *rows(chosen)], spoken=title)


def initials(name: str) -> str:
    """All that others in a channel see of a customer: A. V. for Adele Vance."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum()) or "-"


def announced(view: BookedView, booker: str, *, user_ids: list[str], tag: str, details: bool = False) -> Card:
    """What everybody in a channel may see of an appointment: no name, mail, phone or link of the customer.

    With `details`, which the one who booked has to ask for, it holds the name, and never more than that. The
    client of the one who booked asks by itself for the whole of it, by the reference.
    """
    made = view.appointment
    home = next((zone for who, zone in view.others if who == view.business), ZoneInfo("UTC"))
    pairs = [
        ("Booked by", booker),
        ("Service", made.service_name),
        ("When", f"{when(made.start, made.end, tag, home)} ({city(home)})"),
        ("Staff", view.staff),
        ("Customer", view.customer if details else initials(view.customer)),
        ("Reference", view.reference),
    ]
    nonce = f"{SHARED}{view.reference}" if details else view.reference
    return only_for(user_ids, nonce, "Show details", [heading("Booked"), *rows(pairs)], spoken="Booked")

"""Booking what was confirmed, and showing what came of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from botbuilder.core import TurnContext

from booking.draft import AppointmentDraft, Part
from booking.errors import BookingError, Rejected, SlotTaken, TimeRefused
from booking.models import Appointment, Attendee, Service
from booking.ports import AppointmentRequest
from booking.scheduling import Booked, NotBooked, Outcome, StillChecking
from cards import phrases
from cards.booked import never_known, not_booked, still_checking
from cards.frame import TITLE, Row
from cards.open_place import over
from dialogs.desk import Desk, desk_of
from dialogs.facts import Chosen, chosen
from dialogs.relay import Relay
from dialogs.result import Around, view_of
from dialogs.stage import View
from dialogs.telling import chosen_so_far


@dataclass(frozen=True, slots=True)
class Booking:
    """One confirmed draft on its way: what it names, and how it is asked of Bookings."""

    desk: Desk
    draft: AppointmentDraft
    named: Chosen
    service: Service
    request: AppointmentRequest
    rows: list[Row] = field(repr=False)

    @property
    def key(self) -> str:
        """The same for every tap, delivery and restart of this try; another after a refusal."""
        return f"book:{self.draft.flow}:{self.draft.attempt}"


async def book(context: TurnContext, relay: Relay) -> Relay | None:
    """Book and show it; a relay where the person has to choose again. May raise Unavailable."""
    desk = desk_of(context)
    booking = await _prepared(desk, relay.draft)
    outcome = await desk.scheduling.book(
        booking.request, staff=booking.named.holders, wanted=relay.draft.wanted, key=booking.key
    )
    match outcome:
        case NotBooked(why=SlotTaken()):
            return replace(relay.on(relay.draft.refused(Part.START)), trouble=phrases.TAKEN)
        case NotBooked(why=TimeRefused(rule=rule)):
            return replace(relay.on(relay.draft.refused(Part.START)), trouble=phrases.RULES[rule])
        case NotBooked():
            return replace(relay.on(relay.draft.refused(Part.START)), trouble=phrases.REJECTED)
        case _:
            await _show(booking, outcome, relay.message)
            return None


async def _prepared(desk: Desk, draft: AppointmentDraft) -> Booking:
    named = await chosen(desk.bookings, draft)
    if named.service is None or named.customer is None or draft.start is None:
        raise Rejected("what was chosen is gone")
    request = AppointmentRequest(
        business=named.business,
        service=named.service,
        start=draft.start,
        customer=named.customer,
        answers=tuple(
            (named.questions[answer.question_id], answer)
            for answer in draft.answers or ()
            if answer.question_id in named.questions
        ),
        service_notes=draft.notes or "",
        customer_zone=named.business.zone.key,
    )
    return Booking(desk, draft, named, named.service, request, await chosen_so_far(desk, draft))


async def _show(booking: Booking, outcome: Outcome, message: str | None) -> None:
    """Show it now, and bring the card up to date when more is known."""
    desk = booking.desk
    view = _view(booking, outcome)
    await desk.stage.announce(message, view)
    shown = await desk.stage.show(
        view, instead_of=message, summary=view.public if desk.stage.shared else None
    )
    if not isinstance(outcome, NotBooked):
        await desk.stage.tell_all(view.public)
    if shown is None:
        return
    match outcome:
        case StillChecking():
            desk.follow_up(_settling(booking, outcome, shown), name="find out what was booked")
        case Booked() if _is_waiting(booking, outcome.appointment):
            desk.follow_up(_waiting_for_links(booking, outcome, shown), name="wait for the join links")
        case _:
            pass


def _settling(booking: Booking, checking: StillChecking, message: str) -> Callable[[], Awaitable[None]]:
    async def settle() -> None:
        scheduling = booking.desk.scheduling
        outcome = await scheduling.find_out(booking.request, checking, key=booking.key)
        view = _given_up(booking, outcome) if isinstance(outcome, StillChecking) else _view(booking, outcome)
        booking.desk.stage.bring_up_to_date(message, view)
        if isinstance(outcome, Booked) and _is_waiting(booking, outcome.appointment):
            await _waiting_for_links(booking, outcome, message)()

    return settle


def _waiting_for_links(booking: Booking, made: Booked, message: str) -> Callable[[], Awaitable[None]]:
    async def wait() -> None:
        scheduling, appointment = booking.desk.scheduling, made.appointment
        for pause in scheduling.pauses:
            await scheduling.pause(pause)
            try:
                appointment = await booking.desk.bookings.appointment(
                    booking.named.business.id, appointment.id
                )
            except BookingError:
                continue
            if not _is_waiting(booking, appointment):
                break
        view = _made(booking, replace(made, appointment=appointment), gave_up=True)
        booking.desk.stage.bring_up_to_date(message, view)

    return wait


def _is_waiting(booking: Booking, appointment: Appointment) -> bool:
    """Whether a link that the service allows is not there yet."""
    expected = appointment.online and (not appointment.join_link or not appointment.customer_link)
    return expected and (not appointment.join_link or booking.service.anonymous_join)


def _view(booking: Booking, outcome: Outcome) -> View:
    match outcome:
        case Booked():
            return _made(booking, outcome)
        case StillChecking(reference=reference):
            return View(still_checking(reference, booking.rows), over(TITLE, phrases.STILL_CHECKING))
        case NotBooked():
            return View(not_booked(phrases.NOTHING_BOOKED, booking.rows), over(TITLE, phrases.NOTHING_BOOKED))


def _given_up(booking: Booking, checking: StillChecking) -> View:
    return View(never_known(checking.reference, booking.rows), over(TITLE, phrases.NEVER_KNOWN))


def _made(booking: Booking, made: Booked, *, gave_up: bool = False) -> View:
    """From what is at hand: what is booked is shown, whether or not Graph can be asked for more."""
    customer = booking.request.customer
    around = Around(
        booking.named.business,
        booking.named.team,
        anonymous_join=booking.service.anonymous_join,
        customer=Attendee(None, customer.name, customer.mail),
    )
    return view_of(booking.desk, made, around, gave_up=gave_up)

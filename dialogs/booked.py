"""Booking what was confirmed, and showing what came of it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

import structlog
from botbuilder.core import TurnContext

from booking.draft import AppointmentDraft, Part
from booking.errors import BookingError, Refused, Rejected, SlotTaken, TimeRefused
from booking.models import Appointment, Attendee, Service
from booking.override import Override
from booking.ports import AppointmentRequest
from booking.scheduling import Booked, NotBooked, Outcome, StillChecking
from cards import phrases
from cards.booked import never_known, not_booked, still_checking
from cards.frame import TITLE, Row
from cards.open_place import over
from dialogs.desk import Desk, desk_of
from dialogs.facts import Chosen, chosen
from dialogs.places import Place
from dialogs.questions.refused import refused
from dialogs.relay import Relay
from dialogs.result import Around, told, view_of
from dialogs.stage import View
from dialogs.telling import chosen_so_far

log = structlog.get_logger()


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
        return key_of(self.draft)

    @property
    def override(self) -> Override | None:
        """The rules that are booked over, if any are."""
        return Override(frozenset(self.draft.over), self.desk.reader.name) if self.draft.over else None


def key_of(draft: AppointmentDraft) -> str:
    """The key of this try to book."""
    return f"book:{draft.flow}:{draft.attempt}"


async def keep_time(desk: Desk, relay: Relay) -> Relay | None:
    """Keep the time while the person takes a last look; a relay where a colleague is booking it.

    Where it cannot be kept for want of an answer it is not: it is checked again before it is booked.
    """
    try:
        booking = await _prepared(desk, relay.draft)
        is_kept = await desk.scheduling.keep(
            booking.request, staff=booking.named.holders, wanted=relay.draft.wanted, key=booking.key
        )
    except BookingError:
        return None
    return None if is_kept else _other_time(relay, relay.draft.without(Part.START), trouble=phrases.HELD)


async def came_of(desk: Desk, relay: Relay) -> Relay | None:
    """Show what came, or is to come, of a try to book that was cut off; a relay where nothing did.

    Whatever else was asked of its card: to change a time that is booked would book another one.
    """
    intent = await desk.scheduling.tries.begun(key_of(relay.draft))
    if intent is None:
        return relay
    if intent.state == "refused":
        return replace(relay, draft=replace(relay.draft, attempt=relay.draft.attempt + 1))
    desk.stage.booked, view = intent.reference, _checking(intent.reference, [])
    if intent.state == "done":
        with suppress(BookingError):  # then it is told by whoever sweeps
            view = await told(desk, intent)
            desk.stage.afterwards.append(_telling(desk, intent.key))
    await desk.stage.announce(relay.message, view)
    shown = await desk.stage.show(
        view, instead_of=relay.message, summary=view.public if desk.stage.shared else None
    )
    if shown and shown != relay.message:
        await desk.scheduling.intents.place(intent.key, Place.at(desk, shown).as_row())
    return None


async def next_try(desk: Desk, draft: AppointmentDraft) -> AppointmentDraft:
    """The draft for another try, after one that failed; the same where that may have booked something."""
    stands = await desk.scheduling.intents.standing(key_of(draft))
    is_over = stands is None or stands.state == "refused"
    return replace(draft, attempt=draft.attempt + 1) if is_over else draft


async def book(context: TurnContext, relay: Relay) -> Relay | None:
    """Book and show it; a relay where the person has to choose again. May raise Unavailable."""
    desk = desk_of(context)
    booking = await _prepared(desk, relay.draft)
    outcome = await desk.scheduling.book(
        booking.request,
        staff=booking.named.holders,
        wanted=relay.draft.wanted,
        key=booking.key,
        conversation=Place.at(desk, relay.message).as_row(),
        override=booking.override,
    )
    match outcome:
        case NotBooked(why=why):
            return _other_time(relay, relay.draft.refused(Part.START), trouble=_why(why))
        case _:
            _log_override(booking, outcome)
            await _show(booking, outcome, relay.message)
            return None


def _other_time(relay: Relay, draft: AppointmentDraft, *, trouble: str) -> Relay:
    """The question for a time once more, with what is offered in place of the one that was refused."""
    view = refused(relay.draft.start) if relay.draft.start else {}
    return replace(relay.on(draft), trouble=trouble, view=view)


def _why(refusal: Refused) -> str:
    match refusal:
        case SlotTaken():
            return phrases.TAKEN
        case TimeRefused(rule=rule):
            return phrases.RULES[rule]
        case _:
            return phrases.REJECTED


def _log_override(booking: Booking, outcome: Outcome) -> None:
    """Who booked over which rule, by ids."""
    if booking.override and isinstance(outcome, Booked | StillChecking):
        log.info(
            "booked-over-a-rule",
            reason=" ".join(booking.draft.over),
            person=booking.desk.person.id,
            id=outcome.reference,
            status=type(outcome).__name__,
        )


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
    desk.stage.booked = outcome.reference if isinstance(outcome, Booked | StillChecking) else None
    if shown is None:
        return
    if shown != message:
        await desk.scheduling.intents.place(booking.key, Place.at(desk, shown).as_row())
    match outcome:
        case StillChecking():
            desk.stage.more_comes = True
            desk.stage.afterwards.append(_settling(booking, outcome, shown))
        case Booked() if _is_waiting(booking, outcome.appointment):
            desk.stage.more_comes = True
            desk.stage.afterwards.append(_waiting_for_links(booking, outcome, shown))
        case _:
            desk.stage.afterwards.append(_telling(desk, booking.key))


def _telling(desk: Desk, key: str) -> Callable[[], Awaitable[None]]:
    async def tell() -> None:
        await desk.scheduling.intents.tell(key, desk.clock())

    return tell


def _settling(booking: Booking, checking: StillChecking, message: str) -> Callable[[], Awaitable[None]]:
    async def settle() -> None:
        scheduling = booking.desk.scheduling
        outcome = await scheduling.find_out(checking, key=booking.key)
        view = _given_up(booking, outcome) if isinstance(outcome, StillChecking) else _view(booking, outcome)
        if isinstance(outcome, StillChecking) and not outcome.mine:
            return  # whoever is at it tells what came of it
        await booking.desk.stage.bring_up_to_date(message, view)
        if isinstance(outcome, Booked) and _is_waiting(booking, outcome.appointment):
            await _waiting_for_links(booking, outcome, message)()
        elif not isinstance(outcome, StillChecking):
            await _telling(booking.desk, booking.key)()

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
        await booking.desk.stage.bring_up_to_date(message, view)
        await _telling(booking.desk, booking.key)()

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
            return _checking(reference, booking.rows)
        case NotBooked():
            return View(not_booked(phrases.NOTHING_BOOKED, booking.rows), over(TITLE, phrases.NOTHING_BOOKED))


def _checking(reference: str, rows: list[Row]) -> View:
    return View(still_checking(reference, rows), over(TITLE, phrases.STILL_CHECKING))


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

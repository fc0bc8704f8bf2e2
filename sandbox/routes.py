"""Every operation the sandbox knows: method, path, name, and who answers.

`{business}` and `{user}` name whose mailbox it is; `me` is the caller's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from sandbox import appointments, availability, businesses, catalogue, currencies, events, meetings, users
from sandbox.call import Call
from sandbox.exchange import GraphError, Reply, bad_request

Handler = Callable[[Call], Reply]
_BUSINESS = "solutions/bookingBusinesses/{business}"
BATCH = "$batch"


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    pattern: tuple[str, ...]
    operation: str
    handler: Handler


@dataclass(frozen=True, slots=True)
class Match:
    """A route with the path's variables; `place` is the raw id of the business or user, empty for `me`."""

    operation: str
    handler: Handler
    place: str
    ids: tuple[str, ...]
    in_business: bool
    about_me: bool
    about_user: bool


def _routes() -> Iterator[Route]:
    yield _route("POST", BATCH, BATCH, lambda _call: Reply(200))
    yield _route("GET", "solutions/bookingBusinesses", "businesses.list", businesses.list_businesses)
    yield _route("GET", "solutions/bookingCurrencies", "currencies.list", currencies.list_currencies)
    yield _route("GET", "solutions/bookingCurrencies/{id}", "currencies.get", currencies.get_currency)
    yield from _business_routes()
    for mailbox in ("me", "users/{user}"):
        yield from _mailbox_routes(mailbox)


def _business_routes() -> Iterator[Route]:
    yield _route("GET", _BUSINESS, "businesses.get", businesses.get_business)
    yield _route("PATCH", _BUSINESS, "businesses.update", businesses.update_business)
    yield _route("POST", f"{_BUSINESS}/publish", "businesses.publish", businesses.publish)
    yield _route("POST", f"{_BUSINESS}/unpublish", "businesses.unpublish", businesses.unpublish)
    for kind in catalogue.KINDS:
        yield from _catalogue_routes(kind)
    yield from _appointment_routes(f"{_BUSINESS}/appointments")
    yield _route("GET", f"{_BUSINESS}/calendarView", "calendarView.list", appointments.calendar_view)
    yield _route(
        "POST", f"{_BUSINESS}/getStaffAvailability", "getStaffAvailability", availability.staff_availability
    )


def _catalogue_routes(kind: catalogue.Kind) -> Iterator[Route]:
    verb, name, path = catalogue.verbs(kind), kind.table, f"{_BUSINESS}/{kind.table}"
    yield _route("GET", path, f"{name}.list", verb["list"])
    yield _route("GET", f"{path}/$count", f"{name}.list", verb["count"])
    yield _route("POST", path, f"{name}.create", verb["create"])
    yield _route("GET", f"{path}/{{id}}", f"{name}.get", verb["get"])
    yield _route("PATCH", f"{path}/{{id}}", f"{name}.update", verb["update"])
    yield _route("DELETE", f"{path}/{{id}}", f"{name}.delete", verb["delete"])


def _appointment_routes(path: str) -> Iterator[Route]:
    yield _route("GET", path, "appointments.list", appointments.list_appointments)
    yield _route("GET", f"{path}/$count", "appointments.list", appointments.count_appointments)
    yield _route("POST", path, "appointments.create", appointments.create_appointment)
    yield _route("GET", f"{path}/{{id}}", "appointments.get", appointments.get_appointment)
    yield _route("PATCH", f"{path}/{{id}}", "appointments.update", appointments.update_appointment)
    yield _route("DELETE", f"{path}/{{id}}", "appointments.delete", appointments.delete_appointment)
    yield _route("POST", f"{path}/{{id}}/cancel", "appointments.cancel", appointments.cancel_appointment)


def _mailbox_routes(mailbox: str) -> Iterator[Route]:
    yield _route("GET", mailbox, "users.get", users.get_user)
    yield from _meeting_routes(f"{mailbox}/onlineMeetings")
    yield from _event_routes(f"{mailbox}/events")
    yield _route("GET", f"{mailbox}/calendarView", "events.calendarView", events.calendar_view)
    yield _route("POST", f"{mailbox}/calendar/getSchedule", "getSchedule", availability.get_schedule)


def _meeting_routes(path: str) -> Iterator[Route]:
    name = "onlineMeetings"
    join = "getVirtualAppointmentJoinWebUrl"
    yield _route("GET", path, f"{name}.list", meetings.list_meetings)
    yield _route("POST", path, f"{name}.create", meetings.create_meeting)
    yield _route("POST", f"{path}/createOrGet", f"{name}.createOrGet", meetings.create_or_get)
    yield _route("GET", f"{path}/{{id}}", f"{name}.get", meetings.get_meeting)
    yield _route("PATCH", f"{path}/{{id}}", f"{name}.update", meetings.update_meeting)
    yield _route("DELETE", f"{path}/{{id}}", f"{name}.delete", meetings.delete_meeting)
    yield _route("GET", f"{path}/{{id}}/{join}", f"{name}.{join}", meetings.join_web_url)


def _event_routes(path: str) -> Iterator[Route]:
    yield _route("GET", path, "events.list", events.list_events)
    yield _route("POST", path, "events.create", events.create_event)
    yield _route("GET", f"{path}/{{id}}", "events.get", events.get_event)
    yield _route("PATCH", f"{path}/{{id}}", "events.update", events.update_event)
    yield _route("DELETE", f"{path}/{{id}}", "events.delete", events.delete_event)
    yield _route("POST", f"{path}/{{id}}/cancel", "events.cancel", events.cancel_event)


def _route(method: str, path: str, operation: str, handler: Handler) -> Route:
    return Route(method, tuple(path.casefold().split("/")), operation, handler)


def _by_length(routes: tuple[Route, ...]) -> dict[int, list[Route]]:
    """Literal segments before variables, so that `$count` and `createOrGet` are no ids."""
    lengths: dict[int, list[Route]] = {}
    for route in sorted(routes, key=lambda one: sum(part.startswith("{") for part in one.pattern)):
        lengths.setdefault(len(route.pattern), []).append(route)
    return lengths


ROUTES = tuple(_routes())
OPERATIONS = tuple(sorted({route.operation for route in ROUTES}))
_LENGTHS = _by_length(ROUTES)


def match(method: str, path: str) -> Match:
    """The route for a path still percent-encoded; refused where there is none."""
    segments = tuple(unquote(part) for part in path.split("/") if part)
    folded = tuple(part.casefold().removeprefix("microsoft.graph.") for part in segments)
    fitting = [route for route in _LENGTHS.get(len(segments), ()) if _fits(route.pattern, folded)]
    if not fitting:
        raise bad_request(f"Resource not found for the segment '{segments[-1] if segments else ''}'.")
    for route in fitting:
        if route.method == method:
            return _matched(route, segments)
    raise GraphError(405, "MethodNotAllowed", f"The method {method} is not allowed on this resource.")


def _fits(pattern: tuple[str, ...], folded: tuple[str, ...]) -> bool:
    return all(part.startswith("{") or part == segment for part, segment in zip(pattern, folded, strict=True))


def _matched(route: Route, segments: tuple[str, ...]) -> Match:
    variables = {
        part: segment for part, segment in zip(route.pattern, segments, strict=True) if part.startswith("{")
    }
    return Match(
        operation=route.operation,
        handler=route.handler,
        place=variables.get("{business}") or variables.get("{user}") or "",
        ids=(variables["{id}"],) if "{id}" in variables else (),
        in_business="{business}" in variables,
        about_me=route.pattern[0] == "me",
        about_user=route.pattern[0] == "users",
    )

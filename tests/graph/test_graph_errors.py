from datetime import timedelta

import httpx
import pytest

from booking.errors import (
    AppointmentGone,
    NotPermitted,
    Rejected,
    SignInNeeded,
    Throttled,
    Unavailable,
    Unclear,
)
from graph.calls import Call, Effect, Reach, Trouble
from graph.errors import failure
from graph.wire import NOT_SENT, read_reply

READ = Call("getBusiness", "GET", "/")
CREATE = Call("createAppointment", "POST", "/", Effect.CREATE)
CANCEL = Call("cancelAppointment", "POST", "/", Effect.REPEATABLE, of_appointment=True)


@pytest.mark.parametrize(
    ("status", "code", "read", "create", "cancel"),
    [
        (401, "InvalidAuthenticationToken", SignInNeeded, SignInNeeded, SignInNeeded),
        (403, "", NotPermitted, NotPermitted, NotPermitted),
        (404, "ErrorFolderNotFound", NotPermitted, NotPermitted, NotPermitted),
        (404, "itemNotFound", Rejected, Rejected, AppointmentGone),
        (404, "", Rejected, Rejected, AppointmentGone),
        (410, "", Rejected, Rejected, AppointmentGone),
        (400, "ErrorInvalidIdMalformed", Rejected, Rejected, AppointmentGone),
        (400, "BadRequest", Rejected, Rejected, Rejected),
        (409, "", Rejected, Rejected, Rejected),
        (429, "TooManyRequests", Throttled, Throttled, Throttled),
        (408, "", Unavailable, Unclear, Unclear),
        (500, "UnknownError", Unavailable, Unclear, Unclear),
        (503, "", Unavailable, Unclear, Unclear),
        (302, "", Unavailable, Unclear, Unclear),
    ],
)
def test_a_refusal_of_graph_says_who_can_act(status, code, read, create, cancel):
    trouble = Trouble(Reach.ANSWERED, status, code, request_id="graph-1")

    errors = [failure(call, trouble) for call in (READ, CREATE, CANCEL)]

    assert [type(error) for error in errors] == [read, create, cancel]
    assert {error.reference for error in errors} == {"graph-1"}


def test_a_claims_challenge_leads_to_sign_in_whatever_the_status():
    assert type(failure(READ, Trouble(Reach.ANSWERED, 403, claims=True))) is SignInNeeded


def test_throttled_says_how_long():
    def asked(call, status, after):
        return failure(call, Trouble(Reach.ANSWERED, status, retry_after=after))

    error = asked(READ, 429, 7.0)
    assert isinstance(error, Throttled)
    assert error.retry_after == timedelta(seconds=7)
    at_once = asked(READ, 429, 0.0)
    assert isinstance(at_once, Throttled)
    assert at_once.retry_after == timedelta()
    unsaid = asked(READ, 429, None)
    assert isinstance(unsaid, Throttled)
    assert unsaid.retry_after == timedelta(seconds=1)
    assert type(asked(READ, 503, 7.0)) is Throttled
    assert type(asked(CREATE, 503, 7.0)) is Unclear


def test_what_never_reached_graph_surely_did_nothing():
    assert type(failure(CREATE, Trouble(Reach.NOT_SENT))) is Unavailable


def test_a_lost_or_garbled_answer_to_a_create_is_unclear():
    assert type(failure(CREATE, Trouble(Reach.LOST))) is Unclear
    assert type(failure(CREATE, Trouble(Reach.GARBLED))) is Unclear
    assert type(failure(READ, Trouble(Reach.GARBLED))) is Unavailable


def test_each_failure_of_the_transport_is_known_to_be_sent_or_not():
    def leaves(kind):
        below = kind.__subclasses__()
        return {leaf for one in below for leaf in leaves(one)} if below else {kind}

    assert leaves(httpx.TransportError) - set(NOT_SENT) == {
        httpx.ReadTimeout,
        httpx.WriteTimeout,
        httpx.ReadError,
        httpx.WriteError,
        httpx.CloseError,
        httpx.RemoteProtocolError,
    }


def test_what_a_sign_in_has_to_prove_is_passed_on_and_never_printed():
    claims = "eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="
    header = {"www-authenticate": f'Bearer realm="", error="insufficient_claims", claims="{claims}"'}

    trouble = read_reply(401, header, b"{}", answers=True)
    error = failure(READ, trouble)

    assert isinstance(error, SignInNeeded)
    assert error.claims == claims
    assert claims not in f"{trouble!r} {error!r} {error}"

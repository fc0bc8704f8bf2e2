import pytest

from graph.calls import Call, Effect, Reach, Trouble, segment
from graph.errors import Rejected
from graph.retries import Patience, may_repeat, retry_after, waiting

PATIENCE = Patience(repeats=2)
NOT_SENT = Trouble(Reach.NOT_SENT)
LOST = Trouble(Reach.LOST)
GARBLED = Trouble(Reach.GARBLED)


def answered(status, after=None):
    return Trouble(Reach.ANSWERED, status, retry_after=after)


@pytest.mark.parametrize(
    ("trouble", "read", "repeatable", "create"),
    [
        (NOT_SENT, True, True, True),
        (answered(429), True, True, True),
        (answered(429, 1), True, True, True),
        (LOST, True, True, False),
        (answered(500), True, True, False),
        (answered(503), True, True, False),
        (answered(503, 1), True, True, False),
        (answered(504), True, True, False),
        (answered(408), True, True, False),
        (answered(302), True, True, False),
        (GARBLED, False, False, False),
        (answered(400), False, False, False),
        (answered(401), False, False, False),
        (answered(403), False, False, False),
        (answered(404), False, False, False),
    ],
)
def test_only_what_surely_had_no_effect_or_has_none_twice_is_repeated(trouble, read, repeatable, create):
    def repeats(effect):
        return may_repeat(Call("call", "GET", "/", effect), trouble, done=0, patience=PATIENCE)

    assert (repeats(Effect.READ), repeats(Effect.REPEATABLE), repeats(Effect.CREATE)) == (
        read,
        repeatable,
        create,
    )


def test_repeats_are_counted_except_while_graph_asks_to_wait():
    call = Call("call", "GET", "/")

    assert not may_repeat(call, answered(500), done=2, patience=PATIENCE)
    assert not may_repeat(call, NOT_SENT, done=2, patience=PATIENCE)
    assert may_repeat(call, answered(429), done=9, patience=PATIENCE)
    assert may_repeat(call, answered(503, 1), done=9, patience=PATIENCE)


def test_what_does_not_insist_is_tried_once():
    assert not may_repeat(Call("call", "GET", "/", insists=False), answered(429), done=0, patience=PATIENCE)


def test_waits_grow_up_to_a_bound_and_are_spread_by_chance():
    def wait(done, chance):
        return waiting(LOST, done=done, chance=chance, patience=PATIENCE)

    assert [wait(done, 0.999999) for done in range(6)] == pytest.approx([0.5, 1, 2, 4, 8, 8], rel=1e-4)
    assert wait(0, 0.0) == 0.25


def test_what_graph_asks_is_never_undercut():
    asked = answered(429, 3.0)

    assert waiting(asked, done=0, chance=0.0, patience=PATIENCE) == 3.0
    assert waiting(asked, done=5, chance=0.5, patience=PATIENCE) == 3.25


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("10", 10.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("86400", 300.0),
        ("Thu, 20 May 2027 09:00:30 GMT", 30.0),
        ("Thu, 20 May 2027 08:00:00 GMT", 0.0),
        ("nan", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(asked, seconds):
    assert retry_after({"retry-after": asked, "date": "Thu, 20 May 2027 09:00:00 GMT"}) == seconds


def test_without_a_date_of_the_answer_a_date_says_nothing():
    assert retry_after({"retry-after": "Thu, 20 May 2027 09:00:30 GMT"}) is None
    assert retry_after({}) is None


def test_an_id_stays_one_segment_of_the_path():
    assert segment("AAMk/a+b=") == "AAMk%2Fa%2Bb%3D"
    assert segment("Clinic@northwind.example") == "Clinic@northwind.example"


@pytest.mark.parametrize("key", ["", ".", ".."])
def test_an_id_that_would_lead_elsewhere_is_refused(key):
    with pytest.raises(Rejected):
        segment(key)

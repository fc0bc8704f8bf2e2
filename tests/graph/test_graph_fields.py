import pytest

from graph.fields import entities, entity, flag, link, number, text, texts, unwrapped


def test_a_text_is_trimmed_and_an_empty_one_is_none():
    assert text({"name": "  Dana Swope "}, "name") == "Dana Swope"
    assert text({"name": "", "mail": "danas@contoso.com"}, "name", "mail") == "danas@contoso.com"
    assert text({"name": 7}, "name") is None


def test_half_a_character_is_left_out_of_a_text():
    assert text({"name": "Dana\ud83d"}, "name") == "Dana"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (10, 10.0),
        (2.5, 2.5),
        ("NaN", None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
    ],
)
def test_a_number_is_finite_or_none(value, read):
    assert number({"price": value}, "price") == read


def test_a_flag_is_said_or_none():
    assert flag({"on": True}, "on") is True
    assert flag({"on": "true"}, "on") is None


def test_lists_keep_what_is_of_the_right_kind():
    assert entities({"value": [{"id": "1"}, None, "x"]}, "value") == [{"id": "1"}]
    assert entities({"value": {"id": "1"}}, "value") == []
    assert texts({"ids": ["a", "", None, 3, "b"]}, "ids") == ("a", "b")
    assert entity({"a": None, "b": {"c": 1}}, "a", "b") == {"c": 1}
    assert unwrapped({"value": {"id": "1"}}) == {"id": "1"}
    assert unwrapped({"id": "1", "value": "x"}) == {"id": "1", "value": "x"}


@pytest.mark.parametrize(
    "address",
    [
        "http://teams.microsoft.com/l/meetup-join/19",
        "javascript:alert(1)",
        "https://",
        "https://[half/",
        "https://teams.microsoft.com@evil.example/",
        "https://teams.microsoft.com/a b",
        "https://teams.microsoft.com/\u202ea",
        "",
        None,
    ],
)
def test_a_link_nobody_should_press_is_none(address):
    assert link({"joinWebUrl": address}, "joinWebUrl") is None


def test_an_https_link_is_kept_as_it_stands():
    address = "https://teams.microsoft.com/l/meetup-join/19%3ameeting?context=%7b%22Tid%22%7d"

    assert link({"joinWebUrl": address}, "joinWebUrl") == address

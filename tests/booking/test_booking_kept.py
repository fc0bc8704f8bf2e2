"""What was made of a list is made once."""

from booking.kept import Kept


class Counted:
    """Counts what it makes."""

    def __init__(self):
        self.made = 0

    def __call__(self, items):
        self.made += 1
        return f"{self.made}: {items[0]}"


def test_it_is_made_once_for_the_same_list_and_anew_for_an_equal_one():
    kept = Kept(Counted())
    first, equal = tuple("a"), tuple("a")

    assert [kept.of(first), kept.of(first), kept.of(equal)] == ["1: a", "1: a", "2: a"]


def test_the_oldest_is_given_up_first():
    kept = Kept(Counted(), most=2)
    lists = [(name,) for name in ("a", "b", "c")]

    assert [kept.of(items) for items in lists] == ["1: a", "2: b", "3: c"]
    assert kept.of(lists[1]) == "2: b"
    assert kept.of(lists[0]) == "4: a"

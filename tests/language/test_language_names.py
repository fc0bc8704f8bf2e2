import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.names import Exact, NameIndex, Near, Nothing, Several, find_name

STAFF = [
    "Dana Swope",  # 0
    "Søren Kjær",  # 1
    "José Núñez",  # 2
    "Lena Groß",  # 3
    "Zoë Whitfield",  # 4
    "Pat O'Brien",  # 5
    "Anne-Marie Dubois",  # 6
    "Jürgen Müller",  # 7
    "田中 太郎",  # 8
    "田中 花子",  # 9
    "محمد الأحمد",  # 10
    "Paula Meyer",  # 11
    "Adele Vance",  # 12
    "Adele Vance-Holt",  # 13
    "김민준",  # 14
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Dana Swope", Exact(0)),
        ("dana", Exact(0)),
        ("SWOPE", Exact(0)),
        ("Swope, Dana", Exact(0)),
        ("dana sw", Exact(0)),
        ("d. swope", Exact(0)),
        ("soren kjaer", Exact(1)),
        ("Soeren", Exact(1)),
        ("jose", Exact(2)),
        ("Jose\u0301 Nunez", Exact(2)),
        ("gross", Exact(3)),
        ("GROẞ", Exact(3)),
        ("zoe", Exact(4)),
        ("obrien", Exact(5)),
        ("o brien", Exact(5)),
        ("O\u2019Brien", Exact(5)),
        ("anne marie", Exact(6)),
        ("annemarie", Exact(6)),
        ("muller", Exact(7)),
        ("Mueller", Exact(7)),
        ("ＤＡＮＡ", Exact(0)),
        ("太郎", Exact(8)),
        ("田中太郎", Exact(8)),
        ("田中", Several((8, 9))),
        ("محمد", Exact(10)),
        ("أحمد", Exact(10)),
        ("민준", Exact(14)),
        ("Adele Vance", Exact(12)),
        ("adele", Several((12, 13))),
        ("Dnaa", Near((0,))),
        ("Dana Swoep", Near((0,))),
        ("Dan", Near((0,))),
        ("Paul", Near((11,))),
        ("d s", Near((0,))),
        ("Dana Miller", Nothing()),
        ("Zz", Nothing()),
        ("", Nothing()),
        ("?!", Nothing()),
        ("x" * 10_000, Nothing()),
    ],
)
def test_a_typed_name_is_found_as_people_mean_it(said: str, found: object):
    assert NameIndex(STAFF).find(said) == found


def test_three_danas_are_all_offered_in_the_order_of_the_names():
    assert find_name("Dana", ["Dana Swope", "Adele Vance", "Dana Ito", "Dana Reyes"]) == Several((0, 2, 3))


def test_a_whole_first_name_beats_names_that_only_begin_so():
    assert find_name("dan", ["Dana Swope", "Dan Ito"]) == Exact(1)


def test_a_family_name_is_found_with_and_without_a_space_behind_it():
    assert find_name("田中", ["田中 太郎", "佐藤 健", "田中花子"]) == Several((0, 2))


def test_namesakes_are_told_apart_by_nobody():
    assert find_name("Dana Swope", ["Dana Swope", "dana swope"]) == Several((0, 1))


def test_nobody_is_found_among_none():
    assert find_name("Dana", []) == Nothing()


letters = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x52F), min_size=1, max_size=9)
full_names = st.builds("{} {}".format, letters, letters)


@settings(max_examples=200, deadline=None)
@given(st.lists(full_names, min_size=1, max_size=8), st.data())
def test_every_name_is_found_by_itself_in_any_letter_case_and_spacing(names: list[str], data: st.DataObject):
    index = data.draw(st.integers(0, len(names) - 1))
    typed = data.draw(
        st.sampled_from([names[index], names[index].casefold(), names[index].replace(" ", "  \u00a0")])
    )

    match NameIndex(names).find(typed):
        case Exact(found):
            assert found == index
        case Several(found):
            assert index in found
        case other:
            pytest.fail(f"{typed!r} gave {other}")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8), st.text(max_size=30))
def test_no_name_is_too_strange_to_look_for(names: list[str], said: str):
    assert isinstance(NameIndex(names).find(said), Exact | Several | Near | Nothing)

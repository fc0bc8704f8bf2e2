"""A line made of full names and a plain time is understood whole, however its parts are put."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from lines_table import KINDS, OTHER_BUSINESSES, SEED

from bot.parse.reading import parse
from bot.parse.seed import read_seed
from bot.parse.shop import Shop
from language.text import fold


@dataclass(frozen=True)
class Tongue:
    locale: str
    staff: str
    customer: str
    whens: tuple[str, ...]


TONGUES = (
    Tongue("en-GB", "with", "for", ("24 December 2026 15:00", "24/12 3pm", "3pm on the 24th of december")),
    Tongue("en-US", "with", "for", ("December 24, 2026, 3 PM", "12/24 3pm", "Thursday, Dec 24 at 3 p.m.")),
    Tongue("de-DE", "mit", "für", ("24.12. 15 Uhr", "am 24. Dezember um 15:00", "24.12.2026 15:00")),
    Tongue("fr-FR", "avec", "pour", ("le 24 décembre à 15h", "24/12 15h00", "jeudi 24 décembre 15 h")),
    Tongue("es-ES", "con", "para", ("el 24 de diciembre a las 15:00", "24/12 15:00", "24 de diciembre 15 h")),
)
SPELLINGS: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, fold, lambda text: f'"{text}"')
ZONE = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 19, 10, tzinfo=ZONE)


@cache
def shops() -> Mapping[str, Shop]:
    return {**read_seed(SEED), **read_seed(OTHER_BUSINESSES)}


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_a_plain_line_is_understood_in_any_order_spelling_and_language(data: st.DataObject):
    shop = shops()[data.draw(st.sampled_from(sorted(KINDS)))]
    tongue = data.draw(st.sampled_from(TONGUES))
    service, staff = data.draw(st.sampled_from(shop.services)), data.draw(st.sampled_from(shop.staff))
    told = Counter(customer.name for customer in shop.customers)
    customer = data.draw(st.sampled_from([name for name in told if told[name] == 1]))
    spelt = data.draw(st.sampled_from(SPELLINGS))
    parts = [
        spelt(service.name),
        f"{tongue.staff} {spelt(staff.name)}",
        f"{tongue.customer} {spelt(customer)}",
        data.draw(st.sampled_from(tongue.whens)),
    ]
    line = data.draw(st.sampled_from([" ", ", "])).join(data.draw(st.permutations(parts)))

    got = parse(f"/book {line}", shop, now=NOW, zone=ZONE, locale=tongue.locale)

    assert {name: got[name] for name in ("service", "staff", "customer", "start", "errors", "doubtful")} == {
        "service": service.name,
        "staff": staff.name,
        "customer": customer,
        "start": "2026-12-24T15:00:00+00:00",
        "errors": [],
        "doubtful": {},
    }, line

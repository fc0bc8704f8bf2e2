"""German."""

from collections.abc import Iterator
from typing import Final

_WEEKDAYS: Final = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS: Final = ("morgen, {0}vormittag, {0}fruh, {0}frueh", "nachmittag", "abend")
_MOST_PARTS: Final = 11


def _compounds() -> Iterator[tuple[int, str]]:
    """`Montagvormittag` in one word, as `weekday_part` numbers it."""
    for number, weekday in enumerate(_WEEKDAYS):
        for part, words in enumerate(_PARTS):
            yield number * _MOST_PARTS + part, weekday + words.format(weekday)


WORDS: Final = {
    "weekday": {
        0: "montag, montags, mo",
        1: "dienstag, dienstags, di",
        2: "mittwoch, mittwochs, mi",
        3: "donnerstag, donnerstags, do",
        4: "freitag, freitags, fr",
        5: "samstag, samstags, sonnabend, sonnabends, sa",
        6: "sonntag, sonntags, so",
    },
    "month": {
        1: "januar, janner, jaenner, jan",
        2: "februar, feber, feb",
        3: "marz, maerz, mrz",
        4: "april, apr",
        5: "mai",
        6: "juni, jun",
        7: "juli, jul",
        8: "august, aug",
        9: "september, sept, sep",
        10: "oktober, okt",
        11: "november, nov",
        12: "dezember, dez",
    },
    "num": {
        1: "eins",
        2: "zwei, zwo",
        3: "drei",
        4: "vier",
        5: "funf, fuenf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwolf, zwoelf",
        15: "funfzehn, fuenfzehn",
        20: "zwanzig",
        30: "dreissig",
        45: "funfundvierzig, fuenfundvierzig",
    },
    "one": {1: "ein, eine, einer, einem, einen, ner, nem"},
    "day": {-1: "gestern", 0: "heute", 1: "morgen", 2: "ubermorgen, uebermorgen, uber morgen, ueber morgen"},
    "part": {
        0: "am vormittag, am morgen, in der fruh, vormittags, vormittag, morgens, morgen, fruh, frueh",
        1: "am nachmittag, nachmittags, nachmittag",
        2: "am abend, in der nacht, abends, abend, nachts, nacht",
        8: "vor feierabend, zum feierabend, feierabend",
    },
    "portion": {
        0: "am fruhen, am fruehen, fruhen, fruehen, fruher, frueher, am anfang, zu anfang, anfang",
        1: "mitte",
        2: "am spaten, am spaeten, spaten, spaeten, spater, spaeter, am ende, zu ende, ende",
    },
    "weekend": {1: "am wochenende, wochenende"},
    "during": {1: "im"},
    "ordinal_word": {
        1: "ersten, erster",
        2: "zweiten, zweiter",
        3: "dritten, dritter",
        4: "vierten",
        5: "funften, fuenften",
        6: "sechsten",
        7: "siebten",
        9: "neunten",
        10: "zehnten",
        24: "vierundzwanzigsten",
    },
    "weekday_part": dict(_compounds()),
    "noon": {12: "zu mittag, mittags, mittag"},
    "midnight": {0: "mitternacht"},
    "hour": {1: "stunden, stunde, std"},
    "minute": {1: "minuten, min", 2: "minute"},
    "days": {2: "tagen, tage, tag"},
    "one_and_half": {1: "anderthalb, eineinhalb"},
    "three_quarter_hour": {1: "dreiviertelstunde, dreiviertel stunde"},
    "after_next": {
        1: ", ".join(f"{first}nachste{end}" for first in ("uber", "ueber") for end in ("", *"nrs"))
        + ", "
        + ", ".join(f"uebernaechste{end}" for end in ("", *"nrs"))
    },
    "week": {1: "wochen, woche, wo"},
    "month_long": {1: "monaten, monate, monats, monat"},
    "oclock": {1: "uhr, h"},
    "at": {1: "so um, so gegen, um, gegen, ca, circa, etwa, punkt, genau um"},
    "in": {1: "in"},
    "from_now": {1: "ab jetzt, von jetzt an"},
    "on_the": {1: "am, den, der"},
    "on": {1: "am, den, der, zum"},
    "fill": {
        1: "guten morgen, guten tag, guten abend, irgendwann, jederzeit, im laufe des tages, bitte, der, "
        "des, in der, die"
    },
    "next": {1: "nachsten, nachster, nachste, nachstes, naechsten, naechster, naechste, naechstes"},
    "this": {1: "diesen, dieser, diese, dieses"},
    "coming": {1: "kommenden, kommender, kommende, kommendes"},
    "last": {1: "letzten, letzter, letzte, vorigen, vergangenen"},
    "past": {1: "nach"},
    "to": {1: "vor"},
    "quarter": {1: "viertel"},
    "three_quarters": {1: "dreiviertel, drei viertel"},
    "quarter_hour": {1: "viertelstunde"},
    "halb": {1: "halb"},
    "half": {1: "halben, halbe"},
    "join": {1: "und, oder, od"},
    "beyond": {1: "nach"},
    "short_of": {1: "vor"},
    "bound": {1: "nach, ab, von, fruhestens", 2: "vor, bis, spatestens", 3: "zwischen, zw"},
    "free": {
        1: "erster freier termin, ersten freien termin, erster freier, ersten freien, erste freie, "
        "erstes freies, "
        "nachster freier termin, nachsten freien termin, nachster freier, nachsten freien, nachste freie, "
        "naechster freier termin, naechster freier, fruhester termin, fruhestmoglich, "
        "so fruh wie moglich, nachstmoglich, nachstmoglicher termin, nachstmoglichen termin, baldmoglichst, "
        "moglichst bald, so bald wie moglich, "
        "so schnell wie moglich, sobald wie moglich, schnellstmoglich"
    },
    "now": {1: "jetzt"},
}

NOT_TYPOS: Final = (
    "noch mach macht machte recht acht nicht heuer leute heutige morgan morgens besorgen sorgen montage "
    "tage tagen lage frage sage marke mark marc frida friede freitage worte warte wache woche uhren ohr "
    "nach nacht sacht wacht vierter viert dritter feier eher meine deine seine keine kleine liste leste"
)

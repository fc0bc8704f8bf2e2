"""German."""

from typing import Final

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
        2: "februar, feb",
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
    "one": {1: "ein, eine, einer, einem, einen"},
    "day": {-1: "gestern", 0: "heute", 1: "morgen", 2: "ubermorgen, uebermorgen"},
    "part": {
        0: "am vormittag, am morgen, in der fruh, vormittags, vormittag, morgens, morgen, fruh, frueh",
        1: "am nachmittag, nachmittags, nachmittag",
        2: "am abend, in der nacht, abends, abend, nachts, nacht",
    },
    "noon": {12: "zu mittag, mittags, mittag"},
    "midnight": {0: "mitternacht"},
    "hour": {1: "stunden, stunde, std"},
    "minute": {1: "minuten, min", 2: "minute"},
    "days": {1: "tagen, tage, tag"},
    "week": {1: "wochen, woche, wo"},
    "month_long": {1: "monaten, monate, monat"},
    "oclock": {1: "uhr, h"},
    "at": {1: "so um, so gegen, um, gegen, ca, circa"},
    "in": {1: "in"},
    "from_now": {1: "ab jetzt, von jetzt an"},
    "on_the": {1: "am, den, der"},
    "on": {1: "am, den, der, zum"},
    "fill": {1: "guten morgen, guten tag, guten abend, bitte, der, des, in der, die"},
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
    "bound": {1: "nach, ab, von, fruhestens", 2: "vor, bis, spatestens", 3: "zwischen"},
    "free": {
        1: "erster freier termin, ersten freien termin, erster freier, ersten freien, erste freie, "
        "erstes freies, "
        "nachster freier termin, nachsten freien termin, nachster freier, nachsten freien, nachste freie, "
        "naechster freier termin, naechster freier, fruhester termin, fruhestmoglich, so bald wie moglich, "
        "so schnell wie moglich, sobald wie moglich, schnellstmoglich"
    },
    "now": {1: "jetzt"},
}

NOT_TYPOS: Final = (
    "noch mach macht machte recht acht nicht heuer leute heutige morgan morgens besorgen sorgen montage "
    "tage tagen lage frage sage marke mark marc frida friede freitage worte warte wache woche uhren ohr "
    "nach nacht sacht wacht vierter viert dritter feier eher meine deine seine keine kleine liste leste"
)

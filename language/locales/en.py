"""English."""

from typing import Final

WORDS: Final = {
    "weekday": {
        0: "monday, mon",
        1: "tuesday, tues, tue",
        2: "wednesday, weds, wed",
        3: "thursday, thurs, thur, thu",
        4: "friday, fri",
        5: "saturday, sat",
        6: "sunday, sun",
    },
    "month": {
        1: "january, jan",
        2: "february, feb",
        3: "march, mar",
        4: "april, apr",
        5: "may",
        6: "june, jun",
        7: "july, jul",
        8: "august, aug",
        9: "september, sept, sep",
        10: "october, oct",
        11: "november, nov",
        12: "december, dec",
    },
    "num": {
        1: "one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        15: "fifteen",
        20: "twenty",
        25: "twenty five",
        30: "thirty",
        45: "forty five",
    },
    "one": {1: "a, an"},
    "day": {
        -1: "yesterday",
        0: "today, later today, tdy",
        1: "tomorrow, tmrw, tmr, tmw, tomoz",
        2: "day after tomorrow, day after tmrw, day after tmr, overmorrow",
    },
    "part": {
        0: "in the morning, morning, mornings, in the am",
        1: "in the afternoon, afternoon, afternoons, arvo, in the pm",
        2: "in the evening, at night, evening, evenings, night",
        3: "first thing, first thing in the morning",
        5: "lunchtime, lunch time, at lunch, over lunch, lunch",
        8: "end of day, end of the day, end of business, close of business, eod, cob",
    },
    "todaypart": {
        0: "this morning, this am",
        1: "this afternoon, this arvo, this pm",
        2: "this evening, tonight, tonite",
    },
    "half_day": {0: "am", 1: "pm, aft"},
    "portion": {
        0: "early in the, early, beginning of the, beginning of, start of the, start of",
        1: "middle of the, middle of, mid",
        2: "late in the, late, later, end of the, end of",
    },
    "weekend": {1: "weekend, week end"},
    "during": {1: "in"},
    "ordinal_word": {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
    },
    "noon": {12: "noon, midday"},
    "midnight": {0: "midnight"},
    "hour": {1: "hours, hour, hrs, hr, h"},
    "minute": {1: "minutes, mins, min", 2: "minute"},
    "days": {1: "days, day"},
    "week": {1: "weeks, week, wks, wk"},
    "fortnight": {1: "fortnight"},
    "three_quarter_hour": {1: "three quarters of an hour"},
    "month_long": {1: "months, month"},
    "spoken_clock": {1: "o clock, oclock"},
    "meridiem": {0: "am", 12: "pm"},
    "at": {1: "at, around, about, @"},
    "in": {1: "in"},
    "from_now": {1: "from now, hence"},
    "on": {1: "on the, on"},
    "fill": {
        1: "the, of, any time, anytime, some time, sometime, whenever, during the day, sharp, exactly, ish, "
        "approx, roughly, good morning, good afternoon, good evening, good night, good day, "
        "please, at the, for the",
    },
    "next": {1: "next, nxt"},
    "this": {1: "this"},
    "coming": {1: "coming, this coming, upcoming"},
    "after_next": {1: "after next"},
    "last": {1: "last, previous"},
    "past": {1: "past, after"},
    "to": {1: "to, till, til, before, of"},
    "quarter": {1: "a quarter, quarter"},
    "half": {1: "half a, half an, half, and a half"},
    "beyond": {1: "after"},
    "short_of": {1: "before"},
    "bound": {
        1: "after, from, not before, earliest at",
        2: "before, until, till, til, by, latest",
        3: "between",
    },
    "join": {1: "and, or"},
    "free": {
        1: "right away, straight away, as early as possible, next slot, first free, first available, "
        "first avail, next avail, first possible, first open, next free, "
        "next available, next open, "
        "earliest available, earliest possible, earliest, soonest, asap, as soon as possible, "
        "first free slot, next free slot, first available slot, next available slot, first slot, "
        "first free time, next free time, first free appointment, next free appointment"
    },
    "now": {1: "right now, now"},
}

NOT_TYPOS: Final = (
    "frida moon soon text neat nest tree flee your tour mark marc note augusta augusto weak seek noun neon "
    "weekly hourly daily later doctor mason mono sandy mundy fast post part hall self calf pasty lasts list "
    "lost next text than then that thus his free fee frei freer mint mind mini mine mines pats day days "
    "worn born afters latex early monthly sundry sunny handy candy dandy kidney"
)

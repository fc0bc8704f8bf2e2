"""Sentences that people read. What comes from outside is put in through `quoted`; messages are `escaped`."""

import re

from booking.errors import Rule

STALE = "That card is no longer open, so I did nothing. The newest card below is the one that counts."
TOO_OLD = "That card is more than a day old, so I did nothing. Write “try again” and I ask you anew."
CLOSED = "That card is no longer open, so I did nothing. Write /book to begin a new booking."
NOTHING_OPEN = "I am not sure what to do with that. Write **/book** to book an appointment, or **/help**."
NOT_YOURS = "Only the person who started this can go on with it. Write /book to start your own."
CANCELLED = "Cancelled. Nothing was booked."
NOTHING_BOOKED = "Nothing was booked."
GOES_ON = "This goes on further down."
NOTHING_TO_CANCEL = "There is nothing open to cancel."
HELP_WHILE_BOOKING = (
    "Press a button on the card, or write the answer here. "
    "**back** goes one step back, **start over** begins anew, **cancel** ends it. "
    "Nothing is booked before you press Book."
)
NEVER_KNOWN = (
    "I could not find out whether this was booked. Please look into Bookings before you book it again."
)
BOOKED_AND_GONE = "This was booked, and is no longer in Bookings."
HELD = "A colleague is just booking that time. Here is what is left."
STILL_CHECKING = "Still checking whether it was booked."
MEET_USAGE = (
    "Write **/meet SUBJECT WHEN**, such as /meet Budget review tomorrow 3pm. "
    "Add **as EVENT-ID** to keep it under the id of your own system."
)
LINK_USAGE = "Write **/link EVENT-ID**, with the id under which the meeting was made."
CONTINUE_IN_CHAT = (
    "Only you should see the details, and your Teams client cannot show them to you alone here. "
    "Please write to me in our own chat instead."
)
WRITE_TO_ME = "Only you should read the answer. Please write to me in our own chat instead."
TOO_LONG = "That is longer than I can use here. Please keep it to {most:,} characters."
NO_MEETINGS = "Microsoft Teams does not let me make or read this meeting. Your administrator can allow it."

UNREACHABLE = (
    "Microsoft 365 cannot be reached right now. Nothing you chose is lost: please try again in a moment."
)
THROTTLED = "Microsoft 365 asks for a short pause. Nothing you chose is lost: please try again in a moment."
GONE = "Something that was chosen is no longer there in Bookings. Please start over or go back."
NOT_PERMITTED = (
    "Microsoft Bookings does not let you do this. An administrator of the business can give you a role."
)
SIGN_IN = "Please sign in first. I ask you to, and then this goes on by itself."
NOT_LET_IN = (
    "Microsoft 365 did not let me in. Nothing you chose is lost: please try again in a moment, "
    "and tell your administrator if it stays so."
)
TAKEN = "That time has just been taken. Here is what is left."
REJECTED = "Bookings did not accept this appointment, and nothing was booked. Please choose another time."

RULES = {
    Rule.PAST: "That time is in the past.",
    Rule.LEAD_TIME: "That time is too soon: this service has to be booked earlier.",
    Rule.TOO_FAR: "That time is too far ahead for this service.",
    Rule.NOT_OFFERED: "This service is not offered at that time.",
    Rule.CLOSED: "The business is closed at that time.",
    Rule.OUTSIDE_STAFF_HOURS: "That is outside the working hours.",
    Rule.STAFF_BUSY: "Nobody of those you chose is free at that time.",
    Rule.BUSY_ELSEWHERE: "Another calendar says that nobody of those you chose is free at that time.",
    Rule.HELD: "A colleague is booking that time right now.",
    Rule.OWN_TRY: "Another try of your own to book that time is still being looked into.",
    Rule.NOT_OF_SERVICE: "That member of staff does not give this service.",
    Rule.GROUP_FULL: "That group appointment is full.",
    Rule.OFF_GRID: "This service does not start at that minute.",
}

OVER_RULES = "As an administrator you may book over this rule on purpose. It is recorded."
OVER = {
    Rule.STAFF_BUSY: (
        "There is another appointment at that time: this is a double booking, and Bookings may refuse it."
    ),
}
BOOKED_OVER = "You book over a rule on purpose. It is recorded."
NOT_OVER = "Only an administrator of the business can book over a rule."
FOR_YOURSELF = "As a team member you book for yourself alone."
NOT_YOUR_SERVICE = (
    "As a team member you book for yourself alone, and this service is not one of yours. "
    "Please choose another service."
)

_SIGNS = "\\`*_[]#~<>|"
_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in _SIGNS})
_MARKED = re.compile(rf"\\([{re.escape(_SIGNS)}])|\*\*")


def quoted(text: str, longest: int = 80) -> str:
    """Text from outside inside a sentence; on cards such a sentence stands in a TextRun."""
    short = " ".join(text.split())
    cut = short if len(short) <= longest else short[: longest - 1] + "…"
    return f"“{cut}”"


def escaped(sentence: str) -> str:
    """A sentence with text from outside as a message, where Teams would read markdown in it."""
    return sentence.translate(_MARKUP)


def unmarked(sentence: str) -> str:
    """A sentence for where nothing promises that markdown is read: without what `escaped` and ** put in."""
    return _MARKED.sub(lambda found: found[1] or "", sentence)

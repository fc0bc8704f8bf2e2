"""A line on the desk of its reader: the tokens, what is taken of them, and what they are compared with."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from language.contacts import Contact, contacts
from language.keywords import Keyword, Keywords, keywords
from language.known import Known
from language.lexicon import Lexicon, lexicon
from language.names import Exact, NameIndex, Nothing, Several
from language.tokens import Token, said, tokens

# No name has more words; what is longer is several.
LONGEST_RUN: Final = 6
# Beyond these a line is not read on; both bound the time that reading takes.
MOST_WORDS: Final = 48
MOST_LOOKUPS: Final = 400
_LEADING: Final = (Keyword.WITH, Keyword.WITH_ME, Keyword.FOR, Keyword.IN, Keyword.NOTE)
_TIMES: Final = frozenset(
    {
        "weekday",
        "month",
        "num",
        "day",
        "part",
        "todaypart",
        "noon",
        "midnight",
        "hour",
        "minute",
        "days",
        "week",
        "fortnight",
        "month_long",
        "oclock",
        "spoken_clock",
        "meridiem",
        "next",
        "coming",
        "free",
        "now",
        "quarter",
        "quarter_hour",
        "three_quarters",
        "halb",
        "bound",
        "portion",
        "weekday_part",
        "weekend",
        "after_next",
    }
)
_TELLING: Final = 4
_OF_SOMEBODY: Final = re.compile("['\u2018\u2019]s$", re.IGNORECASE)


class Part(Enum):
    """What a name in a line can be the name of."""

    SERVICE = auto()
    STAFF = auto()
    CUSTOMER = auto()


Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens from `start` up to `end` that name something, and the places on the rolls they may mean."""

    start: int
    end: int
    places: Mapping[Part, Places]
    whole: bool = False


@dataclass(slots=True)
class Sheet:
    """What is read from left to right and back again until every token is taken or left over."""

    text: str
    row: Sequence[Token]
    known: Known
    words: Keywords
    times: Lexicon
    time_words: frozenset[str]
    months: frozenset[str]
    contacts: Sequence[Contact]
    taken: list[bool]
    indices: Mapping[Part, NameIndex]
    beyond: str = ""
    names: Mapping[int, Mention] = field(default_factory=dict[int, Mention])
    looked_up: dict[tuple[Part, int, int], Places] = field(
        default_factory=dict[tuple[Part, int, int], Places]
    )
    forgiving: dict[tuple[Part, int, int], Places] = field(
        default_factory=dict[tuple[Part, int, int], Places]
    )

    @classmethod
    def of(cls, text: str, known: Known, languages: tuple[str, ...]) -> "Sheet":
        """A line of which nothing is taken yet."""
        words = tokens(text)
        row, rest = words[:MOST_WORDS], words[MOST_WORDS:]
        times = lexicon(languages)
        every, months = _time_words(languages)
        found = tuple(contacts(text)) if "@" in text or any(map(str.isdigit, text)) else ()
        beyond = text[rest[0].start :] if rest else ""
        taken = [False] * len(row)
        rolls = (known.services, known.staff, known.customers)
        indices = {part: roll.index for part, roll in zip(Part, rolls, strict=True)}
        return cls(text, row, known, keywords(languages), times, every, months, found, taken, indices, beyond)

    def take(self, start: int, end: int) -> None:
        """These tokens are understood."""
        self.taken[start:end] = [True] * (end - start)

    def index(self, part: Part) -> NameIndex:
        """The names of this part."""
        return self.indices[part]

    def names_of(self, part: Part) -> Sequence[str]:
        """The names on the roll of this part, by their places."""
        match part:
            case Part.SERVICE:
                return self.known.services.names
            case Part.STAFF:
                return self.known.staff.names
            case Part.CUSTOMER:
                return self.known.customers.names

    def sure(self, part: Part, start: int, end: int) -> Places:
        """The places of those whom these words name without a slip."""
        index = self.index(part)
        if end - start > index.longest + 1:
            return ()
        return self._found(self.looked_up, (part, start, end), index.sure)

    def forgiven(self, part: Part, start: int, end: int) -> Places:
        """The places of those whom these words name with a slip that is forgiven."""
        index = self.index(part)
        if end - start > index.longest + 1:
            return ()
        return self._found(self.forgiving, (part, start, end), index.forgiven)

    def _found(
        self,
        memory: dict[tuple[Part, int, int], Places],
        asked: tuple[Part, int, int],
        find: Callable[[str], Exact | Several | Nothing],
    ) -> Places:
        """Each question once, and no more of them than a line of names can need."""
        if asked not in memory:
            if len(self.looked_up) + len(self.forgiving) >= MOST_LOOKUPS:
                return ()
            word = said(self.row[asked[1] : asked[2]])
            found = places(find(word))
            if not found and is_of_somebody(word):
                found = places(find(_OF_SOMEBODY.sub("", word)))
            memory[asked] = found
        return memory[asked]

    def is_keyword(self, at: int, *sorts: Keyword) -> bool:
        """Whether the token is one of the small words that lead to a part, or of these sorts."""
        return self.words.is_(self.row[at], *(sorts or _LEADING))

    def is_time(self, at: int) -> bool:
        """Whether the token has figures or is a word for times: a month only beside figures."""
        token = self.row[at]
        if token.quoted:
            return False
        if any(map(str.isdigit, token.text)):
            return True
        if token.key in self.months:
            following = self.row[at + 1].text[:1] if at + 1 < len(self.row) else ""
            before = self.row[at - 1].text[:1] if at else ""
            return following.isdigit() or before.isdigit()
        return token.key in self.time_words

    def is_misspelt_time(self, at: int) -> bool:
        """Whether the token is nearly a word for times."""
        token = self.row[at]
        return not token.quoted and self.times.corrected(token.key) in self.time_words

    def free_run(self, at: int, *, longest: int = LONGEST_RUN) -> int:
        """Where the free tokens from this place end: at a small word, a taken token, or behind a comma."""
        end = at
        while end < len(self.row) and end - at < longest and not self.taken[end]:
            if end > at and (self.is_keyword(end) or self.row[end].quoted):
                break
            end += 1
            if self.row[end - 1].pause or self.row[end - 1].quoted:
                break
        return end


def is_of_somebody(name: str) -> bool:
    """Whether it is written as `Dana's`."""
    return _OF_SOMEBODY.search(name) is not None


def places(match: Exact | Several | Nothing) -> Places:
    """The places of what was found, in the order of the names."""
    match match:
        case Exact(place):
            return (place,)
        case Several(several):
            return several
        case Nothing():
            return ()


@lru_cache
def _time_words(languages: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that lead to or are a time, and of them those that are months and nothing else."""
    phrases = [phrase for found in lexicon(languages).phrases.values() for phrase in found]
    telling = [phrase for phrase in phrases if _TIMES & phrase.senses.keys()]
    every = {p.words[0] for p in telling if len(p.words) == 1 or len(p.words[0]) >= _TELLING}
    months = {p.words[0] for p in telling if len(p.words) == 1 and p.senses.keys() <= {"month", "other"}}
    return frozenset(every), frozenset(months)

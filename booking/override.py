"""Booking over a rule on purpose."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from booking.errors import Rule

OVERRIDABLE = frozenset(
    {
        Rule.LEAD_TIME,
        Rule.TOO_FAR,
        Rule.NOT_OFFERED,
        Rule.CLOSED,
        Rule.OUTSIDE_STAFF_HOURS,
        Rule.STAFF_BUSY,
        Rule.BUSY_ELSEWHERE,
        Rule.OFF_GRID,
    }
)
"""What an administrator may book over. Not the past, not another's booking under way, not a full session."""


@dataclass(frozen=True, slots=True)
class Override:
    """An administrator's word to book over these rules, which they were told."""

    rules: frozenset[Rule]
    by: str = field(repr=False)
    """Their name, for the internal notes of the appointment."""

    def allows(self, rules: Iterable[Rule]) -> bool:
        """Whether it reaches so far: what they were not told of still stands."""
        return set(rules) <= self.rules & OVERRIDABLE

    def note(self, rules: Iterable[Rule]) -> str:
        """What the staff read of it."""
        told = ", ".join(rule.replace("-", " ") for rule in rules)
        return f"Booked over a rule on purpose by {self.by}: {told}."


def recorded(override: Override | None) -> dict[str, list[str]]:
    """What the intent remembers: the rules, without a name."""
    return {"over": sorted(override.rules)} if override else {}

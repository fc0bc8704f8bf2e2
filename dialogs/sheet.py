"""What the one card of a line has to ask: for each part that is open why, and among what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from booking.draft import Part
from booking.ids import BusinessId


@dataclass(frozen=True, slots=True)
class Wish:
    """A time that was named without an hour: a day, a part of it, the first that is free.

    With `last`, any day from the first up to that one will do.
    """

    day: date | None = None
    part: tuple[time, time] | None = None
    first_free: bool = False
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The open matters of a line.

    `read_in` is the business in whose names `said` was read; `among` holds candidates by their ids, instants
    in ISO 8601; `faults` are sentences to stand beside the part; `near` is the time that was refused, `first`
    the one that was found as the first free; `new` holds the form of a new customer, which is shown where
    `is_new`; `given` holds fields as they were sent.
    """

    said: str = field(default="", repr=False)
    read_in: BusinessId | None = None
    among: Mapping[Part, Sequence[str]] = field(default_factory=dict[Part, Sequence[str]])
    faults: Mapping[Part, str] = field(default_factory=dict[Part, str], repr=False)
    wish: Wish = Wish()
    near: datetime | None = None
    first: datetime | None = None
    zone: str | None = None
    new: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    is_new: bool = False
    given: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    checked: str = ""
    """The service, staff and time about which the rules were last asked."""
    failed: bool = False
    """Whether Bookings could not be asked."""

    def settled(self, part: Part) -> "Sheet":
        """With nothing left to ask about this part."""
        return replace(self, among=_without(self.among, part), faults=_without(self.faults, part))

    def asking(self, part: Part, fault: str | None = None, among: Sequence[str] = ()) -> "Sheet":
        """With this part to be asked about."""
        plain = self.settled(part)
        return replace(
            plain,
            among={**plain.among, part: tuple(among)} if among else plain.among,
            faults={**plain.faults, part: fault} if fault else plain.faults,
        )

    def as_state(self) -> dict[str, Any]:
        """Plain JSON, for the state of a dialog; what is empty is left out."""
        day, part = self.wish.day, self.wish.part
        state: dict[str, Any] = {
            "said": self.said,
            "read_in": self.read_in,
            "among": {str(key): list(ids) for key, ids in self.among.items()},
            "faults": {str(key): fault for key, fault in self.faults.items()},
            "day": day and day.isoformat(),
            "part": part and [at.isoformat() for at in part],
            "first_free": self.wish.first_free,
            "last_day": self.wish.last and self.wish.last.isoformat(),
            "near": self.near and self.near.isoformat(),
            "first": self.first and self.first.isoformat(),
            "zone": self.zone,
            "new": dict(self.new),
            "is_new": self.is_new,
            "given": dict(self.given),
            "checked": self.checked,
            "failed": self.failed,
        }
        return {key: value for key, value in state.items() if value}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Sheet":
        """Read what `as_state` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        day, part, last = state.get("day"), state.get("part"), state.get("last_day")
        near, first = state.get("near"), state.get("first")
        return cls(
            said=state.get("said", ""),
            read_in=BusinessId(state["read_in"]) if state.get("read_in") else None,
            among={Part(key): tuple(ids) for key, ids in state.get("among", {}).items()},
            faults={Part(key): fault for key, fault in state.get("faults", {}).items()},
            wish=Wish(
                day=date.fromisoformat(day) if day else None,
                part=(time.fromisoformat(part[0]), time.fromisoformat(part[1])) if part else None,
                first_free=state.get("first_free") is True,
                last=date.fromisoformat(last) if last else None,
            ),
            near=datetime.fromisoformat(near) if near else None,
            first=datetime.fromisoformat(first) if first else None,
            zone=state.get("zone"),
            new=state.get("new", {}),
            is_new=state.get("is_new") is True,
            given=state.get("given", {}),
            checked=state.get("checked", ""),
            failed=state.get("failed") is True,
        )


def _without(values: Mapping[Part, Any], part: Part) -> dict[Part, Any]:
    return {key: value for key, value in values.items() if key is not part}

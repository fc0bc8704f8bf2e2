"""What one question hands to the next: the draft, and where its card stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from booking.draft import AppointmentDraft, Part


@dataclass(frozen=True, slots=True)
class Relay:
    """The draft; the message that shows its card; what to tell; and what the person wants next.

    `said` is text that the first question takes as its answer, `wanted` a part that is to be asked even where
    it could be settled without, `confirmed` the word to book.
    """

    draft: AppointmentDraft
    message: str | None = None
    trouble: str | None = field(default=None, repr=False)
    said: str | None = field(default=None, repr=False)
    wanted: Part | None = None
    confirmed: bool = False

    def on(self, draft: AppointmentDraft) -> "Relay":
        """The next leg: another draft, the same card, and nothing left to tell."""
        return Relay(draft, self.message)

    def retold(self, trouble: str | None) -> "Relay":
        """The same with another word to tell."""
        return replace(self, trouble=trouble)

    def as_state(self) -> dict[str, Any]:
        """Plain JSON, for the state of a dialog."""
        return {
            "draft": self.draft.as_state(),
            "message": self.message,
            "trouble": self.trouble,
            "said": self.said,
            "wanted": self.wanted and str(self.wanted),
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Relay":
        """Read what `as_state` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            draft=AppointmentDraft.from_state(state["draft"]),
            message=state.get("message"),
            trouble=state.get("trouble"),
            said=state.get("said"),
            wanted=Part(state["wanted"]) if state.get("wanted") else None,
            confirmed=state.get("confirmed") is True,
        )

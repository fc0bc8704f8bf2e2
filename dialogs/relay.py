"""What one question hands to the next: the draft, and where its card stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from booking.draft import AppointmentDraft, Part
from dialogs.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Relay:
    """The draft; the message that shows its card; what to tell; and what the person wants next.

    `wanted` is a part that is to be asked even where it could be settled without, `confirmed` the word to
    book. `former` is what was answered before parts of it were opened again: forms begin with it, and "back"
    returns to it out of a change. Where the flow was begun with a line, `sheet` holds what its one card asks.
    `view` is what the next question begins with.
    """

    draft: AppointmentDraft
    message: str | None = None
    trouble: str | None = field(default=None, repr=False)
    wanted: Part | None = None
    confirmed: bool = False
    former: AppointmentDraft | None = None
    sheet: Sheet | None = None
    view: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    def on(self, draft: AppointmentDraft) -> "Relay":
        """The next leg: another draft, the same card, and nothing left to tell."""
        return Relay(draft, self.message, former=self.former, sheet=self.sheet)

    def back(self, part: Part | None) -> "Relay":
        """One answer back from the question of this part, or out of a change to it."""
        if self.former and part is not None and self.wanted is part:
            return self.on(self.former)
        if self.sheet is not None:  # its card would fill in again what stood there before
            return replace(self.on(self.draft.back()), former=None)
        return replace(self.on(self.draft.back()), former=self.remembered)

    def changing(self, part: Part) -> "Relay":
        """With this part open again."""
        return replace(self.on(self.draft.without(part)), wanted=part, former=self.remembered)

    @property
    def remembered(self) -> AppointmentDraft:
        """The draft, with what was answered before where it is open."""
        if self.former is None:
            return self.draft
        before: dict[str, Any] = {
            part: getattr(self.former, part) for part in Part if not self.draft.has(part)
        }
        if Part.START in before:
            before["over"] = self.former.over
        return replace(self.draft, **before)

    def as_state(self) -> dict[str, Any]:
        """Plain JSON, for the state of a dialog."""
        return {
            "draft": self.draft.as_state(),
            "message": self.message,
            "trouble": self.trouble,
            "wanted": self.wanted and str(self.wanted),
            "confirmed": self.confirmed,
            "former": self.former and self.former.as_state(),
            "sheet": None if self.sheet is None else self.sheet.as_state(),
            "view": dict(self.view),
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> "Relay":
        """Read what `as_state` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            draft=AppointmentDraft.from_state(state["draft"]),
            message=state.get("message"),
            trouble=state.get("trouble"),
            wanted=Part(state["wanted"]) if state.get("wanted") else None,
            confirmed=state.get("confirmed") is True,
            former=AppointmentDraft.from_state(state["former"]) if state.get("former") else None,
            sheet=Sheet.from_state(state["sheet"]) if state.get("sheet") is not None else None,
            view=state.get("view") or {},
        )

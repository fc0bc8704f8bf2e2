"""What a person is in a business, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.ids import StaffId
from booking.models import Appointment, Role, StaffMember


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's role, and their own entry among the staff.

    `delegated` tells that Graph sees the person, and not the app, whom it lets over no rule at all.
    """

    role: Role
    own_id: StaffId
    delegated: bool = False

    def sees(self, appointment: Appointment) -> bool:
        """Whether this appointment is theirs to look at."""
        return self.role is not Role.TEAM_MEMBER or self.own_id in appointment.staff_ids

    def books_for(self, staff: Sequence[StaffMember]) -> list[StaffMember]:
        """Those for whom they may book: a team member becomes the staff of what they add."""
        return [one for one in staff if self.role is not Role.TEAM_MEMBER or one.id == self.own_id]

    @property
    def may_override(self) -> bool:
        """Whether they may book over a rule: administrators, by their own token (business rules)."""
        return self.delegated and self.role is Role.ADMINISTRATOR

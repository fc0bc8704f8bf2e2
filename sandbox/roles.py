"""What a person may do inside a business, by the role among its staff."""

from collections.abc import Iterable

from sandbox.exchange import Json, access_denied, folder_not_found
from sandbox.store import Store
from sandbox.tokens import Caller

READERS = frozenset({"administrator", "scheduler", "teamMember", "viewer"})
BOOKERS = frozenset({"administrator", "scheduler", "teamMember"})
CUSTOMER_KEEPERS = frozenset({"administrator", "scheduler"})
ADMINISTRATORS = frozenset({"administrator"})

_OPEN_TO = {
    "appointments.create": BOOKERS,
    "appointments.update": BOOKERS,
    "appointments.delete": BOOKERS,
    "appointments.cancel": BOOKERS,
    "customers.create": BOOKERS,
    "customers.update": CUSTOMER_KEEPERS,
    "customers.delete": CUSTOMER_KEEPERS,
}


def open_business(store: Store, caller: Caller, business_id: str, operation: str) -> Json | None:
    """The caller's own entry among the staff, None for the app; refused if the role does not reach.

    Those who may not open the mailbox learn no more than that there is none.
    """
    if store.get("businesses", business_id) is None:
        raise folder_not_found()
    if caller.is_app:
        return None
    member = staff_member(store, business_id, caller.mail)
    if member is None or member["role"] not in READERS:
        raise folder_not_found()
    reads = operation.endswith((".list", ".get", ".count"))
    allowed = READERS if reads else _OPEN_TO.get(operation, ADMINISTRATORS)
    if member["role"] not in allowed:
        raise access_denied()
    return member


def staff_member(store: Store, business_id: str, mail: str) -> Json | None:
    wanted = mail.casefold()
    staff = store.table(f"{business_id}/staffMembers").values()
    return next((one for one in staff if (one["emailAddress"] or "").casefold() == wanted), None)


def overrides_rules(member: Json | None) -> bool:
    """Administrators may book over the rules; the app and everyone else may not."""
    return member is not None and member["role"] in ADMINISTRATORS


def own_calendar_only(member: Json | None, staff_ids: Iterable[str]) -> None:
    """A team member keeps the own calendar and nobody else's."""
    if member is not None and member["role"] == "teamMember" and set(staff_ids) - {member["id"]}:
        raise access_denied()

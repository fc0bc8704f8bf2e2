"""The faults of Graph that the side panel offers, each in a plain sentence."""

from rehearsal.values import Json

FAULTS = {
    "error-before": "Graph fails and does nothing (500).",
    "error-after": "Graph does everything, and then says that it failed (500).",
    "throttled": "Graph asks to come back later (429).",
    "unavailable": "Graph is away for a moment (503).",
    "gateway-timeout": "The gateway gives up, and nothing was done (504).",
    "gateway-timeout-after": "The gateway gives up, and everything was done (504).",
    "drop-before": "The connection breaks before anything is done.",
    "drop-after": "The connection breaks after everything is done.",
    "slow": "The answer takes its time, and so does the work.",
    "slow-after": "The work is done at once, the answer takes its time.",
    "expired-token": "The token has run out (401).",
    "claims-challenge": "The sign-in is questioned (401 with a claims challenge).",
    "forbidden": "The permission is missing (403).",
    "no-access-policy": "The app may not act for this organiser (403).",
    "links-null": "The join links are not there yet.",
    "says-free": "Everybody is said to be free all day.",
    "drops-meeting": "A change takes the appointment offline.",
    "small-pages": "Lists come in small pages.",
}
OPERATIONS = {
    "*": "whatever is asked next",
    "appointments.create": "booking an appointment",
    "appointments.get": "reading an appointment",
    "appointments.update": "changing an appointment",
    "appointments.cancel": "cancelling an appointment",
    "calendarView.list": "reading the calendar",
    "getStaffAvailability": "asking who is free in Bookings",
    "getSchedule": "asking who is free in Outlook",
    "businesses.list": "listing the businesses",
    "services.list": "listing the services",
    "staffMembers.list": "listing the staff",
    "customers.list": "looking up customers",
    "customers.create": "adding a customer",
    "onlineMeetings.createOrGet": "making a meeting",
    "onlineMeetings.getVirtualAppointmentJoinWebUrl": "asking for the visitor's link",
}


def offered() -> Json:
    """What may be switched on, and for what."""
    return {
        "offered": [{"fault": name, "sentence": told} for name, told in FAULTS.items()],
        "operations": [{"operation": name, "sentence": told} for name, told in OPERATIONS.items()],
    }

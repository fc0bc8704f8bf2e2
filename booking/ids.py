"""Identities, each of its own type, so that a service is never passed where a customer belongs."""

from typing import NewType

BusinessId = NewType("BusinessId", str)
"""Looks like a mail address, `Name@tenant.example`; it is a scheduling mailbox."""

ServiceId = NewType("ServiceId", str)
StaffId = NewType("StaffId", str)
CustomerId = NewType("CustomerId", str)
QuestionId = NewType("QuestionId", str)

AppointmentId = NewType("AppointmentId", str)
"""Opaque and case-sensitive; may hold `/`, `+` and `=`."""

MeetingId = NewType("MeetingId", str)

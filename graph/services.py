"""bookingService."""

from booking.ids import QuestionId, ServiceId, StaffId
from booking.models import NO_TIME, QuestionAsked, Service
from graph.fields import Json, entities, entity, flag, number, text, texts
from graph.hours import read_policy
from graph.times import duration_of


def read(item: Json) -> Service | None:
    """A service; None where it has no name, or no length by which it could be booked."""
    key, name, duration = text(item, "id"), text(item, "displayName"), duration_of(item, "defaultDuration")
    if not key or not name or not duration or duration < NO_TIME:
        return None
    return Service(
        id=ServiceId(key),
        name=name,
        duration=duration,
        pre_buffer=duration_of(item, "preBuffer") or NO_TIME,
        post_buffer=duration_of(item, "postBuffer") or NO_TIME,
        online=flag(item, "isLocationOnline") or False,
        anonymous_join=flag(item, "isAnonymousJoinEnabled") or False,
        seats=max(1, int(number(item, "maximumAttendeesCount") or 1)),
        staff_ids=tuple(StaffId(staff) for staff in texts(item, "staffMemberIds")),
        questions=tuple(
            QuestionAsked(QuestionId(question), flag(asked, "isRequired") or False)
            for asked in entities(item, "customQuestions")
            if (question := text(asked, "questionId"))
        ),
        policy=read_policy(entity(item, "schedulingPolicy")),
        description=text(item, "description") or "",
        price=number(item, "defaultPrice") or 0.0,
    )

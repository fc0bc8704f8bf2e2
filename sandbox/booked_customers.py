"""The customers of an appointment: found, made, or, in a group service, silently left out."""

from collections.abc import Mapping
from typing import cast

from sandbox import catalogue, edm
from sandbox.call import Call
from sandbox.edm import Check, nullable
from sandbox.exchange import Json, unknown_error
from sandbox.zones import accepted_zone

TYPE = "#microsoft.graph.bookingCustomerInformation"
_TEXT = nullable(edm.STRING)
_SHAPE: Mapping[str, Check] = {
    "customerId": _TEXT,
    "name": _TEXT,
    "emailAddress": _TEXT,
    "phone": _TEXT,
    "notes": _TEXT,
    "timeZone": _TEXT,
    "location": nullable(edm.COMPLEX),
    "customQuestionAnswers": edm.COLLECTION,
    "smsNotificationsEnabled": edm.BOOLEAN,
}
_ANSWER: Json = {
    "question": None,
    "answerInputType": "text",
    "answerOptions": [],
    "isRequired": False,
    "answer": None,
    "selectedOptions": [],
}


def booked_customers(call: Call, values: Json, service: Json) -> list[Json] | None:
    """Who comes, as the appointment keeps them; None if the request says nothing of customers."""
    sent = _sent(values)
    if sent is None:
        return None
    for one in sent:
        _check(one)
    group = service["maximumAttendeesCount"] > 1
    came = [_in_group(call, one) if group else _alone(call, one) for one in sent]
    customers = [one for one in came if one is not None]
    if len(customers) > service["maximumAttendeesCount"]:
        raise unknown_error()
    return customers


def _sent(values: Json) -> list[Json] | None:
    if "customers" in values:
        items = cast("list[object]", values["customers"])
        if not all(isinstance(one, dict) for one in items):
            raise unknown_error()
        return cast("list[Json]", items)
    if not values.get("customerName"):
        return None
    single = {"name": "customerName", "emailAddress": "customerEmailAddress", "phone": "customerPhone"}
    named = {name: values.get(source) for name, source in single.items()}
    return [{"@odata.type": TYPE, **named, "notes": values.get("customerNotes")}]


def _check(one: Json) -> None:
    """The declared type is abstract, so each must say which it is."""
    fields = edm.without_annotations(one)
    known = all(name in _SHAPE and _SHAPE[name](value) for name, value in fields.items())
    zone = one.get("timeZone")
    if one.get("@odata.type") != TYPE or not known or (zone and accepted_zone(zone) is None):
        raise unknown_error()


def _in_group(call: Call, one: Json) -> Json | None:
    customer = _existing(call, one)
    return None if customer is None else information(one, customer, _answers(call, one))


def _alone(call: Call, one: Json) -> Json:
    customer = _existing(call, one)
    if customer is None and one.get("customerId"):
        raise unknown_error()
    return information(one, customer or _new(call, one), _answers(call, one))


def _existing(call: Call, one: Json) -> Json | None:
    return call.store.get(call.table("customers"), one.get("customerId") or "")


def _new(call: Call, one: Json) -> Json:
    phones = [{"number": one["phone"], "type": "mobile"}] if one.get("phone") else []
    values: Json = {
        "displayName": one.get("name") or "",
        "emailAddress": one.get("emailAddress"),
        "phones": phones,
    }
    return catalogue.add(call, catalogue.CUSTOMERS, values)


def information(one: Json, customer: Json, answers: list[Json]) -> Json:
    """A customer as an appointment keeps it: what was sent, filled up from the customer's own entry."""
    phones = customer["phones"]
    return {
        "@odata.type": TYPE,
        "customerId": customer["id"],
        "name": one.get("name") or customer["displayName"],
        "emailAddress": one.get("emailAddress") or customer["emailAddress"],
        "phone": one.get("phone") or (phones[0].get("number") if phones else None),
        "notes": one.get("notes"),
        "location": one.get("location"),
        "timeZone": one.get("timeZone"),
        "customQuestionAnswers": answers,
    }


def answer_to(question: Json, given: Json) -> Json:
    """An answer with the question repeated, as Bookings keeps it."""
    asked: Json = {
        "questionId": question["id"],
        "question": question["displayName"],
        "answerInputType": question["answerInputType"],
        "answerOptions": question["answerOptions"],
    }
    return {**_ANSWER, **given, **asked}


def _answers(call: Call, one: Json) -> list[Json]:
    answers = cast("list[object]", one.get("customQuestionAnswers") or [])
    return [_answered(call, answer) for answer in answers]


def _answered(call: Call, answer: object) -> Json:
    if not isinstance(answer, dict):
        raise unknown_error()
    given = edm.without_annotations(cast("Json", answer))
    question = call.store.get(call.table("customQuestions"), str(given.get("questionId")))
    if question is None or set(given) - {"questionId", *_ANSWER}:
        raise unknown_error()
    return answer_to(question, given)

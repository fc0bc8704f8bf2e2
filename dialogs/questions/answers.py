"""The custom questions of the service, on one card; typed answers take them one by one."""

from booking.draft import AppointmentDraft, Part
from booking.ids import QuestionId
from booking.models import Answer, Service
from booking.models import Question as Custom
from cards.answers import Heard, Move, Tapped, Typed
from cards.elements import Card
from cards.frame import Frame
from cards.phrases import quoted
from cards.questions import LONGEST_ANSWER, input_ids, question_form
from dialogs.facts import business_of, service_of
from dialogs.leaving import move_of
from dialogs.naming import meant
from dialogs.question import Again, Asked, Question, Reply


class AnswersQuestion(Question):
    """View: {"given": {question id: text}}, for what was typed so far. Settled where nothing is asked."""

    part = Part.ANSWERS

    async def ask(self, asked: Asked, frame: Frame) -> Card | AppointmentDraft:
        """The form with what was given so far."""
        service, questions = await _questions(asked)
        if not questions:
            return asked.draft.settled(Part.ANSWERS, ())
        return question_form(frame, service, questions, _given(asked))

    async def hear(self, asked: Asked, heard: Heard) -> Reply:
        """The whole form by button, or the next answer by words."""
        service, questions = await _questions(asked)
        given = _given(asked)
        match heard:
            case Tapped(fields=fields):
                sent = {
                    input_ids([q])[field]: text for q in questions.values() for field, text in _of(q, fields)
                }
                return _checked(asked, service, questions, given | sent)
            case Typed(text):
                following = next((question for key, question in questions.items() if key not in given), None)
                if following is None or move_of(heard) is Move.SKIP:
                    return _checked(asked, service, questions, given)
                answer = await _understood(following, text)
                if answer is None:
                    wanted = ", ".join(following.options)
                    return Again(f"{quoted(text)} is not one of: {wanted}.", {"given": given})
                return _next(asked, service, questions, given | {following.id: answer})


def _of(question: Custom, fields: object) -> list[tuple[str, str]]:
    field = next(iter(input_ids([question])))
    return [(field, fields[field])] if isinstance(fields, dict) and field in fields else []


async def _questions(asked: Asked) -> tuple[Service, dict[QuestionId, Custom]]:
    """Those that the service asks and the business still has, in the order of the service."""
    service = await service_of(asked.desk.bookings, asked.draft)
    if not service.questions:
        return service, {}
    known = {
        question.id: question for question in await asked.desk.bookings.questions(business_of(asked.draft))
    }
    return service, {entry.id: known[entry.id] for entry in service.questions if entry.id in known}


def _given(asked: Asked) -> dict[QuestionId, str]:
    earlier = {answer.question_id: answer.text for answer in asked.draft.answers or ()}
    return earlier | {QuestionId(key): text for key, text in asked.view.get("given", {}).items()}


async def _understood(question: Custom, text: str) -> str | None:
    if not question.options:
        return text.strip()[:LONGEST_ANSWER]
    return (await meant(text, question.options, str, kind="answer")).one


def _next(
    asked: Asked, service: Service, questions: dict[QuestionId, Custom], given: dict[QuestionId, str]
) -> Reply:
    """After a typed answer: the following question, or done when all have been answered."""
    if all(key in given for key in questions):
        return _checked(asked, service, questions, given)
    return Again(None, {"given": given})


def _checked(
    asked: Asked, service: Service, questions: dict[QuestionId, Custom], given: dict[QuestionId, str]
) -> Reply:
    """The answers, if every required question has one and every choice is one of its options."""
    required = {entry.id for entry in service.questions if entry.required}
    for key, question in questions.items():
        text = given.get(key, "").strip()
        if key in required and not text:
            return Again(f"Please answer {quoted(question.text)}", {"given": given})
        if text and question.options and text not in question.options:
            return Again(f"{quoted(text)} is not an answer to {quoted(question.text)}", {"given": given})
    answers = tuple(
        Answer(key, given[key].strip()[:LONGEST_ANSWER]) for key in questions if given.get(key, "").strip()
    )
    return asked.draft.answered(Part.ANSWERS, answers)

"""The custom questions of the service, on one card; typed answers take them one by one."""

from booking.draft import AppointmentDraft, Part
from booking.ids import QuestionId
from booking.models import Answer, Service
from booking.models import Question as Custom
from cards.answers import Heard, Move, Tapped, Typed
from cards.elements import Card
from cards.frame import Frame
from cards.phrases import TOO_LONG, quoted
from cards.questions import LONGEST_ANSWER, question_form, read_answers
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
        match heard:
            case Tapped(fields=fields):
                given = read_answers(list(questions.values()), fields)
                return checked_answers(asked, service, questions, given)
            case Typed(text):
                given = _typed(asked)
                asked_now = (one for one in questions.values() if _fault(service, one, given.get(one.id)))
                following = next(asked_now, None)
                if following is None or move_of(heard) is Move.SKIP:
                    return checked_answers(asked, service, questions, _given(asked))
                answer = await _understood(following, text)
                if answer is None:
                    wanted = ", ".join(following.options)
                    return Again(f"{quoted(text)} is not one of: {wanted}.", {"given": given})
                if fault := _fault(service, following, answer):
                    return Again(fault, {"given": given})
                return _next(asked, service, questions, given | {following.id: answer})


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
    """What the form begins with: what was typed so far, before that what was answered earlier."""
    earlier = {answer.question_id: answer.text for answer in asked.former.answers or ()}
    return earlier | _typed(asked)


def _typed(asked: Asked) -> dict[QuestionId, str]:
    return {QuestionId(key): text for key, text in asked.view.get("given", {}).items()}


async def _understood(question: Custom, text: str) -> str | None:
    if not question.options:
        return text.strip()
    return (await meant(text, question.options, str, kind="answer")).one


def _next(
    asked: Asked, service: Service, questions: dict[QuestionId, Custom], given: dict[QuestionId, str]
) -> Reply:
    """After a typed answer: the following question, or done when all have been answered."""
    if not any(_fault(service, question, given.get(key)) for key, question in questions.items()):
        return checked_answers(asked, service, questions, given)
    return Again(None, {"given": given})


def checked_answers(
    asked: Asked, service: Service, questions: dict[QuestionId, Custom], given: dict[QuestionId, str]
) -> Reply:
    """The answers, if every required question has one and every choice is one of its options."""
    for key, question in questions.items():
        if fault := _fault(service, question, given.get(key, "")):
            return Again(fault, {"given": given})
    answers = tuple(Answer(key, given[key].strip()) for key in questions if given.get(key, "").strip())
    return asked.draft.answered(Part.ANSWERS, answers)


def _fault(service: Service, question: Custom, text: str | None) -> str | None:
    """What speaks against an answer; None for the text says that it was not given yet."""
    said = (text or "").strip()
    required = any(entry.required for entry in service.questions if entry.id == question.id)
    if text is None or (required and not said):
        return f"Please answer {quoted(question.text)}."
    if question.options:
        is_one = not said or said in map(str.strip, question.options)
        return None if is_one else f"{quoted(said)} is not an answer to {quoted(question.text)}."
    return TOO_LONG.format(most=LONGEST_ANSWER) if len(said) > LONGEST_ANSWER else None

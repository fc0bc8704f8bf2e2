"""The service's own questions, all on one card."""

from collections.abc import Mapping, Sequence

from booking.ids import QuestionId
from booking.models import Question, Service
from cards.elements import Card, choice, text_input
from cards.frame import Frame

LONGEST_ANSWER = 500


def question_form(
    frame: Frame, service: Service, questions: Mapping[QuestionId, Question], given: Mapping[QuestionId, str]
) -> Card:
    """One input a question; required ones are marked."""
    asked = [(questions[entry.id], entry.required) for entry in service.questions if entry.id in questions]
    inputs = [_input(question, given.get(question.id, ""), required=required) for question, required in asked]
    return frame.card("A few questions for this service", inputs, [frame.answer("Next")])


def input_ids(questions: Sequence[Question]) -> dict[str, QuestionId]:
    """Which input of the form belongs to which question."""
    return {_field(question): question.id for question in questions}


def _field(question: Question) -> str:
    return f"question-{question.id}"


def _input(question: Question, given: str, *, required: bool) -> Card:
    complaint = "Please answer this question." if required else None
    label = question.text if required else f"{question.text} (optional)"
    if question.options:
        choices = [(option, option) for option in question.options]
        chosen = given if given in question.options else None
        return choice(_field(question), label, choices, chosen=chosen, required=complaint, style="expanded")
    return text_input(
        _field(question), label, value=given, required=complaint, longest=LONGEST_ANSWER, lines=True
    )

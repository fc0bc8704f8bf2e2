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


def question_inputs(
    service: Service, questions: Mapping[QuestionId, Question], given: Mapping[QuestionId, str]
) -> list[Card]:
    """The same inputs on a card whose other buttons send them too: the client keeps nobody from pressing."""
    asked = [(questions[entry.id], entry.required) for entry in service.questions if entry.id in questions]
    inputs = [_input(question, given.get(question.id, ""), required=required) for question, required in asked]
    return [{key: value for key, value in one.items() if key not in _KEEPS_BACK} for one in inputs]


_KEEPS_BACK = {"isRequired", "errorMessage"}


def read_answers(questions: Sequence[Question], fields: Mapping[str, str]) -> dict[QuestionId, str]:
    """What the form says; an option that it does not have is given as it came."""
    sent = {question: fields[_field(question)] for question in questions if _field(question) in fields}
    return {question.id: _options(question).get(said, said) for question, said in sent.items()}


def _field(question: Question) -> str:
    return f"question-{question.id}"


def _options(question: Question) -> dict[str, str]:
    """Each option under a short value of its own: options may be as long as people like."""
    return {f"option-{number}": option for number, option in enumerate(question.options)}


def _input(question: Question, given: str, *, required: bool) -> Card:
    complaint = "Please answer this question." if required else None
    label = question.text if required else f"{question.text} (optional)"
    if question.options:
        values = {option: value for value, option in _options(question).items()}
        choices = list(values.items())
        chosen = values.get(given)
        return choice(_field(question), label, choices, chosen=chosen, required=complaint, style="expanded")
    return text_input(
        _field(question), label, value=given, required=complaint, longest=LONGEST_ANSWER, lines=True
    )

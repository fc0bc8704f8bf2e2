"""bookingCustomQuestion, and the answers to it inside an appointment."""

from booking.ids import QuestionId
from booking.models import Answer, Question
from graph.fields import Json, text, texts, unwrapped


def read(item: Json) -> Question | None:
    """A question, bare or wrapped in `value`; options count only where one of them is to be picked."""
    item = unwrapped(item)
    key, wording = text(item, "id"), text(item, "displayName")
    if not key or not wording:
        return None
    picked = (text(item, "answerInputType") or "").casefold() == "radiobutton"
    return Question(QuestionId(key), wording, texts(item, "answerOptions") if picked else ())


def answer_body(question: Question, answer: Answer, *, required: bool) -> Json:
    """A bookingQuestionAnswer: the picked option where there are options, else the text."""
    picked = bool(question.options)
    return {
        "@odata.type": "#microsoft.graph.bookingQuestionAnswer",
        "questionId": question.id,
        "question": question.text,
        "answerInputType": "radioButton" if picked else "text",
        "answerOptions": list(question.options),
        "isRequired": required,
        "answer": "" if picked else answer.text,
        "selectedOptions": [answer.text] if picked else [],
    }


def read_answer(item: Json) -> Answer | None:
    """What was answered; None where nothing was."""
    key = text(item, "questionId")
    said = ", ".join(texts(item, "selectedOptions")) or text(item, "answer")
    return Answer(QuestionId(key), said) if key and said else None

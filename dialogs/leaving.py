"""The words that work anywhere: back, cancel, start over, help, try again."""

from cards.answers import Heard, Move, Tapped, Typed

WORDS = {
    Move.BACK: {"back", "go back", "zurück", "retour", "atrás", "volver"},
    Move.CANCEL: {"cancel", "stop", "quit", "abort", "abbrechen", "annuler", "cancelar"},
    Move.RESTART: {"start over", "restart", "start again", "von vorn", "recommencer", "empezar de nuevo"},
    Move.HELP: {"help", "?", "hilfe", "aide", "ayuda"},
    Move.RETRY: {"try again", "retry", "again", "nochmal", "réessayer", "reintentar"},
    Move.SKIP: {"skip", "überspringen", "passer", "omitir"},
    Move.BOOK: {"book", "book it", "yes", "ok", "buchen", "ja", "réserver", "oui", "reservar", "sí", "si"},
    Move.FIRST_FREE: {"first free", "first", "asap", "earliest"},
    Move.BOOK_ANYWAY: {"book anyway", "trotzdem buchen", "réserver quand même", "reservar de todos modos"},
    Move.DOUBLE_BOOK: {"double-book", "double book", "doppelt buchen"},
}
_MEANT = {word: move for move, words in WORDS.items() for word in words}


def move_of(heard: Heard) -> Move | None:
    """Which of the ways a person takes, by button or by word; None for an answer of another kind."""
    match heard:
        case Tapped(move=move):
            return move
        case Typed(text):
            return _MEANT.get(" ".join(text.casefold().strip(" .!/").split()))

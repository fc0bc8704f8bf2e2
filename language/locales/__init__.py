"""The words of each language, as tables; `WORDS[kind][value]` is a comma-separated list of phrases.

Phrases are written without accents, as `language.text.fold` leaves them.
"""

from collections.abc import Mapping
from typing import Final

from language.locales import de, en, es, fr

Words = Mapping[str, Mapping[int, str]]

LANGUAGES: Final[Mapping[str, Words]] = {"en": en.WORDS, "de": de.WORDS, "fr": fr.WORDS, "es": es.WORDS}
NOT_TYPOS: Final[Mapping[str, str]] = {
    "en": en.NOT_TYPOS,
    "de": de.NOT_TYPOS,
    "fr": fr.NOT_TYPOS,
    "es": es.NOT_TYPOS,
}

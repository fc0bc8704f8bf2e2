"""The small words that say which part of a line follows, in four languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from language.tokens import Token


class Keyword(Enum):
    """What a small word leads to, or says itself."""

    WITH = auto()
    FOR = auto()
    IN = auto()
    NOTE = auto()
    ME = auto()
    WITH_ME = auto()
    ANYONE = auto()
    UNASSIGNED = auto()
    AND = auto()
    AT = auto()
    PARTICLE = auto()
    TITLE = auto()
    FILL = auto()
    ZONE_WORD = auto()
    ANY = auto()
    NEW = auto()
    NOT = auto()
    NOISE = auto()
    THEM = auto()


_WORDS: Final[Mapping[str, Mapping[Keyword, str]]] = {
    "en": {
        Keyword.WITH: "with, w",
        Keyword.FOR: "for",
        Keyword.IN: "in",
        Keyword.NOTE: "note, notes, memo, comment, comments",
        Keyword.ME: "me, myself",
        Keyword.THEM: "her, him, them, us",
        Keyword.ANYONE: "anyone, anybody, any one, whoever is free, whoever, anyone who is free, anyone "
        "free, any staff, anyone available, someone, somebody, no preference, doesnt matter, dont mind",
        Keyword.ANY: "any, any doctor, any nurse, any adviser, any advisor, any member of staff, "
        "any available",
        Keyword.NEW: "new customer, new patient, new client",
        Keyword.NOT: "not, except, without, no",
        Keyword.NOISE: "hi, hello, hey, can you, could you, would you, i need, we need, i want, we want, "
        "i would "
        "like, id like, need, want, get, put, down, in, there, schedule, arrange, make, reserve, "
        "set up, lets, me, us, her, him, them, my, our, session, meeting, visit, online, virtual, virtually, "
        "remote, remotely, teams, video, lasting",
        Keyword.UNASSIGNED: "unassigned, nobody, no one, no staff",
        Keyword.AND: "and, or",
        Keyword.AT: "on, at, by, around, about",
        Keyword.PARTICLE: "van, de, du, von, der, la, le, di, da, el, al, bin, ibn, y, d, of, the, del, dos, "
        "das, den, ter, ten, zu, zur",
        Keyword.TITLE: "mr, mrs, ms, miss, mx, dr, doctor, prof, professor, sir, new",
        Keyword.FILL: "thanks, thank you, thank, you, thx, a, an, the, and, at, on, of, is, please, pls, "
        "appointment, appt, slot, to, by, customer, client, patient, staff, service, time, "
        "or, book",
        Keyword.ZONE_WORD: "time, timezone, time zone",
    },
    "de": {
        Keyword.WITH: "mit, bei",
        Keyword.FOR: "fur, fuer",
        Keyword.IN: "in",
        Keyword.NOTE: "notiz, hinweis, bemerkung, anmerkung, kommentar",
        Keyword.ANY: "egal, beliebigem",
        Keyword.NEW: "neuer kunde, neuen kunden, neue kundin, neuer patient, neuen patienten, "
        "neue patientin, "
        "neukunde, neukunden, neukundin, neupatient, neupatientin",
        Keyword.NOT: "nicht, ohne, ausser, kein, keine, keinen",
        Keyword.NOISE: "hallo, kannst du, konntest du, konnen sie, konnten sie, ich brauche, wir brauchen, "
        "ich mochte, wir mochten, brauche, brauchen, braucht, mochte, buche, buchen, gern, gerne, mach, "
        "mache, "
        "machen, trag, trage, ein, eintragen, vereinbare, vereinbaren, reserviere, reservieren, online, "
        "virtuell, "
        "mal, noch, doch",
        Keyword.ME: "mir, mich",
        Keyword.THEM: "ihn, ihm, ihr, sie, uns",
        Keyword.ANYONE: "irgendwem, irgendjemand, irgendjemandem, jemandem, egal wem, egal wer, wer frei "
        "ist, wem auch immer, beliebig, "
        "keine praferenz",
        Keyword.UNASSIGNED: "nicht zugewiesen, nicht zugeteilt, niemand, niemandem, ohne mitarbeiter, ohne "
        "zuweisung",
        Keyword.AND: "und, oder, od",
        Keyword.AT: "am, um, gegen, zum",
        Keyword.TITLE: "herr, herrn, hr, hrn, frau, fr, dr, doktor, prof, neue, neuen, neuer",
        Keyword.FILL: "danke, ein, eine, einen, einem, der, die, das, den, dem, und, am, um, bitte, "
        "termin, zum, zur, im, gegen, oder, od, kunde, kunden, kundin, patient, patienten, patientin",
        Keyword.ZONE_WORD: "zeit, ortszeit, zeitzone",
    },
    "fr": {
        Keyword.WITH: "avec, chez",
        Keyword.FOR: "pour",
        Keyword.IN: "a, au, en, dans",
        Keyword.NOTE: "note, remarque, commentaire",
        Keyword.NEW: "nouveau client, nouvelle cliente, nouveau patient, nouvelle patiente",
        Keyword.NOT: "pas, sauf, sans",
        Keyword.NOISE: "bonjour, salut, peux tu, pouvez vous, pourriez vous, pourrais tu, je voudrais, "
        "je veux, "
        "j aimerais, il me faut, il faut, besoin, reserve, reserver, reservez, prends, prendre, prenez, "
        "planifie, "
        "planifier, en ligne, en visio, visio, par, sur, pendant, durant",
        Keyword.ME: "moi",
        Keyword.THEM: "lui, elle, eux, nous",
        Keyword.ANYONE: "n importe qui, quelqu un, quiconque, qui est libre, peu importe qui, peu importe, "
        "sans preference",
        Keyword.UNASSIGNED: "non attribue, non assigne, sans attribution, personne, sans personne",
        Keyword.AND: "et, ou",
        Keyword.AT: "vers",
        Keyword.TITLE: "monsieur, m, mme, madame, mlle, mademoiselle, dr, docteur, nouveau, nouvelle",
        Keyword.FILL: "merci, est, un, une, le, la, les, l, et, ou, de, du, des, a, au, s il vous plait, "
        "svp, "
        "rendez vous, rdv, client, cliente, patient, patiente",
        Keyword.ZONE_WORD: "heure de, heure d, heure",
    },
    "es": {
        Keyword.WITH: "con",
        Keyword.FOR: "para",
        Keyword.IN: "en",
        Keyword.NOTE: "nota, observacion, comentario",
        Keyword.ANY: "cualquier",
        Keyword.NEW: "nuevo cliente, nueva clienta, nuevo paciente, nueva paciente, cliente nuevo, "
        "clienta nueva, "
        "paciente nuevo, paciente nueva",
        Keyword.NOT: "no, sin, excepto, salvo",
        Keyword.NOISE: "hola, puedes, podrias, puede, podria, reserva, reservar, reserve, reservame, agenda, "
        "agendar, agende, necesito, necesitamos, quiero, queremos, quisiera, me gustaria, haz, hacer, pon, "
        "poner, "
        "en linea, por, durante",
        Keyword.ME: "mi, migo",
        Keyword.THEM: "ella, ellos, ellas",
        Keyword.WITH_ME: "conmigo",
        Keyword.ANYONE: "cualquiera, cualquier persona, quien sea, alguien, quien este libre, da igual, "
        "me da igual, "
        "sin preferencia",
        Keyword.UNASSIGNED: "sin asignar, nadie, no asignado, no asignada",
        Keyword.AND: "y, o, u",
        Keyword.AT: "a, sobre",
        Keyword.TITLE: "senor, senora, sr, sra, srta, don, dona, doctor, doctora, dr, dra, nuevo, nueva",
        Keyword.FILL: "gracias, un, una, el, la, los, las, y, o, u, de, del, a, al, por favor, cita, "
        "cliente, paciente",
        Keyword.ZONE_WORD: "hora de, hora",
    },
}
_LONGEST: Final = 4
_AND: Final = ("&", "+", "/")


@dataclass(frozen=True, slots=True)
class Keywords:
    """Phrases by their sort, each written without spaces."""

    phrases: Mapping[Keyword, frozenset[str]]

    def length(self, sort: Keyword, row: Sequence[Token], at: int) -> int:
        """How many tokens from this place say it; 0 where they do not, or stand in quotes."""
        phrases = self.phrases[sort]
        for count in range(min(_LONGEST, len(row) - at), 0, -1):
            stretch = row[at : at + count]
            if "".join(token.key for token in stretch) in phrases:
                return 0 if any(token.quoted for token in stretch) else count
        return 0

    def is_(self, token: Token, *sorts: Keyword) -> bool:
        """Whether this token alone is such a word."""
        if token.text in _AND:
            return Keyword.AND in sorts
        return not token.quoted and any(token.key in self.phrases[sort] for sort in sorts)


@lru_cache
def keywords(languages: tuple[str, ...]) -> Keywords:
    """The small words of these languages together."""
    return Keywords(
        {
            sort: frozenset(
                phrase.strip().replace(" ", "")
                for language in languages
                for phrase in _WORDS[language].get(sort, "").split(",")
                if phrase.strip()
            )
            for sort in Keyword
        }
    )

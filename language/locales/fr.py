"""French."""

from typing import Final

WORDS: Final = {
    "weekday": {
        0: "lundi, lun",
        1: "mardi, mar",
        2: "mercredi, mer",
        3: "jeudi, jeu",
        4: "vendredi, ven",
        5: "samedi, sam",
        6: "dimanche, dim",
    },
    "month": {
        1: "janvier, janv",
        2: "fevrier, fevr, fev",
        3: "mars",
        4: "avril, avr",
        5: "mai",
        6: "juin, jui",
        7: "juillet, juill, juil",
        8: "aout",
        9: "septembre, sept",
        10: "octobre, oct",
        11: "novembre, nov",
        12: "decembre, dec",
    },
    "month_behind": {3: "mar"},
    "num": {
        1: "une, un",
        2: "deux",
        3: "trois",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        9: "neuf",
        10: "dix",
        11: "onze",
        12: "douze",
        13: "treize",
        14: "quatorze",
        15: "quinze",
        16: "seize",
        17: "dix sept",
        18: "dix huit",
        19: "dix neuf",
        20: "vingt",
        25: "vingt cinq",
        30: "trente",
        45: "quarante cinq",
    },
    "one": {1: "une, un"},
    "day": {
        -1: "hier",
        0: "aujourd hui, aujourdhui, ajd, auj",
        1: "demain",
        2: "apres demain, apresdemain, surlendemain",
    },
    "part": {
        0: "dans la matinee, le matin, du matin, au matin, matinee, matin",
        1: "dans l apres midi, l apres midi, de l apres midi, apres midi, apresmidi, aprem",
        2: "dans la soiree, le soir, du soir, au soir, soiree, soir",
        3: "en debut de journee, debut de journee",
        5: "sur l heure du midi, sur le temps de midi, entre midi et deux",
        8: "en fin de journee, fin de journee, fin de la journee",
    },
    "todaypart": {
        0: "ce matin",
        1: "cet apres midi, cette apres midi, cet aprem, cette aprem, cet apresmidi",
        2: "ce soir, cette nuit",
    },
    "portion": {
        0: "en debut de, en debut d, au debut de, debut de, debut d, en debut, debut",
        1: "en milieu de, en milieu d, au milieu de, milieu de, milieu d, milieu",
        2: "en fin de, en fin d, a la fin de, fin de, fin d, en fin, fin",
    },
    "weekend": {1: "week end, weekend"},
    "during": {1: "en, au mois de, au mois d"},
    "ordinal_word": {1: "premier"},
    "weeks_on": {1: "en huit", 2: "en quinze"},
    "noon": {12: "a midi, midi"},
    "midnight": {0: "a minuit, minuit"},
    "hour": {1: "heures, heure, h"},
    "minute": {1: "minutes, minute, mins, min, mn"},
    "days": {3: "jours, jour"},
    "week": {1: "semaines, semaine"},
    "month_long": {1: "mois"},
    "oclock": {1: "heures, heure, h"},
    "at": {1: "a, vers, environ, a environ"},
    "through": {1: "a"},
    "join": {1: "et, ou"},
    "in": {1: "dans, d ici"},
    "on_the": {1: "le"},
    "on": {1: "le, pour le"},
    "fill": {
        1: "de la, la, de l, du, de, des, d, pile, n importe quand, a n importe quelle heure, "
        "dans la journee, bonjour, bonsoir, s il vous plait, svp",
    },
    "next": {1: "prochaine, prochain"},
    "this": {1: "cette, cet, ce"},
    "coming": {1: "qui vient"},
    "last": {1: "dernier, derniere, passe"},
    "minus": {1: "moins"},
    "and_quarter": {1: "et quart"},
    "less_quarter": {1: "moins le quart, moins quart"},
    "quarter": {1: "quart d"},
    "three_quarter_hour": {1: "trois quarts d heure"},
    "half": {1: "et demie, et demi, demi, demie"},
    "beyond": {1: "apres"},
    "short_of": {1: "avant"},
    "bound": {1: "apres, des, a partir de", 2: "avant, jusqu a, jusque", 3: "entre"},
    "free": {
        1: "premier creneau libre, premier creneau disponible, premier creneau dispo, premier creneau, "
        "premiere dispo, prochaine dispo, premier dispo, prochain rendez vous libre, "
        " premier rendez vous libre, "
        "premiere disponibilite, premier disponible, premier libre, prochain creneau libre, "
        "prochain creneau disponible, prochain creneau, prochaine disponibilite, des que possible, "
        "le plus tot possible, au plus vite"
    },
    "other": {1: "mon, fin de semaine"},
    "now": {1: "maintenant, tout de suite"},
}

NOT_TYPOS: Final = (
    "domain romain humain main mains marie maria marti lundy jeux peux ceux martin martine satin patin "
    "voir noir soif samuel samira toutes toute minute minutes heureux heureuse jouer court cours leurs soiree"
)

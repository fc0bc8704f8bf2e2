"""Spanish."""

from typing import Final

WORDS: Final = {
    "weekday": {
        0: "lunes, lun",
        1: "martes, mar",
        2: "miercoles, mie",
        3: "jueves, jue",
        4: "viernes, vie",
        5: "sabado, sab",
        6: "domingo, dom",
    },
    "month": {
        1: "enero, ene",
        2: "febrero, feb",
        3: "marzo",
        4: "abril, abr",
        5: "mayo",
        6: "junio, jun",
        7: "julio, jul",
        8: "agosto, ago",
        9: "septiembre, setiembre, sept, sep, set",
        10: "octubre, oct",
        11: "noviembre, nov",
        12: "diciembre, dic",
    },
    "month_behind": {3: "mar"},
    "num": {
        1: "una, uno, un",
        2: "dos",
        3: "tres",
        4: "cuatro",
        5: "cinco",
        6: "seis",
        7: "siete",
        8: "ocho",
        9: "nueve",
        10: "diez",
        11: "once",
        12: "doce",
        15: "quince",
        20: "veinte",
        25: "veinticinco",
        30: "treinta",
    },
    "one": {1: "una, un"},
    "day": {-1: "ayer", 0: "hoy", 1: "manana", 2: "pasado manana, pasadomanana"},
    "part": {
        0: "por la manana, de la manana, en la manana, de la madrugada, la manana, manana",
        1: "por la tarde, de la tarde, en la tarde, la tarde, tarde",
        2: "por la noche, de la noche, en la noche, la noche, noche",
        3: "a primera hora de la manana, a primera hora, primera hora de la manana",
        4: "a ultima hora de la manana",
        5: "a la hora de comer, a la hora de la comida, a la hora del almuerzo",
        6: "a primera hora de la tarde, primera hora de la tarde",
        7: "a ultima hora de la tarde, ultima hora de la tarde",
        8: "a ultima hora, ultima hora, al final del dia, al final de la jornada",
        9: "a media manana, media manana",
        10: "a media tarde, media tarde",
    },
    "todaypart": {0: "esta manana", 1: "esta tarde", 2: "esta noche"},
    "portion": {
        0: "a principios de, principios de, al principio de, a primeros de",
        1: "a mediados de, mediados de",
        2: "a finales de, finales de, a fines de, fines de, al final de",
    },
    "weekend": {1: "fin de semana, finde"},
    "during": {1: "en"},
    "ordinal_word": {1: "primero, primer"},
    "weeks_on": {1: "en ocho", 2: "en quince"},
    "to": {1: "para las, para la"},
    "noon": {12: "a mediodia, al mediodia, del mediodia, mediodia, medio dia"},
    "midnight": {0: "a medianoche, a la medianoche, medianoche"},
    "hour": {1: "horas, hora, h"},
    "minute": {1: "minutos, minuto, mins, min"},
    "days": {3: "dias, dia"},
    "week": {1: "semanas, semana"},
    "month_long": {1: "meses, mes"},
    "oclock": {1: "horas, hrs, h"},
    "at": {1: "a las, a la, sobre las, hacia las, como a las, a eso de las, las"},
    "in": {1: "dentro de, en"},
    "on_the": {1: "el dia, el"},
    "on": {1: "el dia, el, para el"},
    "fill": {
        1: "de la, de, del, la, en, a cualquier hora, cualquier hora, en punto, aproximadamente, faltan, "
        "buenos dias, buenas tardes, buenas noches, por favor",
    },
    "next": {1: "proximo, proxima, que viene, siguiente"},
    "this": {1: "este, esta"},
    "last": {1: "pasado, pasada, ultimo"},
    "minus": {1: "menos"},
    "plus": {1: "y"},
    "and_quarter": {1: "y cuarto"},
    "less_quarter": {1: "menos cuarto"},
    "quarter": {1: "cuarto de, un cuarto, cuarto"},
    "three_quarter_hour": {1: "tres cuartos de hora"},
    "through": {1: "a"},
    "join": {1: "y, o"},
    "half": {1: "y media, y medio, media, medio"},
    "beyond": {1: "despues de, despues del"},
    "short_of": {1: "antes de, antes del"},
    "bound": {
        1: "despues de, despues del, desde, a partir de, a partir del",
        2: "antes de, antes del, hasta",
        3: "entre",
    },
    "free": {
        1: "primer hueco libre, primer hueco disponible, primer hueco, primera hora libre, "
        "primera cita libre, "
        "primera cita disponible, primer turno libre, primera hora disponible, primera disponible, "
        "primer turno, proximo turno, proximo turno libre, proxima cita libre, proxima cita, proximo libre, "
        "lo mas pronto posible, primer libre, primero libre, proximo hueco libre, proximo hueco, "
        "proxima hora libre, "
        "proxima cita disponible, lo antes posible, cuanto antes"
    },
    "other": {1: "mas tarde"},
    "now": {1: "ahora mismo, ahora"},
}

NOT_TYPOS: Final = (
    "toda todas todo todos marco marca marcos marta marte julia julian juana luna tardes tarda noches coche "
    "hermana mariana antonia augusto semanal minutas nuestra muestra domingos banana mediana manzana hotas "
    "hola cola nada sala esto estos estas pasada pasar ultima dial diana"
)

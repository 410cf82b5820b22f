"""Whether what a language model made of a customer's line still says the same. Pure.

The authored line is the truth. Whatever drops, adds or changes a number, a name, a value or a word the scenario listens
for, denies or asks where the line doesn't, brings up what the customer hasn't told, or says much more, isn't said.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from whiteglove.ground.reader.language import is_small

from .engine.case import EMAIL, Case
from .engine.words import mentions, plain

# Why a line stays as it is written; "" where the rephrasing may be said.
SHAPE, LENGTH, NUMBERS, NAMES, TOPICS, DENIES, ASKS, LOOSE, STRANGE, MEANS = (
    "shape", "length", "numbers", "names", "topics", "denies", "asks", "loose", "strange", "means",
)  # fmt: skip
SAYS = {
    SHAPE: "it wasn't one plain line of the customer's",
    LENGTH: "it was much longer or shorter than the line",
    NUMBERS: "a number, an hour or a day was dropped, added or changed",
    NAMES: "a name or a value was dropped, added or changed",
    TOPICS: "it brought up or left out something that the scenario listens for",
    DENIES: "it denied what the line doesn't deny, or the other way about",
    ASKS: "it asked where the line doesn't ask, or the other way about",
    LOOSE: "too little of the line was left in it",
    STRANGE: "it told what the customer hasn't told",
    MEANS: "the reader finds something else in it than in the line",
}
MORE, SHARE, LEAST = 25, 1.35, 0.4  # signs and share by which it may be longer; share of the line it must reach
KEEPS, BRINGS = 0.5, 0.45  # share of the line's words that must stay, and of new words it may have
LONG = 4  # letters of a word that carries something
NUMBER = re.compile(r"\d[\d.:,/-]*\d|\d")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
INSIDE = re.compile(r"(?<=[^\s.!?…:\"“”«»(¿¡-]\s)[^\W\d_][\w'’-]*")  # words that begin no sentence
ME = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
DENIED = re.compile(
    r"(?:\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|hardly|barely|pas|jamais|rien|aucune?|sans|"
    r"personne|nicht|kein\w*|nie|nichts|niemand|ohne|nunca|nada|sin|ningun\w*|tampoco|nao|nem|nenhum\w*|sem|ne)\b|n't\b)"
)
COUNTED = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twice",
        "thrice",
        "half",
        "dozen",
        "hundred",
        "thousand",
        "today",
        "tonight",
        "tomorrow",
        "yesterday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "day",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "demain",
        "hier",
        "aujourd'hui",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "semaine",
        "semaines",
        "mois",
        "jour",
        "jours",
        "heure",
        "heures",
        "zwei",
        "drei",
        "vier",
        "funf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "zweimal",
        "dreimal",
        "heute",
        "morgen",
        "gestern",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "woche",
        "wochen",
        "monat",
        "monate",
        "tag",
        "tage",
        "stunde",
        "stunden",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "manana",
        "ayer",
        "hoy",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "semana",
        "semanas",
        "mes",
        "meses",
        "dia",
        "dias",
        "hora",
        "horas",
        "dois",
        "quatro",
        "sete",
        "oito",
        "nove",
        "dez",
        "amanha",
        "ontem",
        "hoje",
        "segunda",
        "terca",
        "quarta",
        "quinta",
        "sexta",
    ]
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff<>{}\[\]`*_#\\|]")
QUOTES = ('"', "'", "“", "”", "«", "»", "„")


def spoken_part(case: Case, line: str) -> tuple[str, str]:
    """(what may be put in other words, what follows it as it is): a letter keeps its signature."""
    ending = f"\n\n{case.customer}" if case.channel == EMAIL else ""
    return (line[: -len(ending)], ending) if ending and line.endswith(ending) else (line, "")


def tidy(said: str) -> str:
    """Without the quotation marks that models like to put around a line."""
    words = said.strip()
    while len(words) > 1 and words[0] in QUOTES and words[-1] in QUOTES:
        words = words[1:-1].strip()
    return words


def strayed(case: Case, line: str, said: str) -> str:
    """The first reason for which `said` can't stand for `line`; "" if it can."""
    if not said or CONTROL.search(said) or "\n" in said:
        return SHAPE
    return next((why for why, is_so in _doubts(case, line, said) if is_so), "")


def _doubts(case: Case, line: str, said: str) -> Iterator[tuple[str, bool]]:
    yield LENGTH, not LEAST * len(line) <= len(said) <= SHARE * len(line) + MORE
    yield NUMBERS, numbers(line) != numbers(said)
    yield NAMES, names(line, said) != names(said, line) or _values(case, line) != _values(case, said)
    yield TOPICS, _topics(case, line) != _topics(case, said)
    yield DENIES, len(DENIED.findall(plain(line))) != len(DENIED.findall(plain(said)))
    yield ASKS, ("?" in line) != ("?" in said)
    before, after = carrying(line), carrying(said)
    kept, new = _alike(before, after), after - _alike(after, before)
    yield LOOSE, len(kept) < KEEPS * len(before) or len(new) > max(2, BRINGS * len(after))
    yield STRANGE, bool(_alike(new, _untold(case) - before))


def numbers(text: str) -> Counter[str]:
    folded = plain(text)
    return Counter(NUMBER.findall(folded)) + Counter(one for one in WORD.findall(folded) if one in COUNTED)


def names(text: str, other: str) -> frozenset[str]:
    """Words with a capital inside a sentence of `text`, and those that have one so in `other`, wherever they stand."""
    inside = {plain(one) for each in (text, other) for one in INSIDE.findall(each) if one[0].isupper()}
    return frozenset(inside - ME).intersection(re.findall(r"[\w'-]+", plain(text)))


def carrying(text: str) -> set[str]:
    """Words that say something, rather than hold a sentence together."""
    return {one for one in WORD.findall(plain(text)) if len(one) >= LONG and not is_small(one)}


def _alike(some: Collection[str], others: Collection[str]) -> set[str]:
    """Those of `some` that are among `others`, in whatever form: arrive, arrived."""
    stems = {_stem(one) for one in others}
    return {one for one in some if _stem(one) in stems}


def _stem(word: str) -> str:
    return word[:5] if len(word) > 6 else word[:4]


def _values(case: Case, text: str) -> frozenset[str]:
    return frozenset(one for one in case.values.values() if mentions(text, (one,)))


def _topics(case: Case, text: str) -> frozenset[str]:
    return frozenset(one for one in case.topics if mentions(text, (one,)))


def _untold(case: Case) -> set[str]:
    """Words of all that this customer may come to say of the matter."""
    lines = [line for one in case.facts for line in one.says]
    lines += [line for one in case.needs for line in (*one.says, *one.again, *one.settled)]
    return {word for line in lines for word in carrying(line)}

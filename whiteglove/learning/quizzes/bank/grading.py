"""What an answer is worth, from 0 to 1, and what all of them make: the rules that `docs/howto/questions.md` publishes.

Answers given are plain JSON: {"pick": 2} {"picks": [0, 3]} {"text": "…"} {"pairs": {"0": "Thursday"}}. Places are
those of the file, not those on the page. Anything else counts as no answer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from .answers import NUMERAL, Unreadable, figure
from .question import CHOICE, ESSAY, MATCH, NUMBER, SEVERAL, SHORT, TRUTH, Answer, Question, Span

Given = Mapping[str, Any]
NOTHING, WHOLE = Fraction(0), Fraction(1)


def share(weight: float | None) -> Fraction:
    """33.33333 % is a third: a weight is the nearest fraction with a small denominator."""
    return (Fraction(str(weight or 0)) / 100).limit_denominator(1000)


def answered(one: Question, given: Given | None) -> bool:
    """Whether there is anything to grade."""
    if not given:
        return False
    if one.kind in (CHOICE, TRUTH):
        return _place(given.get("pick"), len(one.answers)) is not None
    if one.kind == SEVERAL:
        return bool(picks_of(one, given))
    if one.kind == MATCH:
        return any(isinstance(value, str) and value for value in _pairs(given).values())
    return bool(_text(given).strip())


def credit(one: Question, given: Given | None) -> Fraction | None:
    """None: a person has to read it. No answer is worth nothing, and nothing is worth less than nothing."""
    if not answered(one, given) or given is None:
        return NOTHING
    if one.kind == ESSAY:
        return None
    return max(NOTHING, min(WHOLE, GRADES[one.kind](one, given)))


def _pick(one: Question, given: Given) -> Fraction:
    place = _place(given.get("pick"), len(one.answers))
    return NOTHING if place is None else share(one.answers[place].weight)


def _several(one: Question, given: Given) -> Fraction:
    """A wrong tick without a weight of its own takes away what a right one brings: ticking all never pays."""
    whole = sum((share(each.weight) for each in one.answers if (each.weight or 0) > 0), NOTHING)
    found = sum((worth(one, one.answers[place]) for place in picks_of(one, given)), NOTHING)
    return found / whole if whole else NOTHING


def worth(one: Question, answer: Answer) -> Fraction:
    if answer.weight is not None:
        return share(answer.weight)
    right = [each for each in one.answers if (each.weight or 0) > 0]
    return -sum((share(each.weight) for each in right), NOTHING) / len(right) if right else NOTHING


def _short(one: Question, given: Given) -> Fraction:
    found = said_among(one, _text(given))
    return share(found.weight) if found else NOTHING


def _number(one: Question, given: Given) -> Fraction:
    found = span_among(one, _text(given))
    return share(found.weight) if found else NOTHING


def _match(one: Question, given: Given) -> Fraction:
    asked = [(place, pair) for place, pair in enumerate(one.pairs) if pair.left]
    said = _pairs(given)
    right = sum(said.get(str(place)) == pair.right for place, pair in asked)
    return Fraction(right, len(asked)) if asked else NOTHING


GRADES: dict[str, Callable[[Question, Given], Fraction]] = {
    CHOICE: _pick, TRUTH: _pick, SEVERAL: _several, SHORT: _short, NUMBER: _number, MATCH: _match,
}  # fmt: skip


def _place(value: Any, count: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count else None


def picks_of(one: Question, given: Given) -> list[int]:
    picked = given.get("picks")
    found = picked if isinstance(picked, list) else []
    return sorted({place for value in found if (place := _place(value, len(one.answers))) is not None})


def _text(given: Given) -> str:
    said = given.get("text")
    return said if isinstance(said, str) else ""


def _pairs(given: Given) -> Mapping[str, Any]:
    said = given.get("pairs")
    return said if isinstance(said, Mapping) else {}


def plain(text: str) -> str:
    """As short answers are compared: without regard to case, accents written in two ways, spaces, a last full stop."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(folded.split()).rstrip(".!").strip()


def said_among(one: Question, text: str) -> Answer | None:
    """The best of the answers that `text` fits; * in an answer stands for anything."""
    said = plain(text[:2000])
    fitting = [each for each in one.answers if _fits(plain(each.text.text), said)]
    return max(fitting, key=lambda each: each.weight or 0, default=None)


def _fits(wanted: str, said: str) -> bool:
    """By pieces, in one pass: no pattern that could take for ever."""
    first, *pieces = wanted.split("*")
    if not pieces:
        return wanted == said
    if not said.startswith(first):
        return False
    place = len(first)
    for piece in pieces[:-1]:
        if (found := said.find(piece, place)) < 0:
            return False
        place = found + len(piece)
    return len(said) - len(pieces[-1]) >= place and said.endswith(pieces[-1])


def span_among(one: Question, text: str) -> Span | None:
    """The best of the spans that hold the number in `text`."""
    said = re.sub(r"[\s'\u00a0\u202f]", "", text[:60]).replace("−", "-")
    if not NUMERAL.fullmatch(said):
        return None
    try:
        holding = [each for each in one.spans if each.holds(figure(said))]
    except Unreadable:
        return None
    return max(holding, key=lambda each: each.weight, default=None)


def right_answers(one: Question) -> list[int]:
    """Places of the answers that count."""
    return [place for place, each in enumerate(one.answers) if (each.weight or 0) > 0]


def percent(credits: Iterable[Fraction]) -> int:
    """All questions weigh the same; to the nearest whole percent, a half up. This number is shown, and compared."""
    all_of_them = list(credits)
    if not all_of_them:
        return 0
    return int(sum(all_of_them, NOTHING) * 100 / len(all_of_them) + Fraction(1, 2))

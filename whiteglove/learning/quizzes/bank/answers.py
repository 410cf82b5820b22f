"""What stands between the braces of a GIFT question."""

import re
from math import isinf

from .escapes import shown, words
from .question import (
    ANY,
    BETWEEN,
    CHOICE,
    ESSAY,
    FALSE,
    MATCH,
    NEAR,
    NUMBER,
    SEVERAL,
    SHORT,
    TRUE,
    TRUTH,
    Answer,
    Pair,
    Question,
    Span,
    Words,
)

WEIGHT = re.compile(r"\s*%\s*(-?[0-9]+(?:[.,][0-9]+)?)\s*%")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
FIGURE = r"\s*[-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]{1,3})?\s*"
NUMERAL = re.compile(FIGURE)
RANGE = re.compile(rf"({FIGURE})\.\.({FIGURE})")


class Unreadable(ValueError):
    """Why, and what to do, for whoever writes the file."""


MOST = 400  # signs that begin an answer; a question that can be asked has far fewer


def read_answers(raw: str) -> Question:
    """A question of the kind these answers make it, without its text."""
    if raw.count("=") + raw.count("~") > MOST:
        raise Unreadable(f"this question has more than {MOST} answers.")
    raw, _, general = raw.partition("####")
    made = _of_its_kind(raw.strip())
    return Question("", made.pop("kind"), Words(), general=words(general), **made)


def _of_its_kind(raw: str) -> dict:
    if not raw:
        return {"kind": ESSAY}
    if raw.startswith("#"):
        return {"kind": NUMBER, "spans": tuple(_spans(raw[1:].strip()))}
    head, *said = raw.split("#")
    if (right := TRUTHS.get(head.strip().upper())) is not None:
        return {"kind": TRUTH, "answers": _truth(right, [words(one) for one in said])}
    if raw[0] not in "=~":
        raise Unreadable(f"answers begin with = (right) or ~ (wrong), and not with “{shown(raw[:20])}”.")
    parts = [(one[0], one[1:]) for one in re.split(r"(?=[=~])", raw) if one.strip()]
    if "~" not in (sign for sign, _ in parts) and all("->" in part for _, part in parts):
        return {"kind": MATCH, "pairs": tuple(_pair(part) for _, part in parts)}
    answers = tuple(_answer(sign, part) for sign, part in parts)
    signs = {sign for sign, _ in parts}
    return {"kind": SHORT if signs == {"="} else CHOICE if "=" in signs else SEVERAL, "answers": answers}


def _truth(right: bool, said: list[Words]) -> tuple[Answer, ...]:
    """The first words are for whoever is wrong, the second for whoever is right."""
    if len(said) > 2:
        raise Unreadable("true or false has at most two feedbacks: the first for a wrong answer, then for a right one.")
    wrong, well = [*said, Words(), Words()][:2]
    return tuple(
        Answer(Words(name), 100 if name_is_right else 0, well if name_is_right else wrong)
        for name, name_is_right in ((TRUE, right), (FALSE, not right))
    )


def _weight(raw: str, otherwise: float | None) -> tuple[float | None, str]:
    found = WEIGHT.match(raw)
    if not found:
        return otherwise, raw
    weight = float(found[1].replace(",", "."))
    if not -100 <= weight <= 100:
        raise Unreadable(f"a weight is between -100 and 100 percent, and not {found[1]}.")
    return weight, raw[found.end() :]


def _answer(sign: str, raw: str) -> Answer:
    weight, rest = _weight(raw, 100 if sign == "=" else None)
    said, _, feedback = rest.partition("#")
    text = words(said)
    if not text:
        raise Unreadable("an answer is empty; for a ~ or = of its own write \\~ or \\=.")
    return Answer(text, weight, words(feedback))


def _pair(raw: str) -> Pair:
    left, _, right = raw.partition("->")
    right = shown(right.partition("#")[0])
    if not right:
        raise Unreadable("a pair has nothing on its right: write =left -> right.")
    return Pair(words(left), right)


def _spans(raw: str) -> list[Span]:
    if not raw.startswith(("=", "~")):
        raw = f"={raw}"  # one number needs no sign before it, also where ~ follows
    return [_span(one[0], one[1:]) for one in re.split(r"(?=[=~])", raw) if one.strip()]


def _span(sign: str, raw: str) -> Span:
    weight, rest = _weight(raw, 100 if sign == "=" else 0)
    said, _, feedback = rest.partition("#")
    said, note = said.replace("\ufdd5", ":").strip(), words(feedback)
    if said in ("", "*") and (sign == "~" or said == "*"):
        return Span(ANY, 0, 0, weight or 0, note)
    if found := RANGE.fullmatch(said):
        low, high = figure(found[1]), figure(found[2])
        if low > high:
            raise Unreadable(f"the range {said} ends before it begins.")
        return Span(BETWEEN, low, high, weight or 0, note)
    value, _, tolerance = said.partition(":")
    if not NUMERAL.fullmatch(value) or (tolerance.strip() and not NUMERAL.fullmatch(tolerance)):
        raise Unreadable(f"“{shown(said)}” isn't a number: write 3.5, 3.5:0.1 or 3..4.")
    return Span(NEAR, figure(value), abs(figure(tolerance)) if tolerance.strip() else 0, weight or 0, note)


def figure(raw: str) -> float:
    """Raises Unreadable for what is beyond any number here."""
    found = float(raw.strip().replace(",", "."))
    if isinf(found):
        raise Unreadable("this number is too large.")
    return found

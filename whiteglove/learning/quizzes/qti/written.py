"""Words and numbers that an item of QTI takes for right, as the bank has them."""

import re
from collections.abc import Callable, Iterator

from whiteglove.learning.quizzes.bank.question import ANY as OTHER
from whiteglove.learning.quizzes.bank.question import BETWEEN as RANGE
from whiteglove.learning.quizzes.bank.question import NEAR as CLOSE
from whiteglove.learning.quizzes.bank.question import Answer, Span, Words

from .scoring import ANY, BETWEEN, CORRECT, NEAR, PATTERN, VALUE, Case, Scoring, number

Feedback = Callable[[str], Words]


def words_from(found: Scoring, feedback: Feedback) -> tuple[list[Answer], bool]:
    """The answers, the best first where the file says so; and whether a pattern was left out."""
    most = max([case.score or 0 for case in found.cases] + [0.0])
    answers: dict[str, Answer] = {}
    strange = False
    for case in found.cases:
        text = case.values[0] if case.how == VALUE else starred(case.values[0]) if case.how == PATTERN else ""
        strange |= case.how == PATTERN and not text
        if text and case.score is not None and most > 0:
            answers.setdefault(text, Answer(Words(text), _share(case.score, most), feedback(case.says)))
    if not answers and found.mapped:
        top = max(found.mapped.values())
        answers = {
            text: Answer(Words(text), _share(value, top)) for text, value in found.mapped.items() if text and top
        }
    if not answers:
        said = feedback(_of(found, CORRECT))
        answers = {text: Answer(Words(text), 100.0, said) for text in found.correct if text}
    if found.otherwise and (said := feedback(found.otherwise)):
        answers.setdefault("*", Answer(Words("*"), 0.0, said))
    return list(answers.values()), strange


def _of(found: Scoring, how: str) -> str:
    return next((case.says for case in found.cases if case.how == how), "")


def _share(value: float, most: float) -> float:
    return max(-100.0, min(100.0, round(100 * value / most, 5)))


def starred(pattern: str) -> str:
    """`hand.*` as `hand*`; "" for a pattern that says more."""
    pieces = pattern.split(".*")
    plain = [re.sub(r"\\(.)", r"\1", piece) for piece in pieces]
    return "*".join(plain) if [re.escape(one) for one in plain] == pieces else ""


def spans_of(found: Scoring, feedback: Feedback) -> Iterator[Span]:
    most = max([case.score or 0 for case in found.cases] + [0.0]) or 1.0
    any_right, made = False, []
    for case in found.cases:
        span = _span(case, found, 100.0 if case.score is None else _share(case.score, most), feedback(case.says))
        if span:
            made.append(span)
            any_right |= span.weight == 100
    top = max(found.mapped.values(), default=0)
    if not any_right and top > 0:
        values = [(number(key), value) for key, value in found.mapped.items()]
        made += [Span(CLOSE, key, 0, _share(value, top)) for key, value in values if key is not None]
    if not any_right and top <= 0:
        made += [Span(CLOSE, value, 0, 100) for text in found.correct if (value := number(text)) is not None]
    yield from made
    if found.otherwise and (said := feedback(found.otherwise)):
        yield Span(OTHER, 0, 0, 0, said)


def _span(case: Case, found: Scoring, weight: float, said: Words) -> Span | None:
    if case.how == ANY:
        return Span(OTHER, 0, 0, weight, said)
    if case.how == BETWEEN:
        low, high = map(number, case.values)
        return None if low is None or high is None else Span(RANGE, low, high, weight, said)
    if case.how not in (NEAR, VALUE, CORRECT):
        return None
    texts, rest = (found.correct, case.values) if case.how == CORRECT else (case.values[:1], case.values[1:])
    value = number(texts[0]) if texts else None
    return None if value is None else _near(value, rest, weight, said)


def _near(value: float, tolerance: tuple[str, ...], weight: float, said: Words) -> Span:
    if len(tolerance) != 3:
        return Span(CLOSE, value, 0, weight, said)
    below, above = abs(number(tolerance[1]) or 0), abs(number(tolerance[2]) or 0)
    if tolerance[0] == "relative":
        below, above = abs(value) * below / 100, abs(value) * above / 100
    if below == above:
        return Span(CLOSE, value, below, weight, said)
    return Span(RANGE, value - below, value + above, weight, said)

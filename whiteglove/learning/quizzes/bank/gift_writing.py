"""Questions as a GIFT file that Moodle reads, and that reads back the same here."""

from collections.abc import Iterable, Iterator

from .escapes import escaped, written
from .question import (
    ANY,
    BETWEEN,
    CHOICE,
    ESSAY,
    MATCH,
    NUMBER,
    SHORT,
    TEXT,
    TRUE,
    TRUTH,
    Answer,
    Question,
    Span,
    Words,
)


def write(questions: Iterable[Question]) -> str:
    parts, category = [], ""
    for one in questions:
        if one.category != category:
            category = one.category
            parts.append(f"$CATEGORY: {category}")
        parts.append(write_question(one))
    return "\n\n".join(parts) + "\n"


def write_question(one: Question) -> str:
    labels = "".join(f"{_labels(one)}\n")
    tail = written(one.tail, one.text.format)
    body = "" if one.kind == TEXT else f" {{{_inside(one)}}}"
    return f"{labels}::{escaped(one.title)}::{written(one.text)}{body}{' ' + tail if tail else ''}".lstrip("\n")


def _labels(one: Question) -> str:
    told = [("id", one.id), *(("tag", tag) for tag in one.tags), *(("row", row) for row in one.rows),
            *(("skill", skill) for skill in one.skills), ("level", str(one.level or "")), ("module", one.module),
            ("source", one.source)]  # fmt: skip
    found = [f"[{name}:{_in_brackets(value)}]" for name, value in told if value]
    return f"// {' '.join(found)}" if found else ""


def _in_brackets(value: str) -> str:
    return " ".join(value.replace("\\", "\\\\").replace("]", "\\]").split())


def _inside(one: Question) -> str:
    general = f"####{written(one.general)}" if one.general else ""
    return f"{''.join(_answers(one))}{general}"


def _answers(one: Question) -> Iterator[str]:
    if one.kind == TRUTH:
        right, wrong = sorted(one.answers, key=lambda answer: -(answer.weight or 0))
        said = [written(wrong.feedback), written(right.feedback)]
        yield "TRUE" if right.text.text == TRUE else "FALSE"
        yield f"#{said[0]}#{said[1]}" if said[1] else f"#{said[0]}" if said[0] else ""
    elif one.kind == NUMBER:
        yield "#"
        yield from (f"\n{_span(span)}" for span in one.spans)
    elif one.kind == MATCH:
        yield from (f"\n={written(pair.left)} -> {escaped(pair.right)}" for pair in one.pairs)
    elif one.kind != ESSAY:
        yield from (f"\n{_answer(one, answer)}" for answer in one.answers)
    if one.kind in (NUMBER, MATCH, CHOICE, SHORT) or one.answers:
        yield "\n" if one.kind != TRUTH else ""


def _answer(one: Question, answer: Answer) -> str:
    sign = "=" if one.kind == SHORT or (one.kind == CHOICE and answer.weight == 100) else "~"
    usual = 100 if sign == "=" else None
    weight = "" if answer.weight == usual else f"%{figure(answer.weight or 0)}%"
    return f"{sign}{weight}{written(answer.text)}{_feedback(answer.feedback)}"


def _span(span: Span) -> str:
    sign, usual = ("~", 0) if span.how == ANY else ("=", 100)
    said = {ANY: "*", BETWEEN: f"{figure(span.first)}..{figure(span.second)}"}.get(span.how)
    if said is None:
        said = f"{figure(span.first)}:{figure(span.second)}"
    return f"{sign}{'' if span.weight == usual else f'%{figure(span.weight)}%'}{said}{_feedback(span.feedback)}"


def _feedback(said: Words) -> str:
    return f"#{written(said)}" if said else ""


def figure(number: float) -> str:
    """Without an exponent where it can be, and without a needless `.0`."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)

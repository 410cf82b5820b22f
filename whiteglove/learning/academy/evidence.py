"""What lies before whoever decides: the learner's own work, opened by asking for a sign-off or a second look."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.learning.practice import queries as practice
from whiteglove.learning.practice.models import Run
from whiteglove.learning.standards.queries import behaviours

from .marking import read_marks
from .models import Attempt, Enrolment
from .programme import CASES
from .queries import part_of
from .reading import Message, compared


@dataclass(frozen=True)
class Line:
    """`who`: the customer's name, or "" for the learner."""

    who: str
    text: str
    deeds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """One piece of work. `lines` of a conversation, `messages` of a case study, `facts` (name, value) of either.
    `thought`: what the learner wrote to it in their portfolio. `closed`: a conversation that isn't shown any more."""

    name: str
    score: int | None
    at: datetime | None = None
    lines: tuple[Line, ...] = ()
    messages: tuple[Message, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    thought: str = ""
    closed: bool = False
    url: str = ""


def pieces_of(enrolment: Enrolment, shown: Iterable[Mapping[str, Any]], reader: Person | None = None) -> list[Piece]:
    """`shown`: {name, score, ref, thought} as it was written down. A few statements, however many there are. As long as
    a word is asked for, the asking opens the work; later conversations only for a `reader` to whom they are shown."""
    given = [(one, *one["ref"].partition(":")[::2]) for one in shown]
    rows = {kind: rows_of(enrolment, [int(pk) for _, of, pk in given if of == kind and pk.isdecimal()])
            for kind, rows_of in ROWS.items()}  # fmt: skip
    open_ = (
        set(Run.objects.visible_to(reader).filter(pk__in=rows["run"]).values_list("pk", flat=True)) if reader else None
    )
    return [_piece(one, rows.get(kind, {}).get(pk), open_) for one, kind, pk in given]


def _piece(one: Mapping[str, Any], row: Run | Attempt | None, open_: Collection[int] | None) -> Piece:
    name, thought = one["name"], one.get("thought", "")
    score = row.score if row else one.get("score")
    if isinstance(row, Run) and open_ is not None and row.pk not in open_:
        return Piece(name, score, row.ended_at, thought=thought, closed=True)
    if isinstance(row, Run):
        facts = (("Channel", row.get_medium_display()), ("Ended", row.ending.replace("_", " ")),
                 *([("The customer answered", f"{row.survey} of 5")] if row.survey else []))  # fmt: skip
        return Piece(name, score, row.ended_at, conversation(row), facts=facts, thought=thought)
    if isinstance(row, Attempt):
        return Piece(name, score, row.finished_at, messages=_case(row), facts=_targets(row), thought=thought)
    return Piece(name, score, thought=thought, url=one.get("url", ""))


def _runs(enrolment: Enrolment, pks: list[int]) -> dict[str, Run]:
    rows = Run.objects.of(enrolment.person).ended().filter(pk__in=pks) if pks else ()
    return {str(one.pk): one for one in rows}


def _attempts(enrolment: Enrolment, pks: list[int]) -> dict[str, Attempt]:
    rows = Attempt.objects.finished().filter(enrolment=enrolment, pk__in=pks) if pks else ()
    return {str(one.pk): one for one in rows}


ROWS: dict[str, Callable[[Enrolment, list[int]], Mapping[str, Any]]] = {"run": _runs, "attempt": _attempts}


def conversation(run: Run) -> tuple[Line, ...]:
    """What both said, and what was done between."""
    fold, found = practice.replayed(run), []
    for turn in fold.turns:
        if turn.number:
            deeds = tuple(f"{one.do.replace('_', ' ')} {one.value}".strip() for one in turn.heard.deeds)
            found.append(Line("", run.inputs[turn.number - 1].get("text", ""), deeds))
        if turn.said:
            found.append(Line(fold.case.customer, turn.said))
    return tuple(found)


def _case(attempt: Attempt) -> tuple[Message, ...]:
    content = part_of(attempt.revision_id, CASES).get(attempt.item)
    if content is None:
        return ()
    given = read_marks(attempt.work.get("marks", ()), content)
    return tuple(compared(content, given, behaviours(), opened=True))


def _targets(attempt: Attempt) -> tuple[tuple[str, str], ...]:
    return tuple((one["name"], f"{one['reached']:.3g} {one['unit']}, {one['aim']:g} asked for")
                 for one in attempt.outcome.get("targets", ()))  # fmt: skip

"""A debrief and a task in plain lines, as a terminal shows them."""

from collections.abc import Iterator

from .engine.case import Case
from .engine.debrief import Debrief, annotated, debrief
from .engine.state import Run

RULE = "─" * 72


def task(case: Case) -> list[str]:
    return [case.name, RULE, case.task, "", *(f"  · {one}" for one in case.shown), RULE]


def told(run: Run, golden: Run | None = None) -> list[str]:
    one = debrief(run, golden)
    return [*_head(one), "", *_transcript(run), "", *_turns(one), *_advice(one), *_golden(one), "", *_brief(run)]


def _head(one: Debrief) -> Iterator[str]:
    yield RULE
    yield f"{one.ending} Score {one.score.total} of 100, {'passed' if one.score.passed else 'not passed yet'}."
    yield "  ".join(f"{name} {round(100 * share)} %" for name, share in one.score.parts.items())
    if one.survey.score:
        yield f"Survey: {one.survey.score} of 5. “{one.survey.says}”"
    yield f"Mood: {' → '.join(map(str, one.moods))}"


def _transcript(run: Run) -> Iterator[str]:
    for turn in run.turns:
        if turn.number:
            yield f"{turn.number}. You: {turn.heard.text or '(nothing)'}"
            yield from (f"      you did: {deed.do} {deed.value}".rstrip() for deed in turn.heard.deeds)
            yield from (f"      {line}" for line in annotated(turn))
        if turn.said:
            yield f"   {run.case.customer}: {turn.told}"


def _turns(one: Debrief) -> Iterator[str]:
    for moment in one.moments:
        yield f"Mood turned in turn {moment.turn} ({moment.by:+d}): {'; '.join(moment.why)}."


def _advice(one: Debrief) -> Iterator[str]:
    yield ""
    yield one.keep.says
    again = f" (/again {one.attempt.turn} plays on from there)" if one.attempt.turn else ""
    yield f"Try this: {one.attempt.says}{again}"
    if one.never_told:
        yield f"They would have told you, had you asked: {', '.join(one.never_told)}."
    if one.open:
        yield f"Still open: {', '.join(one.open)}."
    missed = [item.about for item, shown in one.score.items if not shown]
    if missed:
        yield f"Not seen: {', '.join(missed)}."


def _golden(one: Debrief) -> Iterator[str]:
    if one.golden:
        moods = " → ".join(map(str, one.golden.moods))
        yield f"A good play took {one.golden.turns} turns and got {one.golden.total}; mood {moods}."
        if one.golden.instead:
            yield f"At that point it said: “{one.golden.instead}”"


def _brief(run: Run) -> Iterator[str]:
    yield f"What this customer came with: {run.case.brief}"

"""The groups of behaviours that the reader has aims for (docs/reader.md): all sentences of a group counted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whiteglove.ground.reader.evaluate import Sample
from whiteglove.ground.reader.measures import Counts


@dataclass(frozen=True)
class Aim:
    """`good` and `goal`: F1 in hundredths. `either`: the behaviours count as one."""

    name: str
    behaviours: tuple[str, ...]
    good: int
    goal: int
    either: bool = False


AIMS = (
    Aim("greeting, farewell, thanks, anything else, self-introduction",
        ("greeting", "farewell", "thanks", "anything_else", "self_introduction"), 92, 97),
    Aim("question", ("question",), 88, 94),
    Aim("open question", ("question.open",), 75, 82),
    Aim("probing question", ("question.probing",), 85, 92),
    Aim("checks details, done, limitation, offers options",
        ("checks_details", "done", "limitation", "offers_options"), 86, 94),
    Aim("reflection", ("reflection",), 64, 83),
    Aim("empathy", ("empathy",), 70, 78),
    Aim("apology", ("apology",), 60, 90),
    Aim("reassurance", ("reassurance",), 45, 55),
    Aim("ownership, identity check, timeline, commitment, summary, comprehension check",
        ("ownership", "identity_check", "timeline", "commitment", "summary", "comprehension_check"), 85, 95),
    Aim("blame, not my job, can't, policy, curt, jargon",
        ("fault.blame", "fault.not_my_job", "fault.cant", "fault.policy", "fault.curt", "fault.jargon"), 85, 95),
    Aim("angry", ("emotion.angry",), 38, 55),
    Aim("worried", ("emotion.worried",), 55, 65),
    Aim("upset: disappointed or frustrated", ("emotion.disappointed", "emotion.frustrated"), 49, 55, either=True),
    Aim("satisfied", ("emotion.satisfied",), 69, 80),
    Aim("asks for a manager, legal and churn threat, repeat contact",
        ("asks_manager", "legal_threat", "churn_threat", "repeat_contact"), 85, 95),
)  # fmt: skip


def reached(samples: Sequence[Sample], verdicts: Sequence[frozenset[str]]) -> list[tuple[Aim, Counts]]:
    """How far the verdicts on these sentences come for each aim."""
    return [(aim, _counts(aim, samples, verdicts)) for aim in AIMS]


def _counts(aim: Aim, samples: Sequence[Sample], verdicts: Sequence[frozenset[str]]) -> Counts:
    pairs = []
    for sample, verdict in zip(samples, verdicts, strict=True):
        labelled, said = ([one in each for one in aim.behaviours] for each in (sample.labels, verdict))
        pairs += [(any(labelled), any(said))] if aim.either else zip(labelled, said, strict=True)
    ways = ((True, True), (False, True), (True, False), (False, False))
    return Counts(*(pairs.count(way) for way in ways))


def table(reached: Sequence[tuple[Aim, Counts]]) -> list[str]:
    """Lines to print, of the groups that occur."""
    lines = [f"{'by groups':78} {'labelled':>8} {'prec':>6} {'rec':>6} {'F1':>6} {'good':>5} {'goal':>5}"]
    return lines + [
        f"  {aim.name:76} {one.labelled:8d} {100 * one.precision:6.1f} {100 * one.recall:6.1f} {100 * one.f1:6.1f} "
        f"{aim.good:5d} {aim.goal:5d}"
        for aim, one in reached
        if one.labelled
    ]

"""What the customer answers when asked how it was: follows from how it ended and how they feel."""

from dataclasses import dataclass

from .state import BREACHED, ESCALATED, GAVE_UP, MET, Run
from .words import choose

BEST = 5


@dataclass(frozen=True)
class Survey:
    score: int  # 1 to 5; 0 where nobody who may be asked is left
    says: str


def survey(run: Run) -> Survey:
    score = _score(run)
    lines = run.case.lines.get(f"survey_{score}", ())
    return Survey(score, choose(lines, run.case.seed, run.case.id, "survey") if lines else "")


def _score(run: Run) -> int:
    mood = run.state.mood
    if run.ending == BREACHED:
        return 0
    if run.ending == MET:
        return 5 if mood >= 65 else 4 if mood >= 45 else 3
    if run.ending == ESCALATED:
        return (4 if mood >= 50 else 3) if not passed_on(run) else 2
    return 1 if run.ending == GAVE_UP or mood < 40 else 2


def passed_on(run: Run) -> bool:
    """Whether it was handed over though it was ours to solve, or too soon."""
    return any(move.kind == "passed_on" for turn in run.turns for move in turn.moves)

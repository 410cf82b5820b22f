"""Where somebody stands with a quiz, from what happened: whether they passed, may begin, and when. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PASSED, RUNNING, WAITING, USED_UP, TOO_SOON, FREE = "passed", "running", "waiting", "used-up", "too-soon", "free"


@dataclass(frozen=True)
class Rules:
    """`attempts` 0 and `wait` 0: without limit. `pass_mark` 0: nothing to pass, so it may be taken again."""

    pass_mark: int
    attempts: int = 0
    wait: timedelta = timedelta(0)


@dataclass(frozen=True)
class Went:
    """One attempt: `passed` None until all of it is graded."""

    handed_in_at: datetime | None
    passed: bool | None = None
    score: int | None = None


@dataclass(frozen=True)
class Standing:
    """`left` None: without limit. `next_at`: when the next may begin, where that is still to come."""

    state: str
    used: int
    left: int | None
    best: int | None = None
    next_at: datetime | None = None

    @property
    def passed(self) -> bool:
        return self.state == PASSED

    @property
    def may_begin(self) -> bool:
        return self.state == FREE


def standing(rules: Rules, attempts: Sequence[Went], at: datetime, more: Sequence[datetime] = ()) -> Standing:
    """`attempts` in any order. A limit counts those begun; waiting runs from when the last was handed in. `more`: when
    one attempt more was given, which need not wait."""
    used = len(attempts)
    left = max(0, rules.attempts + len(more) - used) if rules.attempts else None
    best = max((one.score for one in attempts if one.score is not None), default=None)
    ends = [one.handed_in_at for one in attempts if one.handed_in_at]
    waived = ends and any(max(ends) < one <= at for one in more)
    next_at = max(ends) + rules.wait if ends and not waived else None
    if rules.pass_mark and any(one.passed for one in attempts):
        state = PASSED
    elif any(one.handed_in_at is None for one in attempts):
        state = RUNNING
    elif any(one.passed is None for one in attempts):
        state = WAITING
    elif left == 0:
        state = USED_UP
    else:
        state = TOO_SOON if next_at and next_at > at else FREE
    return Standing(state, used, left, best, next_at if state == TOO_SOON else None)


def may_review(when: str, *, passed: bool, finished: bool, left: int | None) -> bool:
    """Whether an attempt's questions may be looked at again. `when` is the quiz's own rule."""
    if not finished:
        return False
    return {"at-once": True, "passed": passed, "finished": passed or left == 0}.get(when, False)

"""Who mustn't judge whom. Pure: people as they are now, values in, a reason out."""

from collections.abc import Collection
from dataclasses import dataclass

DECLARED = "You declared a conflict."
LED = frozenset({"agent", "trainee"})
LEADING = frozenset({"lead", "admin"})


@dataclass(frozen=True)
class Known:
    """What the rules need of a person."""

    id: int
    role: str
    teams: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Case:
    """A nomination: whom it is for, who made it."""

    nominee: Known
    nominator: int


def reason(
    judge: Known, case: Case, *, teams_apart: bool, declared: bool, competing: bool, owed: Collection[int] = ()
) -> str:
    """Why `judge` mustn't score `case`, said to them; "" if they may.

    declared   they said so themselves
    competing  they are put forward in the same category
    owed       who put the judge forward in the same cycle, for whatever category
    """
    nominee = case.nominee
    if judge.id == nominee.id:
        return "It is about you."
    if judge.id == case.nominator:
        return "You made the nomination."
    if competing:
        return "You are put forward in the same category."
    if nominee.id in owed:
        return "They put you forward in this round."
    if judge.teams & nominee.teams and _leads(judge, nominee):
        return "One of you leads the other."
    if teams_apart and judge.teams & nominee.teams:
        return "You are in the same team."
    return DECLARED if declared else ""


def _leads(one: Known, other: Known) -> bool:
    return (one.role in LEADING and other.role in LED) or (other.role in LEADING and one.role in LED)

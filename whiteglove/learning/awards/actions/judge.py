"""Ask somebody to judge, release them; score, declare a conflict."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import Http404

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may, require
from whiteglove.learning.awards import judging, queries
from whiteglove.learning.awards.models import Category, Conflict, Judge, Nomination, Score
from whiteglove.learning.awards.stages import JUDGING, OPEN, PLANNED
from whiteglove.service.desk.errors import Refused

from .changing import running, text

OVER = "Judging is over: judges and scores stay as they are."


def appoint(*, category: Category, person: Person, by: Person, at: datetime) -> Judge:
    """By a lead who isn't put forward in it themselves."""
    require(by, "awards.manage")
    with transaction.atomic():
        running(category, at, PLANNED, OPEN, JUDGING, says=OVER)
        _refuse_who_competes(category, by)
        if not may(person, "awards.judge"):
            raise Refused("Judges are agents, leads or administrators.")
        found = Judge.objects.standing().filter(category=category, person=person).first()
        if found:
            return found
        made = Judge.objects.create(category=category, person=person, by=by, at=at)
        _tell("award_judge.appointed", made, by, at)
    return made


def dismiss(*, judge: Judge, by: Person | None, at: datetime) -> None:
    """Before judging ends: once scores can be seen, nobody's are taken out. `by`: None when they leave the house."""
    if by:
        require(by, "awards.manage")
    with transaction.atomic():
        running(judge.category, at, PLANNED, OPEN, JUDGING, says=OVER)
        if by:
            _refuse_who_competes(judge.category, by)
        row = Judge.objects.select_for_update(of=("self",)).get(pk=judge.pk)
        if row.ended_at is None:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            _tell("award_judge.dismissed", row, by, at)


def score(
    *, judge: Judge, nomination: Nomination, given: Mapping[str, int], words: str = "", by: Person, at: datetime
) -> Score:
    """All criteria, 1 to 5. It can be changed until judging ends, and never after."""
    require(by, "awards.judge", judge)
    with transaction.atomic():
        category = judge.category
        running(category, at, JUDGING, says="Scores are given after nominations close and until judging ends.")
        _refuse_conflict(judge, nomination)
        if set(given) != set(category.weights) or not all(one in range(1, judging.MOST + 1) for one in given.values()):
            raise Refused("Give each criterion 1 to 5.")
        about = {"given": {name: int(one) for name, one in given.items()}, "words": text(words, 2000), "at": at}
        made, _ = Score.objects.update_or_create(judge=judge, nomination=nomination, defaults=about)
        facts = {"judge": judge.pk, "category": category.pk}
        record("nomination.scored", subject=nomination, by=by, at=at, facts=facts, audience=f"person:{by.pk}")
    return made


def declare(*, judge: Judge, nomination: Nomination, by: Person, at: datetime) -> None:
    """It isn't asked why. A score given before doesn't count."""
    _declared(judge, nomination, True, by, at)


def take_back(*, judge: Judge, nomination: Nomination, by: Person, at: datetime) -> None:
    _declared(judge, nomination, False, by, at)


def _declared(judge: Judge, nomination: Nomination, declared: bool, by: Person, at: datetime) -> None:
    require(by, "awards.judge", judge)
    with transaction.atomic():
        running(judge.category, at, OPEN, JUDGING, says=OVER)
        if nomination.category_id != judge.category_id:
            raise Http404
        rows = Conflict.objects.filter(judge=judge, nomination=nomination)
        if rows.exists() == declared:
            return
        if declared:
            Conflict.objects.create(judge=judge, nomination=nomination, at=at)
        else:
            rows.delete()
        name = "award_judge.conflict_declared" if declared else "award_judge.conflict_withdrawn"
        _tell(name, judge, by, at, nomination=nomination.pk)


def _refuse_conflict(judge: Judge, nomination: Nomination) -> None:
    why = queries.reasons(judge.category).get((judge.pk, nomination.pk))
    if why is None:
        raise Http404
    if why:
        raise Refused("You don't score this one: there is a conflict.")


def _refuse_who_competes(category: Category, by: Person) -> None:
    if queries.is_put_forward(by, category=category):
        raise Refused("You are put forward in this category: somebody else chooses its judges.")


def _tell(name: str, row: Judge, by: Person | None, at: datetime, **more: object) -> None:
    facts = {"person": row.person_id, "category": row.category_id} | more
    record(name, subject=row, by=by, at=at, facts=facts, audience=f"person:{row.person_id}")

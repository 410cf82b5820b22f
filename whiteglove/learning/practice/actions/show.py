"""Show a run to somebody who coaches, or withdraw it; remark on it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import product

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Remark, Run, Shown

from .changing import tell

LONGEST = 4000


def show(*, run: Run, coach: Person, by: Person, at: datetime) -> Shown:
    """From now on they read it. Only one's own, only once it is over, only to somebody who coaches them."""
    row = _own(run, by)
    if row.is_open:
        raise Refused("It isn't over yet: show it once it is.")
    if coach.pk not in {one.pk for one in queries.coaches_of(by)}:
        raise Refused("Choose somebody who leads one of your teams.")
    return _show(row, coach, by, at)


def _show(row: Run, coach: Person, by: Person, at: datetime) -> Shown:
    with transaction.atomic():
        made, new = Shown.objects.standing().get_or_create(run=row, coach=coach, defaults={"at": at})
        if new:
            tell("practice.shown", row, by, at, also=f"person:{coach.pk}", coach=coach.pk)
    return made


def show_each(*, runs: Iterable[Run], coaches: Sequence[Person], by: Person, at: datetime) -> None:
    """Several of one's own that are over, to several who coach one. Those that are shown already stay so."""
    rows = [_own(one, by) for one in runs]
    if any(one.is_open for one in rows) or {one.pk for one in coaches} - {one.pk for one in queries.coaches_of(by)}:
        raise Refused("Only what is over, and only to somebody who leads one of your teams.")
    with transaction.atomic():
        known = set(Shown.objects.standing().filter(run__in=rows, coach__in=coaches).values_list("run", "coach"))
        for run, coach in product(rows, coaches):
            if (run.pk, coach.pk) not in known:
                _show(run, coach, by, at)


def withdraw(*, run: Run, coach: Person, by: Person | None, at: datetime) -> None:
    """They read it no more. `by` None is the house itself."""
    row = run if by is None else _own(run, by)
    with transaction.atomic():
        if Shown.objects.standing().filter(run=row, coach=coach).update(withdrawn_at=at):
            tell("practice.withdrawn", row, by, at, also=f"person:{coach.pk}", coach=coach.pk)


def remark(*, run: Run, text: str, turn: int = 0, by: Person, at: datetime) -> Remark:
    """About the whole or one turn: the player and those to whom it is shown."""
    row = get_object_or_404(Run.objects.visible_to(by), pk=run.pk)
    require(by, "practice.see")
    if row.forgotten_at:
        raise Refused("What was said in it isn't kept any more, so there is nothing to remark on.")
    if not text.strip():
        raise Refused("Write a few words first.")
    if not 0 <= turn <= row.turns:
        raise Refused("There is no such turn in it.")
    with transaction.atomic():
        made = Remark.objects.create(run=row, by=by, turn=turn, text=text.strip()[:LONGEST], at=at)
        tell("practice.remarked", row, by, at, also=queries.topics_of_coaches(row), remark=made.pk)
    return made


def delete_remark(*, remark: Remark, by: Person, at: datetime, back: bool = False) -> None:
    """Its author takes it away, or brings it `back`."""
    row = get_object_or_404(Remark.objects.select_related("run"), pk=remark.pk, by=by)
    get_object_or_404(Run.objects.visible_to(by), pk=row.run_id)
    with transaction.atomic():
        row.deleted_at = None if back else at
        row.save(update_fields=["deleted_at"])
        tell("practice.remarked" if back else "practice.remark_deleted", row.run, by, at, remark=row.pk)


def _own(run: Run, by: Person) -> Run:
    require(by, "practice.play", run)
    if run.person_id != by.pk:
        raise Http404
    return run

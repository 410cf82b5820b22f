"""Plan a round of awards, change its times, call it off and back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.awards import queries
from whiteglove.learning.awards.models import Category, Cycle
from whiteglove.learning.awards.stages import Dates
from whiteglove.service.desk.errors import Refused

from .changing import line, locked, text

TIMES = ("opens_at", "closes_at", "judged_by", "results_at")


@dataclass(frozen=True, kw_only=True)
class Plan:
    name: str
    title: str
    dates: Dates
    categories: Collection[str]
    about: str = ""
    least_judges: int = 2
    least_mark: float = 3.0
    standardised: bool = False
    teams_apart: bool = False


def plan(*, plan: Plan, by: Person, at: datetime) -> Cycle:
    """Whoever plans it can't be put forward in it."""
    require(by, "awards.manage")
    offered = queries.offered()
    chosen = [name for name in offered if name in plan.categories]
    if not chosen:
        raise Refused("Choose a category of the pack.")
    if plan.dates.fault or plan.dates.closes_at <= at:
        raise Refused(plan.dates.fault or "Nominations close in the time to come.")
    if not 2 <= plan.least_judges <= 20 or not 1 <= plan.least_mark <= 5:
        raise Refused("Between 2 and 20 judges for each nomination, and a mark between 1 and 5.")
    name = line(plan.name, 40, "Give it a short name, such as the year.")
    with transaction.atomic():
        if Cycle.objects.filter(name=name).exists():
            raise Refused("There are awards of that short name already.")
        made = Cycle.objects.create(
            name=name, title=line(plan.title, 120, "Give it a title."), about=text(plan.about, 4000), by=by, at=at,
            least_judges=plan.least_judges, least_mark=plan.least_mark, standardised=plan.standardised,
            teams_apart=plan.teams_apart, **{one: getattr(plan.dates, one) for one in TIMES},
        )  # fmt: skip
        for one in chosen:
            said = offered[one]
            Category.objects.create(cycle=made, name=one, title=said["title"], about=said["about"],
                                    criteria=said["criteria"])  # fmt: skip
        record("award_cycle.planned", subject=made, by=by, at=at, facts={"name": name})
    return made


def change_times(*, cycle: Cycle, dates: Dates, by: Person, at: datetime) -> Cycle:
    """Until the results are announced. Nominations that opened or closed stay so; judging may be prolonged, and nothing
    ends in the past. What differs by less than a minute is the same: forms know no seconds."""
    require(by, "awards.manage")
    if dates.fault:
        raise Refused(dates.fault)
    with transaction.atomic():
        row = locked(cycle.pk)
        _refuse_who_competes(row, by)
        if row.announced_at or row.called_off_at:
            raise Refused("What is announced or called off keeps its times.")
        dates = Dates(*(_same_minute(getattr(dates, one), getattr(row, one)) for one in TIMES))
        changed = [one for one in TIMES if getattr(dates, one) != getattr(row, one)]
        if any(getattr(row, one) <= at for one in changed if one in ("opens_at", "closes_at")):
            raise Refused("Nominations that have opened or closed stay so.")
        if any(getattr(dates, one) <= at for one in changed if one in ("closes_at", "judged_by")):
            raise Refused("Choose times to come: nobody could hand anything in any more.")
        before = {one: getattr(row, one) for one in TIMES}
        for one in TIMES:
            setattr(row, one, getattr(dates, one))
        row.save(update_fields=TIMES)
        facts = {"before": before, "now": {one: getattr(row, one) for one in TIMES}}
        record("award_cycle.changed", subject=row, by=by, at=at, facts=facts)
    return row


def call_off(*, cycle: Cycle, why: str, by: Person, at: datetime) -> None:
    require(by, "awards.manage")
    with transaction.atomic():
        row = locked(cycle.pk)
        _refuse_who_competes(row, by)
        if row.announced_at:
            raise Refused("The results are announced.")
        if row.called_off_at is None:
            row.called_off_at, row.called_off_by = at, by
            row.why = line(why, 200, "Say why: those who were put forward read it.")
            row.save(update_fields=["called_off_at", "called_off_by", "why"])
            record("award_cycle.called_off", subject=row, by=by, at=at)


def call_back(*, cycle: Cycle, by: Person, at: datetime) -> None:
    require(by, "awards.manage")
    with transaction.atomic():
        row = locked(cycle.pk)
        _refuse_who_competes(row, by)
        if row.called_off_at:
            row.called_off_at, row.called_off_by, row.why = None, None, ""
            row.save(update_fields=["called_off_at", "called_off_by", "why"])
            record("award_cycle.called_back", subject=row, by=by, at=at)


def _same_minute(given: datetime, known: datetime) -> datetime:
    return known if given == known.replace(second=0, microsecond=0) else given


def _refuse_who_competes(cycle: Cycle, by: Person) -> None:
    """Whoever wins by them would end judging once a friend had scored."""
    if queries.is_put_forward(by, category__cycle=cycle):
        raise Refused("You are put forward in this round: somebody else arranges it.")

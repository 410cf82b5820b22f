"""Aim at a role or a level, and plan the steps there: the person, or a lead with them."""

from datetime import date, datetime, timedelta

from django.shortcuts import get_object_or_404

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers import planning, plans, queries
from whiteglove.learning.careers.framework import Framework, Role
from whiteglove.learning.careers.models import Aim, Step
from whiteglove.learning.careers.planning import ANY, OWN, TICKETS
from whiteglove.learning.measures.asking import CHANNELS
from whiteglove.learning.measures.asking import KINDS as KINDS_OF_WORK
from whiteglove.service.desk.errors import Refused

from .changing import about, end, known, locked, tell, words

FARTHEST = timedelta(days=3653)
MANY = 60  # steps to do at a time
PERMIT = "careers.plan"


def aim(*, of: Person, by: Person, at: datetime, role: str = "", capability: str = "", level: int = 0) -> Aim:
    """At a role, or at a level of one capability."""
    found, _ = known(capability) if capability else known_role(role)
    if capability and not 1 <= level <= len(found.levels):
        raise Refused("Choose one of the levels.")
    with about(of, by=by, at=at, permit=PERMIT) as person:
        before = Aim.objects.standing().filter(person=person, role=role, capability=capability).first()
        if before and before.level == level:
            return before
        if before:
            end(before, at)
        made = Aim.objects.create(person=person, role=role, capability=capability, level=level, by=by, at=at)
        tell("aim.set", made, person, by, at, role=role, capability=capability, level=level)
    return made


def known_role(role: str) -> tuple[Framework, Role]:
    found = queries.in_force()
    if found is None or role not in found.roles:
        raise Refused("Choose one of the roles.")
    return found, found.roles[role]


def end_aim(*, aim: Aim, by: Person, at: datetime) -> Aim:
    with about(aim.person, by=by, at=at, permit=PERMIT) as person:
        row = locked(aim)
        if end(row, at):
            tell("aim.ended", row, person, by, at)
    return row


def plan_step(
    *, of: Person, capability: str, kind: str, says: str, by: Person, at: datetime, name: str = "", many: int = 1,
    until: date | None = None,
) -> Step:  # fmt: skip
    """Of what is planned already, the same step."""
    known(capability)
    many = max(1, min(many, 500)) if kind == TICKETS else 1
    said = words(says if kind == OWN else named(kind, name, many), "Say in a few words what is to be done.")[:300]
    with about(of, by=by, at=at, permit=PERMIT) as person:
        to_do = Step.objects.kept().filter(person=person, done_at__isnull=True)
        same = to_do.filter(capability=capability, kind=kind, name=name).first() if name else None
        if same and not over(same, by, at):
            return same
        if to_do.count() >= MANY:
            raise Refused("There is plenty to do already. Do or drop something first.")
        made = Step.objects.create(person=person, capability=capability, kind=kind, name=name[:160], says=said, by=by,
                                   at=at, many=many, until=checked(until, at))  # fmt: skip
        tell("step.planned", made, person, by, at, capability=capability, kind=kind)
    return made


def move_step(*, step: Step, until: date | None, by: Person, at: datetime) -> Step:
    with about(step.person, by=by, at=at, permit=PERMIT) as person:
        row = locked(step)
        row.until = checked(until, at)
        row.save(update_fields=["until"])
        tell("step.moved", row, person, by, at)
    return row


def do_step(*, step: Step, by: Person, at: datetime) -> Step:
    """Somebody says that it is done."""
    with about(step.person, by=by, at=at, permit=PERMIT) as person:
        row = locked(step)
        if row.done_at is None:
            row.done_at, row.done_by = at, by
            row.save(update_fields=["done_at", "done_by"])
            tell("step.done", row, person, by, at)
    return row


def drop_step(*, step: Step, by: Person, at: datetime) -> Step:
    with about(step.person, by=by, at=at, permit=PERMIT) as person:
        row = locked(step)
        if row.dropped_at is None:
            row.dropped_at = at
            row.save(update_fields=["dropped_at"])
            tell("step.dropped", row, person, by, at)
    return row


def take_up_step(*, step: Step, by: Person, at: datetime) -> Step:
    """To be done again, whether it was dropped or said to be done."""
    with about(step.person, by=by, at=at, permit=PERMIT) as person:
        row = get_object_or_404(Step, pk=step.pk)
        others = Step.objects.kept().filter(person=person, capability=row.capability, kind=row.kind, name=row.name)
        if row.kind != OWN and others.filter(done_at__isnull=True).exclude(pk=row.pk).exists():
            raise Refused("It is in the plan already.")
        row.done_at = row.done_by = row.dropped_at = None
        row.save(update_fields=["done_at", "done_by", "dropped_at"])
        tell("step.taken_up", row, person, by, at)
    return row


def named(kind: str, name: str, many: int) -> str:
    """The words of a step that the product knows."""
    names = {} if kind == TICKETS else plans.called()
    key, _, value = name.partition(":")
    work = name == ANY or value in {"channel": CHANNELS, "kind": KINDS_OF_WORK}.get(key, ())
    if not (work if kind == TICKETS else name in names.get(kind, ())):
        raise Refused("Choose one of the steps that are proposed, or write one of your own.")
    return planning.called(kind, name, names, many)


def over(step: Step, by: Person, at: datetime) -> bool:
    """Whether it was done by itself. That is written down then, so that the same can be planned once more."""
    reader = None if by.pk == step.person_id else by
    found = next(one for one in plans.planned([step], step.person, at.date(), reader))
    if found.done.at is None:
        return False
    step.done_at = found.done.at
    step.save(update_fields=["done_at"])
    return True


def checked(until: date | None, at: datetime) -> date | None:
    if until and not timedelta(days=-1) <= until - at.date() <= FARTHEST:
        raise Refused("Choose a day from today on, within the next ten years.")
    return until

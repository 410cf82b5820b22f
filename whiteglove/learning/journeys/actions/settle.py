"""Write down where somebody has got to: what lists show of it, what was met, what was completed, which badge is due."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.gathering import day_of, known_of
from whiteglove.learning.journeys.models import Evidence, Met, Renewal, Stage
from whiteglove.learning.journeys.standing import Standing

from .changing import tell

# Before a badge ends, the next one comes.
AHEAD = timedelta(days=60)


def settle(*, stage: Stage, at: datetime) -> Standing | None:
    """Idempotent: it looks at how things are. A completed level stays completed; each badge is due once."""
    with transaction.atomic():
        row = Stage.objects.select_for_update(of=("self",)).select_related("person").get(pk=stage.pk)
        journey, level = queries.journey_at(row), queries.level_of(row)
        if row.ended_at or journey is None or level is None or not row.person.is_active:
            pass_over(stage=row, at=at)
            return None
        found = queries.standing_on(level, row, known_of(row.person, journey), day_of(at))
        note_met(row, found, at)
        if found.is_whole and row.completed_at is None:
            row.completed_at = at
            tell("journey.level_completed", row, row.person_id, None, at, level=row.level)
        if row.completed_at:
            make_due(row, found, at)
        copy(row, found, at)
    return found


def pass_over(*, stage: Stage, at: datetime) -> None:
    """The periodic look goes on to others."""
    Stage.objects.filter(pk=stage.pk).update(looked_at=at)


def note_met(row: Stage, found: Standing, at: datetime) -> None:
    known = set(row.met_duties.values_list("duty", flat=True))
    for one in found.to_do:
        if one.met and one.duty.id not in known:
            Met.objects.create(stage=row, duty=one.duty.id, at=at)
            tell("journey.duty_met", row, row.person_id, None, at, level=row.level, duty=one.duty.id)


def make_due(row: Stage, found: Standing, at: datetime) -> None:
    """The first badge with the completion; the next while what recurs is kept and the last one is about to end.
    One that never came is asked for again."""
    last = row.renewals.order_by("number").last()
    if last is None or (found.may_renew and about_to_end(row, found.level.badge, at)):
        last = Renewal.objects.create(stage=row, number=last.number + 1 if last else 1, at=at)
    elif not never_came(row, last, found.level.badge, at):
        return
    about = {"level": row.level, "number": last.number, "achievement": found.level.badge}
    tell("journey.badge_due", row, row.person_id, None, at, **about)


def never_came(row: Stage, last: Renewal, achievement: str, at: datetime) -> bool:
    """The pack had no such badge, or they were away: it is due again each day. What was taken back or
    erased did come."""
    if day_of(row.looked_at) >= day_of(at) or Credential.objects.filter(ref=ref_of(row, last.number)).exists():
        return False
    told = Event.objects.named("credential.issued").filter(audience=f"person:{row.person_id}", at__gte=last.at)
    return not told.filter(facts__achievement=achievement).exists()


def ref_of(row: Stage, number: int) -> str:
    """What a badge is given for."""
    return f"stage:{row.pk}:{number}"


def about_to_end(row: Stage, achievement: str, at: datetime) -> bool:
    """One that was taken back isn't followed by another."""
    rows = Credential.objects.filter(person=row.person, achievement=achievement).select_related("revocation")
    last = rows.order_by("-issued_at", "-id").first()
    stands = last is not None and not hasattr(last, "revocation")
    return bool(stands and last.valid_until and last.valid_until <= at + AHEAD)


def copy(row: Stage, found: Standing, at: datetime) -> None:
    due, before = found.due, row.upkeep
    row.met, row.asked, row.looked_at = found.met, len(found.to_do), at
    row.waiting = Evidence.objects.waiting().filter(person=row.person_id, journey=row.journey).count()
    row.upkeep, row.due_on = found.upkeep, due.by if due else None
    row.save(update_fields=["met", "asked", "waiting", "upkeep", "due_on", "looked_at", "completed_at"])
    if row.completed_at and before != row.upkeep and {before, row.upkeep} & {"late", "lapsed"}:
        tell("journey.standing_changed", row, row.person_id, None, at, level=row.level, was=before, now=row.upkeep)

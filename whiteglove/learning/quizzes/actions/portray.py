"""Draw a portrait of oneself, share it or not, and delete what one said."""

from datetime import datetime

from django.db import IntegrityError, transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quizzes.inventories import inventories, inventory_of
from whiteglove.learning.quizzes.models import Portrait
from whiteglove.learning.quizzes.portraits import read_answers
from whiteglove.service.desk.errors import Refused


def begin_portrait(*, inventory: str, by: Person, at: datetime) -> Portrait:
    """A new one, or the one that is being drawn. No event: somebody thinking about themselves isn't news."""
    require(by, "quizzes.take")
    found = inventories().get(inventory)
    if found is None:
        raise Refused("This inventory isn't in force any more.")
    try:
        with transaction.atomic():
            running = Portrait.objects.of(by, inventory).filter(finished_at__isnull=True).first()
            return running or Portrait.objects.create(
                person=by, inventory=inventory, revision_id=found.revision[0], begun_at=at
            )
    except IntegrityError:  # pressed twice: whoever was quicker began it
        return Portrait.objects.of(by, inventory).get(finished_at__isnull=True)


def keep_portrait(*, portrait: Portrait, sent: dict[str, str], by: Person, at: datetime) -> Portrait:
    """What was answered so far; nothing takes an answer back."""
    with transaction.atomic():
        now = _own(portrait, by)
        if now.finished_at:
            raise Refused("This portrait is finished. Begin another to answer anew.")
        now.answers = read_answers(inventory_of(now), sent)
        now.save(update_fields=["answers"])
    return now


def finish_portrait(*, portrait: Portrait, sent: dict[str, str], by: Person, at: datetime) -> Portrait:
    """Refused while items are open: a scale with gaps says little. What was answered is kept all the same."""
    now = keep_portrait(portrait=portrait, sent=sent, by=by, at=at)
    open_ones = len(inventory_of(now).items) - len(now.answers)
    if open_ones:
        raise Refused(
            f"{open_ones} statement{'s are' if open_ones > 1 else ' is'} still open. What you answered is kept."
        )
    with transaction.atomic():
        now = _own(now, by)
        now.finished_at = now.finished_at or at
        now.save(update_fields=["finished_at"])
        _tell("portrait.finished", now, by, at)
    return now


def share_portrait(*, portrait: Portrait, on: bool, by: Person, at: datetime) -> Portrait:
    """With those who look after them, until they take it back."""
    with transaction.atomic():
        now = _own(portrait, by)
        if not now.finished_at or now.emptied_at:
            raise Refused("There is nothing to share.")
        if on != bool(now.shared_at):
            now.shared_at = at if on else None
            now.save(update_fields=["shared_at"])
            _tell("portrait.shared" if on else "portrait.unshared", now, by, at)
    return now


def empty_portrait(*, portrait: Portrait, by: Person, at: datetime) -> Portrait:
    """Delete what was said. That it was done, and when, stays: a duty may rest on it. Of one that isn't finished
    nothing stays."""
    with transaction.atomic():
        now = _own(portrait, by)
        if not now.finished_at:
            now.delete()
        elif not now.emptied_at:
            now.answers, now.shared_at, now.emptied_at = {}, None, at
            now.save(update_fields=["answers", "shared_at", "emptied_at"])
            _tell("portrait.emptied", now, by, at)
    return now


def _own(portrait: Portrait, by: Person) -> Portrait:
    """Under its lock. Nobody, whatever their role, draws or shares another's."""
    require(by, "quizzes.take")
    if portrait.person_id != by.pk:
        raise Refused("Only whom it shows may change this.")
    return Portrait.objects.select_for_update().get(pk=portrait.pk)


def _tell(name: str, portrait: Portrait, by: Person, at: datetime) -> None:
    facts = {"person": portrait.person_id, "inventory": portrait.inventory, "portrait": portrait.pk}
    record(name, subject=f"portrait:{portrait.pk}", by=by, at=at, facts=facts, audience=f"person:{portrait.person_id}")

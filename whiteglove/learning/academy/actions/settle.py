"""Write down where a learner has got to: what lists show of it, and what was completed, once."""

from datetime import datetime

from django.db import transaction

from whiteglove.learning.academy.models import Completion, Enrolment
from whiteglove.learning.academy.standing import Known, known_of
from whiteglove.learning.academy.state import Standing

from .changing import locked, tell


def settle(*, enrolment: Enrolment, at: datetime) -> Standing | None:
    """Idempotent: it looks at how things are. A completed programme stays completed."""
    with transaction.atomic():
        row = locked(enrolment)
        known = known_of(row, at)
        if row.ended_at or known is None:
            return known.standing if known else None
        _copy(row, known.standing, at)
        for module in known.standing.modules:
            if module.completed and _complete(row, module.module.id, at):
                tell("module.completed", row, row, None, at, module=module.module.id)
        if known.standing.completed and row.completed_at is None:
            _finish(row, known, at)
    return known.standing


def _copy(row: Enrolment, standing: Standing, at: datetime) -> None:
    module = standing.current.module.id if standing.current else ""
    passed, stuck = standing.passed, standing.stuck[:200]
    if (row.module, row.passed) != (module, passed):
        row.moved_at = at
    row.module, row.passed, row.gates, row.stuck = module, passed, len(standing.gates), stuck
    row.save(update_fields=["module", "passed", "gates", "stuck", "moved_at"])


def _complete(row: Enrolment, what: str, at: datetime) -> bool:
    return Completion.objects.get_or_create(enrolment=row, what=what, defaults={"at": at})[1]


def _finish(row: Enrolment, known: Known, at: datetime) -> None:
    row.completed_at = at
    row.save(update_fields=["completed_at"])
    if not _complete(row, "", at):
        return
    programme = known.standing.programme
    tell("programme.completed", row, row, None, at)
    tell("certificate.became_due", row, row, None, at, achievement=programme.facts["certificate"]["achievement"],
         revision=row.revision_id)  # fmt: skip

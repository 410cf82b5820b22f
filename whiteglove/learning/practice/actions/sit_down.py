"""Serve a simulated customer at the desk: what they say first arrives there."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.practice import desk_queries, queries
from whiteglove.learning.practice.listening import said
from whiteglove.learning.practice.models import Run, Sitting
from whiteglove.service.desk import actions as desk


def sit_down(*, run: Run, by: Person, at: datetime) -> Run:
    """The run's ticket is in their practice list from now on. Twice is once."""
    require(by, "practice.play", run)
    with transaction.atomic():
        row = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if row.ticket_id is None and row.is_open:
            fold = queries.replayed(row)
            case, turns = fold.case, said(fold)
            row.ticket = desk.rehearse(
                by=by, at=at, customer=case.customer, language=case.language, channel=row.medium,
                subject=case.opening.get("subject") or case.name, said=[(one.side, one.text) for one in turns],
            )  # fmt: skip
            row.save(update_fields=["ticket"])
            Sitting.objects.create(run=row, heard=desk_queries.last_event(row.ticket))
        run.ticket = row.ticket
    return run

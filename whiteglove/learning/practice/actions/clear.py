"""Clear the desk of conversations that are over: what there is to learn from them is kept with the run."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.learning.practice.models import Run
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.actions.each import each
from whiteglove.service.desk.models.ticket import UNFINISHED

KEPT = timedelta(days=30)
AT_ONCE = 200


def clear_old(*, at: datetime) -> int:
    """Those that ended a month ago. Returns how many."""
    old = Run.objects.filter(ended_at__lt=at - KEPT, ticket__isnull=False).order_by("ended_at")
    return each(list(old.values_list("pk", flat=True)[:AT_ONCE]), clear, lambda run: f"Clearing practice run {run}")


def end_over(*, at: datetime) -> int:
    """Those whose run is over and that still stand in somebody's list. Returns how many."""
    over = Run.objects.filter(ended_at__isnull=False, ticket__state__in=UNFINISHED).select_related("ticket")
    return each(list(over[:AT_ONCE]), lambda run: desk.end_rehearsal(ticket=run.ticket, at=at),
                lambda run: f"Ending the conversation of practice run {run.pk}")  # fmt: skip


def clear(run: int) -> None:
    with transaction.atomic():
        row = Run.objects.select_for_update(of=("self",)).select_related("ticket").get(pk=run)
        sweep(row)


def sweep(run: Run) -> None:
    """In the caller's transaction, and what was typed in beside the desk goes with the rest."""
    if run.ticket is None:
        return
    for did in Event.objects.about(run.ticket).named("practice.did"):
        Event.objects.filter(pk=did.pk).update(facts=did.facts | {"value": "", "did": did.facts["do"]})
    desk.clear_rehearsal(ticket=run.ticket)
    run.ticket = None

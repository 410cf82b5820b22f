"""Let go of what was said in runs that are long over, if the house says after how many days. Scores stay."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from whiteglove.learning.practice import forgetting
from whiteglove.learning.practice.models import Remark, Run
from whiteglove.service.desk.actions.each import each

from .changing import tell
from .clear import sweep

AT_ONCE = 500


def forget_old(*, at: datetime) -> int:
    """Returns of how many. None without WHITEGLOVE_PRACTICE_DAYS, and none of people on whose runs something rests."""
    if settings.PRACTICE_DAYS <= 0:
        return 0
    old = Run.objects.ended().filter(forgotten_at=None, ended_at__lt=at - timedelta(days=settings.PRACTICE_DAYS))
    for people in forgetting.needed:
        old = old.exclude(person__in=people())
    runs = list(old.order_by("ended_at").values_list("pk", flat=True)[:AT_ONCE])
    return each(runs, lambda run: forget(run=run, at=at), lambda run: f"Forgetting the words of practice run {run}")


def forget(*, run: int, at: datetime) -> None:
    """Both sides' words, at the desk too, and what was remarked on them. Twice is once."""
    with transaction.atomic():
        row = Run.objects.select_for_update(of=("self",)).select_related("ticket").get(pk=run)
        if row.forgotten_at or row.is_open:
            return
        sweep(row)
        Remark.objects.filter(run=row).delete()
        row.inputs, row.forgotten_at = [], at
        row.save(update_fields=["inputs", "forgotten_at"])
        tell("practice.forgotten", row, None, at)

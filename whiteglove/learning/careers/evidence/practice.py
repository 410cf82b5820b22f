"""Simulated customers served well: of each the last time."""

from django.db.models import Max
from django.urls import reverse

from whiteglove.ground.lib.keyset import page_after
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.counting.practice import runs
from whiteglove.learning.careers.framework import EVERY

from .page import SIZE, Row, Rows, Wanted


def practice(wanted: Wanted) -> Rows:
    """Nobody's but the player's."""
    if wanted.asked.reader is not None:
        return Rows(())
    one, passed = wanted.one, runs(wanted.asked, wanted.one.within)
    if EVERY not in one.of:
        passed = passed.filter(scenario__in=one.of)
    if only := dict(one.narrow).get("as"):
        passed = passed.filter(medium=only)
    last = passed.order_by().values("scenario").annotate(last=Max("pk")).values("last")
    page = page_after(passed.filter(pk__in=last), order=("-id",), after=wanted.after, size=SIZE)
    names = queries.customers()
    return Rows(tuple(
        Row(names.get(run.scenario, run.scenario), "1", run.ended_at, reverse("practice:debrief", args=[run.pk]))
        for run in page.rows
    ), page.cursor)  # fmt: skip

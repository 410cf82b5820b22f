"""Facts that a metric counts."""

from django.urls import reverse

from whiteglove.learning.careers.counting.metrics import lanes_of, work_of
from whiteglove.learning.measures import queries
from whiteglove.learning.measures.metrics import METRICS, PERSON
from whiteglove.learning.measures.sight import Scope

from .page import SIZE, Row, Rows, Wanted


def work(wanted: Wanted) -> Rows:
    asked = wanted.asked
    scope = Scope("", "", PERSON, person=asked.people[0], teams=lanes_of(asked.reader))
    metric = METRICS[wanted.one.of[0]]
    found, after = queries.rows(metric, work_of(asked, wanted.one, scope), wanted.viewer, wanted.after, SIZE)
    return Rows(tuple(map(_row, found)), after)


def _row(one: queries.Row) -> Row:
    part = f", {one.fact.target}" if one.fact.target else ""
    if one.ticket:
        url = reverse("desk:ticket", args=[one.ticket.pk])
        return Row(f"#{one.ticket.pk} {one.ticket.title[:80]}{part}", one.counts, one.fact.at, url)
    return Row(f"{'A ticket that lies elsewhere by now' if one.fact.ticket_id else 'A customer'}{part}", one.counts,
               one.fact.at)  # fmt: skip

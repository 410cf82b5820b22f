"""Scores and reviews as tables for other programs."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import door
from whiteglove.learning.quality import queries

SCORES = ("ticket", "person", "solved", "card", "score", "item", "verdict", "points", "of", "why")
REVIEWS = ("ticket", "person", "reviewer", "given", "card", "score", "item", "verdict", "quote", "comment", "note")


class _Line:
    def write(self, line: str) -> str:
        return line


@door("quality.see")
@require_GET
def scores(request: HttpRequest) -> StreamingHttpResponse:
    """What one sees of the scores: one's own, or one's teams', a line an item."""
    rows = (
        (row.ticket_id, row.person, row.solved_at.isoformat(), row.card, row.total, one["name"], one["verdict"],
         one["points"], one["of"], one["why"])
        for row in queries.scores(request.user).iterator(200) for one in row.items
    )  # fmt: skip
    return table("scores.csv", SCORES, rows)


@door("quality.see")
@require_GET
def reviews(request: HttpRequest) -> StreamingHttpResponse:
    return table("reviews.csv", REVIEWS, _reviews(request))


def _reviews(request: HttpRequest) -> Iterator[tuple]:
    for row in queries.reviews_seen(request.user).prefetch_related("verdicts").iterator(200):
        for one in row.verdicts.all():
            yield (row.ticket_id, row.about, row.reviewer, row.given_at.isoformat(), row.card, row.total, one.item,
                   one.verdict, one.quote, one.comment, row.note)  # fmt: skip


def table(name: str, head: Iterable[str], rows: Iterable[tuple]) -> StreamingHttpResponse:
    writer = csv.writer(_Line())
    response = StreamingHttpResponse(_lines(writer, head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(writer, head: Iterable[str], rows: Iterable[tuple]) -> Iterator[str]:
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([_plain(one) for one in row])


def _plain(value: object) -> object:
    """A customer's words never become a formula in somebody's spreadsheet."""
    text = str(value) if not isinstance(value, int | float) and value is not None else value
    return f"'{text}" if isinstance(text, str) and text[:1] in "=+-@\t\r" and text else text

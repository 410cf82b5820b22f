"""One number: what it means, how it went, what it is made of, and every row it counts."""

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.measures import queries, sight
from whiteglove.learning.measures.metrics import METRICS, Metric, sql
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.shown import described, drawn

from .board import asked_by, page_of


@door("measures.see")
@require_GET
def show(request: HttpRequest, key: str) -> HttpResponse:
    metric, asked = asked_about(request, key)
    rows, after = queries.rows(metric, asked, request.user, request.GET.get("after", ""))
    known = [one.name for one in sight.scopes(request.user)]
    page = page_of(request, asked) | drawn(metric, asked) | {
        "metric": metric, "rows": rows, "after": after, "sql": sql(metric), "meaning": queries.meaning(metric),
        "final": queries.final(metric), "breakdowns": queries.breakdowns(metric, asked, known, request.user.pk),
    }  # fmt: skip
    return render(request, "measures/metric.html", page)


def asked_about(request: HttpRequest, key: str) -> tuple[Metric, Asked]:
    """404 for what isn't counted, or not for whom it is asked."""
    asked, metric = asked_by(request), METRICS.get(key)
    if metric is None or not asked.fits(metric):
        raise Http404
    return metric, asked


@door("measures.see")
@require_GET
def export(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """Every row the number counts, as a table for a spreadsheet."""
    metric, asked = asked_about(request, key)
    response = StreamingHttpResponse(lines(metric, asked, request.user), content_type="text/csv; charset=utf-8")
    name = f"{key}-{asked.period.first}-{asked.period.last}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class Echo:
    """What a csv writer writes to: it gives back each line."""

    def write(self, line: str) -> str:
        return line


def lines(metric: Metric, asked: Asked, person: Person) -> Iterator[str]:
    writer, head = csv.writer(Echo()), False
    for row in queries.every_row(metric, asked, person):
        plain = row.plain()
        if not head:
            yield writer.writerow(plain)
            head = True
        yield writer.writerow([guarded(value) for value in plain.values()])


def guarded(value: object) -> object:
    """A spreadsheet takes what begins so for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t" and value not in ("+1", "-1") else value


@door("measures.see")
@require_GET
def data(request: HttpRequest, key: str) -> JsonResponse:
    """The number and its rows for programs; `after` asks for further rows."""
    metric, asked = asked_about(request, key)
    rows, after = queries.rows(metric, asked, request.user, request.GET.get("after", ""), size=200)
    return JsonResponse(described(metric, asked) | {"rows": [one.plain() for one in rows], "after": after})

"""How tickets were checked before they were solved: counted by question, the rows behind a number, and taken along."""

import csv
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.closing import queries
from whiteglove.learning.closing.models import Verdict

DAYS = (7, 30, 90)


@door("closing.counts")
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    days, since, until = spell(request)
    closing, found = queries.in_force(), queries.verdicts(request.user, since, until)
    names = {one["id"]: one["name"] for one in closing.questions} if closing else {}
    rows = [(name, names.get(name, name), cells(found[name])) for name in sorted(found, key=order(names))]
    about = {"rows": rows, "verdicts": Verdict.choices, "days": days, "spells": DAYS, "closing": closing}
    about["checked"] = queries.checks(request.user).between(since, until).count()
    return render(request, "closing/checks.html", about)


def cells(found: dict[str, int]) -> list[tuple[str, int]]:
    return [(verdict, found.get(verdict, 0)) for verdict in Verdict.values]


def order(names: dict[str, str]) -> Callable[[str], tuple[int, str]]:
    """As the pack asks them; what it asks no more comes last."""
    known = list(names)
    return lambda name: (known.index(name) if name in known else len(known), name)


@door("closing.counts")
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The tickets behind one number."""
    days, since, until = spell(request)
    question, verdict = request.GET.get("question", "")[:80], request.GET.get("verdict", "")
    if verdict not in Verdict.values:
        raise Http404
    after = request.GET.get("after", "")
    page = queries.page_of_checked(request.user, question, verdict, since, until, after)
    closing = queries.in_force()
    names = {one["id"]: one["name"] for one in closing.questions} if closing else {}
    about = {"rows": page.rows, "after": page.cursor, "days": days, "question": question, "verdict": verdict,
             "title": names.get(question, question), "says": Verdict(verdict).label}  # fmt: skip
    return render(request, "closing/checked.html", about)


@door("closing.counts")
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Every answer that is counted, as CSV."""
    days, since, until = spell(request)
    lines = sheet(request.user, since, until)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="checks-{days}-days.csv"'
    return response


def sheet(person: Person, since: datetime, until: datetime) -> Iterator[str]:
    yield line(["ticket", "at", "by", "question", "verdict", "overruled"])
    for one in queries.answers_between(person, since, until).iterator(500):
        check = one.check_of
        yield line([check.ticket_id, check.at.isoformat(), check.by.name, one.question, one.verdict, check.overruled])


def line(cells: list[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    out = StringIO()
    csv.writer(out).writerow(f"'{one}" if str(one)[:1] in tuple("=+-@\t") else one for one in cells)
    return out.getvalue()


def spell(request: HttpRequest) -> tuple[int, datetime, datetime]:
    """(days, since, until): the last so many days, 30 where none of those offered is asked for."""
    days, now = number(request.GET.get("days", "")), clock.now()
    days = days if days in DAYS else 30
    return days, now - timedelta(days=days), now + timedelta(seconds=1)

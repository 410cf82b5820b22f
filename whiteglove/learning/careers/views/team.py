"""Of whom one looks after: levels alone, by name and never as a rank."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.careers import heat, queries, shown
from whiteglove.learning.careers.actions.remember import MOST, remember
from whiteglove.learning.careers.framework import Framework

from .answer import done

PAGE, WAITING = 200, 20


@door("careers.see")
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    found = queries.in_force()
    about = {"found": found} | (table(request, found, clock.now()) if found else {})
    claims = list(queries.claims_waiting(request.user)[: WAITING + 1]) if found else []
    about |= {"waiting": shown.waiting(claims[:WAITING], found), "more_waiting": len(claims) > WAITING}
    return render(request, "careers/team.html", about)


def table(request: HttpRequest, found: Framework, at: datetime) -> dict[str, Any]:
    chosen = heat.choice(request.GET, found)
    role, columns = found.roles.get(chosen.role), heat.columns(found, chosen)
    known, cursor, counted_at = page_of(request, found, chosen, at)
    address = {name: value for name, value in request.GET.items() if name != "after"}
    return {
        "chosen": chosen, "role": role, "columns": columns, "counted_at": counted_at,
        "sorts": shown.sorts(chosen, found), "bands": heat.bands(found, columns),
        "rows": [(one, heat.cells(one, columns, role)) for one in known], "totals": heat.totals(known, columns, role),
        "next": cursor and urlencode(address | {"after": cursor}), "address": urlencode(address),
    }  # fmt: skip


def page_of(
    request: HttpRequest, found: Framework, chosen: heat.Choice, at: datetime
) -> tuple[list[heat.Line], str, datetime]:
    """By name a page is asked for by key; otherwise all have to be looked at, and the page follows a person."""
    people, after, role = queries.people_of(request.user), request.GET.get("after", ""), found.roles.get(chosen.role)
    if not chosen.narrows:
        page = page_after(people, order=("name", "id"), after=after, size=PAGE)
        levels, counted_at = queries.levels_of(found, page.rows, at, request.user)
        return heat.lines(page.rows, levels, chosen, role), page.cursor, counted_at
    everybody = list(people[:MOST])
    levels, counted_at = queries.levels_of(found, everybody, at, request.user)
    rest = heat.after(heat.lines(everybody, levels, chosen, role), number(after))
    return list(rest[:PAGE]), str(rest[PAGE - 1].person.pk) if len(rest) > PAGE else "", counted_at


@door("careers.see")
@require_POST
def counted(request: HttpRequest) -> HttpResponse:
    """Count it again."""
    remember(by=request.user, at=clock.now())
    return done(request, "Counted.", f"{reverse('careers:team')}?{request.GET.urlencode()}")


@door("careers.see")
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The same table, all of it, for a spreadsheet; empty where no pack has capabilities."""
    found = queries.in_force()
    lines = written(request, found) if found else iter(())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="capabilities.csv"'
    return response


def written(request: HttpRequest, found: Framework) -> Iterator[str]:
    chosen = heat.choice(request.GET, found)
    role, columns = found.roles.get(chosen.role), heat.columns(found, chosen)
    people: list[Person] = list(queries.people_of(request.user)[:MOST])
    levels, _ = queries.levels_of(found, people, clock.now(), request.user)
    yield line(["Name", *(one.name for one in columns), *(["Gaps"] if role else [])])
    for one in heat.lines(people, levels, chosen, role):
        yield line([one.person.name, *(one.levels.get(each.id, 0) for each in columns), *([one.gaps] if role else [])])
    for one in people:
        if one.pk not in levels:
            yield line([one.name, "not counted yet: count again"])


def line(values: list[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    text, written_to = (str(one) for one in values), StringIO()
    csv.writer(written_to).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in text)
    return written_to.getvalue()

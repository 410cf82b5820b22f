"""One's own runs over time, to look at and to take along; and the runs that others show to a coach."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.text import storable
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.addresses import address
from whiteglove.learning.practice import queries, taking_along
from whiteglove.learning.practice.library import MEDIUM_NAMES
from whiteglove.learning.practice.models import Run

ENDED = {"passed": {"passed": True}, "open": {"ended_at__isnull": True}, "not": {"passed": False}}
ENDED_NAMES = [("passed", "Passed"), ("not", "Not passed yet"), ("open", "Under way")]


@door("practice.see")
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    names = queries.names()
    chosen = {name: storable(request.GET.get(name, ""))[:80] for name in ("scenario", "medium", "state")}
    page = page_after(narrowed(request, chosen), order=("-id",), after=request.GET.get("after", ""))
    met = sorted(queries.played_by(request.user))
    context = {
        "page": page, "runs": queries.titled(page.rows), "library": address("practice:library"),
        "skills": queries.skills(request.user),
        "menus": [("scenario", "Customer", [(one, names.get(one, one)) for one in met], chosen["scenario"]),
                  ("medium", "Channel", list(MEDIUM_NAMES.items()), chosen["medium"]),
                  ("state", "How it ended", ENDED_NAMES, chosen["state"])],
        "asked": "".join(f"&{name}={value}" for name, value in chosen.items() if value in known(names)),
    }  # fmt: skip
    return render(request, "practice/history.html", context)


def known(names: dict[str, str]) -> set[str]:
    return {*names, *MEDIUM_NAMES, *ENDED}


def narrowed(request: HttpRequest, chosen: dict[str, str]):
    rows = queries.listed(Run.objects.of(request.user))
    rows = rows.filter(**{name: chosen[name] for name in ("scenario", "medium") if chosen[name]})
    return rows.filter(**ENDED.get(chosen["state"], {}))


@door("practice.see")
@require_GET
def sheet(request: HttpRequest) -> StreamingHttpResponse:
    """All of one's own runs as a table, a line each."""
    response = StreamingHttpResponse(lines(request), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="practice.csv"'
    return response


def lines(request: HttpRequest) -> Iterator[str]:
    rows = queries.listed(Run.objects.of(request.user).order_by("id")).iterator(200)
    return taking_along.lines(rows, queries.names())


@door("practice.see")
@require_GET
def mine(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(taking_along.file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="practice.json"'
    return response


@door("practice.see")
@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """What others let one read."""
    page = page_after(queries.shown_to(request.user), order=("-id",), after=request.GET.get("after", ""))
    queries.titled(one.run for one in page.rows)
    return render(request, "practice/shown.html", {"page": page})

"""All rounds, one round, who won; a page for everybody of those who wish it."""

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.people.policy import door, may, public
from whiteglove.learning.awards import queries, stages
from whiteglove.learning.awards.forms import TimesForm, WhyForm, times_of
from whiteglove.learning.awards.judging import told
from whiteglove.learning.awards.models import Win
from whiteglove.learning.awards.taking_along import kept_of

from .answer import cycle_named


@door("awards.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    won = page_after(queries.winners(), order=("-at", "-id"), after=request.GET.get("after", ""))
    rounds = queries.cycles().order_by("-opens_at", "-id")[:12]
    context = {
        "rounds": [(one, stages.SAYS[one.stage(now)], one.stage(now)) for one in rounds], "won": won,
        "mine": list(queries.concerning(request.user)[:20]), "judging": queries.judging_of(request.user),
    }  # fmt: skip
    return render(request, "awards/home.html", context)


@door("awards.see")
@require_GET
def round_of(request: HttpRequest, cycle: str) -> HttpResponse:
    """What is awarded, how it stands; for whoever arranges it, its times."""
    row, now = cycle_named(cycle), clock.now()
    stage, won = row.stage(now), list(queries.winners().filter(nomination__category__cycle=row))
    categories = [(one, told(one.outcome, one.put_forward), [each for each in won if each.nomination.category == one])
                  for one in queries.categories_of(row)]  # fmt: skip
    context = {
        "cycle": row, "stage": stage, "says": stages.SAYS[stage], "categories": categories,
        "mine": list(queries.concerning(request.user, row)),
        "times_form": TimesForm(initial=times_of(row, request.user)), "why_form": WhyForm(),
        "managing": may(request.user, "awards.manage"),
    }  # fmt: skip
    return render(request, "awards/round.html", context)


@door("awards.manage")
@require_GET
def results(request: HttpRequest, cycle: str) -> StreamingHttpResponse:
    """Who won, as a table. Whoever didn't win isn't in it."""
    rows = queries.winners().filter(nomination__category__cycle=cycle_named(cycle)).order_by("nomination__category_id")
    response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="winners.csv"'
    return response


class Echo:
    def write(self, line: str) -> str:
        return line


def lines(rows: list[Win]) -> Iterator[str]:
    """A name is never a formula."""
    write = csv.writer(Echo()).writerow
    yield write(["category", "winner", "mark", "spread", "judges", "announced"])
    for one in rows:
        about = one.nomination
        cells = (about.category.title, about.nominee.name, f"{one.mean:.2f}", f"{one.spread:.2f}", str(one.judges),
                 one.at.date().isoformat())  # fmt: skip
        yield write([f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell for cell in cells])


@door("awards.see")
@require_GET
def mine(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(kept_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="awards.json"'
    return response


@public
@require_safe
def winners(request: HttpRequest) -> HttpResponse:
    """Only those who wish it, each until they take it back."""
    page = page_after(queries.shown_to_all(), order=("-at", "-id"), after=request.GET.get("after", ""))
    response = render(request, "awards/winners.html", {"page": page})
    response.headers["X-Robots-Tag"] = "noindex"
    return response

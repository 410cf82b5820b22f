"""Put somebody forward; read, rewrite, agree to or withdraw a nomination."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.awards import queries
from whiteglove.learning.awards.actions import nominate as verbs
from whiteglove.learning.awards.forms import NominateForm, StatementForm
from whiteglove.learning.awards.models import Nomination
from whiteglove.learning.awards.stages import OPEN
from whiteglove.service.desk.errors import Refused, Stale

from .answer import category_named, done, own_nomination, refusals

SAID = {
    "agree": "Agreed. The judges read it once nominations are closed.", "withdraw": "Withdrawn.",
    "show": "Everybody may read it now.", "hide": "Nobody outside reads it any more.",
}  # fmt: skip


@door("awards.see")
@require_http_methods(["GET", "HEAD", "POST"])
def put_forward(request: HttpRequest, cycle: str, category: str) -> HttpResponse:
    """What was typed stays where it is refused."""
    row, people = category_named(cycle, category), Person.objects.active().staff().order_by("name", "id")
    form = NominateForm(request.POST or None, people=people, initial={"nominee": request.user.pk})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = verbs.nominate(category=row, nominee=given["nominee"], statement=given["statement"],
                                  links=form.lines(), by=request.user, at=clock.now())  # fmt: skip
            says = "It stands." if made.is_own else "They are asked whether they agree."
            return done(request, f"Put forward. {says}", "nomination", made.pk)
        except Refused as no:
            form.add_error(None, str(no))
    about = {"form": form, "category": row, "open": row.cycle.stage(clock.now()) == OPEN}
    return render(request, "awards/put_forward.html", about, status=422 if form.errors else 200)


@door("awards.own")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """For the nominee and whoever made it. POST rewrites it; what was typed stays where it is refused."""
    row, now = own_nomination(request, pk), clock.now()
    initial = {"statement": row.statement, "links": "\n".join(row.links), "seen": row.mark}
    form, other = StatementForm(request.POST or None, initial=initial), None
    if request.method == "POST" and form.is_valid():
        said = {"statement": form.cleaned_data["statement"], "links": form.lines(), "seen": form.cleaned_data["seen"]}
        try:
            verbs.rewrite(nomination=row, **said, by=request.user, at=now)
            return done(request, "Kept.", "nomination", pk)
        except Refused as no:
            form.add_error(None, str(no))
            other = own_nomination(request, pk) if isinstance(no, Stale) else None
    if other:
        form.saved_again(other.mark)
    about = about_it(row, request.user.pk == row.nominee_id, now) | {"form": form, "other": other}
    return render(request, "awards/nomination.html", about, status=422 if form.errors else 200)


def about_it(row: Nomination, own: bool, now: datetime) -> dict[str, Any]:
    cycle = row.category.cycle
    return {
        "nomination": row, "category": row.category, "cycle": cycle, "own": own,
        "result": getattr(row, "result", None), "open": cycle.stage(now) == OPEN and not row.ended_at,
        "heard": queries.heard(row) if own and cycle.announced_at else None,
        "may_withdraw": not row.ended_at and not cycle.announced_at and (own or not row.agreed_at),
    }  # fmt: skip


@door("awards.own")
@require_POST
@refusals
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row, how = own_nomination(request, pk), request.POST.get("how", "")
    if how not in SAID:
        raise Refused("Please choose what to do.")
    getattr(verbs, how)(nomination=row, by=request.user, at=clock.now())
    return done(request, SAID[how], "nomination", pk)

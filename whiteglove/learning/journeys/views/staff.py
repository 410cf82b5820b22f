"""For whoever decides: evidence, applications and second looks that wait; where everybody stands."""

from collections.abc import Callable, Iterator
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.journeys import overview as table
from whiteglove.learning.journeys import queries, shown
from whiteglove.learning.journeys.actions import appeal as pleading
from whiteglove.learning.journeys.actions import apply as applying
from whiteglove.learning.journeys.actions import judge as judging
from whiteglove.learning.journeys.forms import HowForm, OutcomeForm
from whiteglove.service.desk.errors import Refused

from .answer import done, path, refusals


def state_of(request: HttpRequest) -> tuple[str, tuple[str, ...]]:
    """Those that wait, the oldest first; or what was decided, the latest first."""
    decided = request.GET.get("state") == "decided"
    return ("decided", ("-at", "-id")) if decided else ("waiting", ("at", "id"))


@door("journeys.review")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    state, order = state_of(request)
    kind = request.GET.get("kind", "") if request.GET.get("kind") in ("deed", "time") else ""
    page = page_after(
        queries.evidence_queue(request.user, state, kind), order=order, after=request.GET.get("after", "")
    )
    known = queries.in_force()
    context = {"page": page, "state": state, "kind": kind, "waiting": queries.waiting_for(request.user),
               "rows": [(one, shown.called(one, known)) for one in page.rows]}  # fmt: skip
    return render(request, "journeys/staff/queue.html", context)


@door("journeys.review")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what was asked. POST decides; DELETE takes the decision back."""
    rows = queries.evidence_queue(request.user, "waiting") | queries.evidence_queue(request.user, "decided")
    row = get_object_or_404(rows, pk=min(pk, LARGEST))
    about = {"evidence": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("how") == "back":
        judging.reconsider(**about)
        return done(request, "Taken back: it waits for a word again.", "evidence", pk)
    form = HowForm(request.POST or None, auto_id="decide_%s")
    verbs = {"accept": judging.accept, "return": judging.give_back}
    if decided(form, row.is_waiting, lambda how, words: verbs.get(how, no_answer)(**about, reason=words)):
        says = said(form.cleaned_data["how"], row.person)
        return done(request, says, "queue", undo=reverse("journeys:evidence", args=[pk]))
    return page(request, "evidence", form, shown.evidence_page(row) | shown.turned(row, request.user))


def decided(form: Form, waits: bool, decide: Callable[..., object]) -> bool:
    """Whether it was done; what was typed stays where it couldn't be."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        decide(**form.cleaned_data)
    except Refused as no:
        if not waits:
            raise
        form.add_error("words", str(no))
    return form.is_valid()


def page(request: HttpRequest, name: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, f"journeys/staff/{name}.html", context | {"form": form}, status=status)


def said(how: str, person: Person) -> str:
    return f"Accepted. It counts for {person.first_name}." if how == "accept" else "Given back, with your words."


def no_answer(**_: object) -> None:
    raise Refused("Choose whether it counts or is given back.")


@door("journeys.review")
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    state, order = state_of(request)
    page = page_after(queries.applications_queue(request.user, state), order=order, after=request.GET.get("after", ""))
    context = {"page": page, "state": state, "waiting": queries.waiting_for(request.user)}
    return render(request, "journeys/staff/applications.html", context)


@door("journeys.review")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def applied(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what admits and how that stands. POST decides; DELETE takes the decision back."""
    rows = queries.applications_queue(request.user, "waiting") | queries.applications_queue(request.user, "decided")
    row = get_object_or_404(rows, pk=min(pk, LARGEST))
    about = {"application": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("how") == "back":
        applying.reopen(**about)
        return done(request, "The decision is taken back.", "applied", pk)
    form = HowForm(request.POST or None, auto_id="decide_%s")
    verbs = {"accept": applying.admit, "decline": applying.decline}
    if decided(form, row.is_waiting, lambda how, words: verbs.get(how, no_answer)(**about, reason=words)):
        undo = reverse("journeys:applied", args=[pk])
        return done(request, f"Decided. {row.person.first_name} reads it.", "applications", undo=undo)
    return page(request, "applied", form, shown.application_page(row) | shown.turned(row, request.user))


@door("journeys.review")
@require_GET
def appeals(request: HttpRequest) -> HttpResponse:
    rows = queries.appeals_queue(request.user)
    decided = request.GET.get("state") == "decided"
    rows, order = (rows.exclude(decided_at=None), ("-id",)) if decided else (rows.open(), ("id",))
    page = page_after(rows, order=order, after=request.GET.get("after", ""))
    context = {"page": page, "state": "decided" if decided else "waiting",
               "waiting": queries.waiting_for(request.user)}  # fmt: skip
    return render(request, "journeys/staff/appeals.html", context)


@door("journeys.review")
@require_http_methods(["GET", "POST"])
@refusals
def plea(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.appeals_queue(request.user), pk=min(pk, LARGEST))
    form = OutcomeForm(request.POST or None, auto_id="decide_%s")
    about = {"appeal": row, "by": request.user, "at": clock.now()}
    if decided(form, row.decided_at is None, lambda **given: pleading.decide(**about, **given)):
        return done(request, f"Decided. {row.person.first_name} reads it.", "appeals")
    context = {"plea": row, "about": row.application or row.evidence, "own": row.against_id == request.user.pk}
    return page(request, "plea", form, context)


@door("journeys.review")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page that they see, for whoever looks after them."""
    rows = Person.objects.visible_to(request.user).exclude(pk=request.user.pk)
    whose = get_object_or_404(rows, pk=min(pk, LARGEST))
    if not may(request.user, "journeys.review", whose):
        raise Http404
    return render(request, "journeys/person.html", shown.page_of(path(whose), whose, mine=False))


@door("journeys.review")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Who stands where."""
    level, upkeep = number(request.GET.get("level", "")), request.GET.get("upkeep", "")
    rows = queries.people_on(request.user, level, upkeep)
    page = page_after(rows, order=("level", "id"), after=request.GET.get("after", ""))
    context = {"page": page, "level": level, "upkeep": upkeep, "counts": queries.counts_by_level(request.user),
               "waiting": queries.waiting_for(request.user), "rows": table.rows(page.rows)}  # fmt: skip
    return render(request, "journeys/staff/overview.html", context)


@door("journeys.review")
@require_GET
def sheet(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        rows = queries.people_on(request.user, number(request.GET.get("level", "")), request.GET.get("upkeep", ""))
        yield from table.lines(table.rows(rows.order_by("level", "id").iterator(500)))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="journeys.csv"'
    return response

"""Sign-offs and second looks: what waits, and each with the work it is about beside the decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries, staff_queries
from whiteglove.learning.academy.actions import appeal as pleading
from whiteglove.learning.academy.actions import grant as granting
from whiteglove.learning.academy.actions import sign_off as signing
from whiteglove.learning.academy.evidence import pieces_of
from whiteglove.learning.academy.models import Appeal, Review
from whiteglove.learning.academy.partial import why_not
from whiteglove.learning.academy.staff_forms import AppealForm, GrantForm, HowForm
from whiteglove.learning.academy.standing import standing_of
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals


@door("academy.manage")
@require_GET
def judging(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; or what was decided, the latest first."""
    what, decided = request.GET.get("what", ""), request.GET.get("state") == "decided"
    what = "appeals" if what == "appeals" else "sign_offs"
    rows = staff_queries.appeals(request.user) if what == "appeals" else staff_queries.reviews(request.user)
    rows = rows.filter(decided_at__isnull=False) if decided else rows.waiting()
    page = page_after(rows, order=("-id",) if decided else ("id",), after=request.GET.get("after", ""))
    known = staff_queries.programmes_for([one.enrolment for one in page.rows])
    context = {"page": page, "what": what, "decided": decided, "waiting": queries.waiting_for(request.user),
               "rows": [(one, staff_queries.gate_name(one, known)) for one in page.rows]}  # fmt: skip
    return render(request, "academy/staff/judging.html", context)


def reader_of(request: HttpRequest, row: Review | Appeal) -> Person | None:
    """Once it is decided, to whom a conversation has to be shown."""
    return request.user if row.decided_at else None


def review_for(request: HttpRequest, pk: int) -> Review:
    return get_object_or_404(staff_queries.reviews(request.user), pk=min(pk, LARGEST))


@door("academy.manage")
@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@refusals
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The work beside the decision. POST decides, DELETE takes it back."""
    row = review_for(request, pk)
    if request.method in ("POST", "DELETE"):
        return reviewed(request, row)
    programme = queries.programme_of(row.enrolment)
    context = {
        "review": row, "gate": programme.gate(row.gate) if programme else None, "programme": programme,
        "pieces": pieces_of(row.enrolment, row.shown, reader_of(request, row)), "form": HowForm(auto_id="decide_%s"),
        "before": staff_queries.said_before(row),
    }  # fmt: skip
    return render(request, "academy/staff/review.html", context)


def reviewed(request: HttpRequest, row: Review) -> HttpResponse:
    about = {"review": row, "by": request.user, "at": clock.now()}
    name, undo = row.enrolment.person.first_name, reverse("academy:review", args=[row.pk])
    if request.method == "DELETE" or request.POST.get("how") == "back":
        signing.take_back(**about)
        return done(request, "Taken back: it waits for a decision again.", "review", row.pk)
    given = read(HowForm(request.POST))
    if given["how"] == "grant":
        signing.sign_off(**about, words=given["words"])
        return done(request, f"Signed off. {name} is told.", "judging", undo=undo)
    if given["how"] != "return":
        raise Refused("Choose whether to sign it off or to give it back.")
    signing.give_back(**about, words=given["words"])
    return done(request, f"Given back. {name} reads what is missing.", "judging", undo=undo)


def appeal_for(request: HttpRequest, pk: int) -> Appeal:
    return get_object_or_404(staff_queries.appeals(request.user), pk=min(pk, LARGEST))


@door("academy.manage")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def plea(request: HttpRequest, pk: int) -> HttpResponse:
    """A second look: what was judged, and why they think otherwise. POST decides."""
    row = appeal_for(request, pk)
    if request.method == "POST":
        pleading.decide(appeal=row, **read(AppealForm(request.POST)), by=request.user, at=clock.now())
        return done(request, f"Decided. {row.enrolment.person.first_name} reads it.", "judging")
    standing = standing_of(row.enrolment, clock.now())
    state = standing.gate(row.gate) if standing else None
    item = state.of_item(row.item) if state and row.item else None
    shown = signing.last_of(item) if item else signing.shown_in(state) if state else []
    pieces = pieces_of(row.enrolment, [one for one in shown if one["ref"]], reader_of(request, row))
    context = {
        "appeal": row, "state": state, "gate": state.gate if state else None, "item": item,
        "pieces": pieces, "form": AppealForm(auto_id="decide_%s"), "why_not": why_not(row, request.user),
    }  # fmt: skip
    return render(request, "academy/staff/plea.html", context)


@door("academy.grant")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def once_more(request: HttpRequest, enrolment: int, gate: str) -> HttpResponse:
    """What keeps them at a gate; POST gives one more attempt, with a reason."""
    row = get_object_or_404(staff_queries.learners(request.user), pk=min(enrolment, LARGEST))
    standing = standing_of(row, clock.now())
    state = standing.gate(gate) if standing else None
    if state is None:
        raise Http404
    given = request.POST if request.method == "POST" else None
    form = GrantForm(given, items=[(one.item.id, one.item.name) for one in state.in_need])
    if request.method == "POST":
        granting.grant(enrolment=row, gate=gate, **read(form), by=request.user, at=clock.now())
        return done(request, f"Given. {row.person.first_name} is told.", "learner", row.pk)
    return render(request, "academy/staff/once_more.html", {"enrolment": row, "state": state, "form": form})

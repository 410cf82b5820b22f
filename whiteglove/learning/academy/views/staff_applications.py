"""Applications, and what is decided on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries, staff_queries
from whiteglove.learning.academy.actions import apply as verbs
from whiteglove.learning.academy.models import Application
from whiteglove.learning.academy.staff_forms import HowForm
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals


def application_for(request: HttpRequest, pk: int) -> Application:
    rows = Application.objects.visible_to(request.user).exclude(person=request.user)
    return get_object_or_404(rows.select_related("person", "decided_by"), pk=min(pk, LARGEST))


@door("academy.manage")
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first; or those that were decided, the latest first."""
    decided = request.GET.get("state") == "decided"
    rows, order = staff_queries.applications(request.user, not decided), ("-at", "-id") if decided else ("at", "id")
    page = page_after(rows, order=order, after=request.GET.get("after", ""))
    names = {id: one.name for id, one in queries.in_force().items()}
    context = {"page": page, "decided": decided, "waiting": queries.waiting_for(request.user)["applications"],
               "rows": [(one, names.get(one.programme, one.programme)) for one in page.rows]}  # fmt: skip
    return render(request, "academy/staff/applications.html", context)


@door("academy.manage")
@require_GET
def applied(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what they wrote to each prerequisite."""
    row = application_for(request, pk)
    programme = queries.programme_of(row)
    asked = programme.facts["prerequisites"] if programme else []
    answers = [(one["name"], one["asks"], row.confirmed.get(one["id"])) for one in asked]
    context = {"application": row, "programme": programme, "answers": answers, "form": HowForm(auto_id="decide_%s"),
               "enrolment": staff_queries.learners(request.user).filter(application=row).first()}  # fmt: skip
    return render(request, "academy/staff/applied.html", context)


@door("academy.manage")
@require_http_methods(["POST", "DELETE"])
@refusals
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline; DELETE takes the decision back."""
    about = {"application": application_for(request, pk), "by": request.user, "at": clock.now()}
    name, undo = about["application"].person.first_name, reverse("academy:decision", args=[pk])
    if request.method == "DELETE" or request.POST.get("how") == "reopen":
        verbs.reopen(**about)
        return done(request, "The decision is taken back.", "applied", pk)
    given = read(HowForm(request.POST))
    if given["how"] == "accept":
        verbs.accept(**about, reason=given["words"])
        return done(request, f"Accepted. {name} can begin.", "applications", undo=undo)
    if given["how"] != "decline":
        raise Refused("Choose whether to accept or to decline.")
    verbs.decline(**about, reason=given["words"])
    return done(request, f"Declined. {name} reads why.", "applications", undo=undo)

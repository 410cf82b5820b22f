"""Where everybody is in a programme; one learner, with their mentor and whether they go on."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.lib.text import storable
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import cohort as table
from whiteglove.learning.academy import queries, staff_queries
from whiteglove.learning.academy.actions import enrol, mentor
from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.staff_forms import MentorForm, WhyForm
from whiteglove.learning.academy.standing import standing_of

from .answer import done, read, refusals

HOWS = {"all": "Everybody", "going": "On their way", "stuck": "Stuck", "completed": "Completed"}


def asked_of(request: HttpRequest) -> tuple[str, str]:
    """(which, whose name holds these words)."""
    how = request.GET.get("how", "")
    return how if how in HOWS else "all", storable(request.GET.get("q", "")).strip()[:80]


@door("academy.manage")
@require_GET
def cohort(request: HttpRequest, programme: str) -> HttpResponse:
    """Whoever made no step for longest stands first."""
    (how, name), now, user = asked_of(request), clock.now(), request.user
    counts, known = staff_queries.counts_of(user, programme, now), queries.in_force().get(programme)
    if not known and not counts["all"]:
        raise Http404
    found = staff_queries.in_cohort(user, programme, how, name, now)
    page = page_after(found, order=("moved_at", "id"), after=request.GET.get("after", ""))
    context = {
        "programme": programme, "name": known.name if known else programme, "how": how, "words": name, "page": page,
        "rows": [staff_queries.row_of(one, now) for one in page.rows],
        "hows": [(key, says, counts[key]) for key, says in HOWS.items()],
        "modules": {one.id: one.name for one in known.modules} if known else {},
    }  # fmt: skip
    return render(request, "academy/staff/cohort.html", context)


@door("academy.manage")
@require_GET
def cohort_sheet(request: HttpRequest, programme: str) -> StreamingHttpResponse:
    """The same as a table, a line each."""
    response = StreamingHttpResponse(lines(request, programme), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="cohort.csv"'
    return response


def lines(request: HttpRequest, programme: str) -> Iterator[str]:
    now = clock.now()
    found = staff_queries.in_cohort(request.user, programme, *asked_of(request), now).order_by("moved_at", "id")
    return table.lines(staff_queries.row_of(one, now) for one in found.iterator(200))


def learner_for(request: HttpRequest, pk: int) -> Enrolment:
    return get_object_or_404(staff_queries.learners(request.user), pk=min(pk, LARGEST))


@door("academy.manage")
@require_GET
def learner(request: HttpRequest, enrolment: int) -> HttpResponse:
    """How far they are, gate by gate; their mentor; whether they go on."""
    row = learner_for(request, enrolment)
    held = [one for one in queries.meetings_of(row) if one.confirmed_at]
    context = {
        "enrolment": row, "standing": standing_of(row, clock.now()), "mentoring": queries.mentoring_of(row),
        "held": held, "reviews": row.reviews.select_related("by").order_by("-id")[:20],
        "mentor_form": MentorForm(people=queries.mentors_for(row.person)), "why_form": WhyForm(),
        "newer": row.revision_id != queries.ruling_revision() and row.programme in queries.in_force(),
    }  # fmt: skip
    return render(request, "academy/staff/learner.html", context)


@door("academy.manage")
@require_http_methods(["POST", "DELETE"])
@refusals
def mentored(request: HttpRequest, enrolment: int) -> HttpResponse:
    """Give them a mentor; DELETE ends it."""
    row = learner_for(request, enrolment)
    about = {"enrolment": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("end"):
        mentor.end_mentoring(**about)
        return done(request, "Ended. Conversations that were confirmed count on.", "learner", row.pk)
    made = mentor.give_mentor(
        **about, mentor=read(MentorForm(request.POST, people=queries.mentors_for(row.person)))["mentor"]
    )
    says = f"{made.mentor.first_name} is {row.person.first_name}'s mentor from now on."
    return done(request, says, "learner", row.pk, undo=reverse("academy:mentor", args=[row.pk]))


@door("academy.manage")
@require_http_methods(["POST", "DELETE"])
@refusals
def left(request: HttpRequest, enrolment: int) -> HttpResponse:
    """They leave the programme; DELETE takes that back."""
    row = learner_for(request, enrolment)
    about = {"enrolment": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("resume"):
        enrol.resume(**about)
        return done(request, "They go on where they were.", "learner", row.pk)
    enrol.leave(**about, why=read(WhyForm(request.POST))["why"])
    return done(
        request, "Ended. What was done is kept.", "learner", row.pk, undo=reverse("academy:learner_left", args=[row.pk])
    )


@door("academy.manage")
@require_POST
@refusals
def moved_on(request: HttpRequest, enrolment: int) -> HttpResponse:
    """To what the pack says now."""
    row = learner_for(request, enrolment)
    enrol.move_on(enrolment=row, by=request.user, at=clock.now())
    return done(request, f"{row.person.first_name} goes on with what is in force now.", "learner", row.pk)

"""What two people do together. Nobody else comes in, leads and administrators neither."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.community.actions import meet
from whiteglove.learning.community.actions import mentor as verbs
from whiteglove.learning.community.forms import FeedbackForm, GoalForm, SessionForm
from whiteglove.learning.community.models import Goal, Mentorship, Session

from .answer import done, read, refusals

STEPS = {"agree": verbs.agree_goal, "reach": verbs.reach_goal, "reopen": verbs.reopen_goal, "drop": verbs.drop_goal}


def pair_for(request: HttpRequest, pk: int) -> Mentorship:
    rows = Mentorship.objects.of(request.user).select_related("request", "mentor__profile", "mentee__profile")
    return get_object_or_404(rows, pk=min(pk, LARGEST))


@door("community.see", writes="community.meet")
@require_GET
def mentorship(request: HttpRequest, pk: int) -> HttpResponse:
    row, person, now = pair_for(request, pk), request.user, clock.now()
    is_mentor = row.mentor_id == person.pk
    sessions = [(one, bool(one.mentor_held_at if is_mentor else one.mentee_held_at), one.ends_at <= now)
                for one in row.sessions.all()[:100]]  # fmt: skip
    said = {one.by_id: one for one in row.feedback.all()}
    mine = said.get(person.pk)
    given = {"helped": mine.helped, "better": mine.better} if mine else {}
    context = {"row": row, "other": row.other(person), "is_mentor": is_mentor, "goals": row.goals.all(),
               "sessions": sessions, "goal_form": GoalForm(), "session_form": SessionForm(),
               "mine": mine, "theirs": said.get(row.other(person).pk),
               "feedback_form": FeedbackForm(initial=given)}  # fmt: skip
    return render(request, "community/mentorship.html", context)


@door("community.meet")
@require_POST
@refusals
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    row = pair_for(request, pk)
    made = verbs.write_goal(mentorship=row, **read(GoalForm(request.POST)), by=request.user, at=clock.now())
    return done(request, "Written down. It stands once the other agrees.", "mentorship", row.pk,
                undo=reverse("community:goal", args=[row.pk, made.pk]))  # fmt: skip


@door("community.meet")
@require_http_methods(["POST", "DELETE"])
@refusals
def goal(request: HttpRequest, pk: int, goal: int) -> HttpResponse:
    """POST `step`: agree, reach, reopen, drop; DELETE drops it."""
    row = pair_for(request, pk)
    found = get_object_or_404(Goal.objects.select_related("mentorship"), pk=min(goal, LARGEST), mentorship=row)
    step = STEPS.get("drop" if request.method == "DELETE" else request.POST.get("step", ""))
    if step is None:
        raise Http404
    step(goal=found, by=request.user, at=clock.now())
    return done(request, "Done.", "mentorship", row.pk)


@door("community.meet")
@require_POST
@refusals
def sessions(request: HttpRequest, pk: int) -> HttpResponse:
    row = pair_for(request, pk)
    made = meet.plan(mentorship=row, **read(SessionForm(request.POST)), by=request.user, at=clock.now())
    return done(request, "Planned. The other gets it for their calendar.", "mentorship", row.pk,
                undo=reverse("community:session", args=[row.pk, made.pk]))  # fmt: skip


@door("community.meet")
@require_http_methods(["POST", "DELETE", "PUT"])
@refusals
def session(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """POST moves it; DELETE calls it off, PUT takes that back."""
    row = pair_for(request, pk)
    rows = Session.objects.select_related("mentorship")
    found = get_object_or_404(rows, pk=min(session, LARGEST), mentorship=row)
    about = {"session": found, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("cancel"):
        meet.cancel(**about)
        return done(request, "Called off.", "mentorship", row.pk, undo=request.path, undo_by="PUT")
    if request.method == "PUT":
        meet.restore(**about)
        return done(request, "It stands again.", "mentorship", row.pk)
    if "starts_at" in request.POST:
        meet.move(**read(SessionForm(request.POST)), **about)
        return done(request, "Moved. The other is told.", "mentorship", row.pk)
    raise Http404


@door("community.meet")
@require_http_methods(["POST", "DELETE"])
@refusals
def held(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    """POST says that it took place; DELETE takes that back while the other hasn't said so."""
    row = pair_for(request, pk)
    rows = Session.objects.select_related("mentorship")
    found = get_object_or_404(rows, pk=min(session, LARGEST), mentorship=row)
    about = {"session": found, "by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        meet.take_back_held(**about)
        return done(request, "Taken back.", "mentorship", row.pk)
    if meet.confirm_held(**about).was_held:
        return done(request, "Both of you say so: it counts.", "mentorship", row.pk)
    return done(request, "Noted. It counts once the other says so too.", "mentorship", row.pk, undo=request.path)


@door("community.meet")
@require_POST
@refusals
def ended(request: HttpRequest, pk: int) -> HttpResponse:
    row = pair_for(request, pk)
    verbs.end(mentorship=row, by=request.user, at=clock.now())
    return done(request, "Ended. Tell each other what helped.", "mentorship", row.pk)


@door("community.meet")
@require_POST
@refusals
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    row = pair_for(request, pk)
    verbs.give_feedback(mentorship=row, **read(FeedbackForm(request.POST)), by=request.user, at=clock.now())
    return done(request, "Said. Only the other of you reads it.", "mentorship", row.pk)

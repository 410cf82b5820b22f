"""Conversations with a mentor: either of the two notes one, the other confirms it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import mentor as verbs
from whiteglove.learning.academy.activity_forms import MeetingForm
from whiteglove.learning.academy.models import Enrolment, Meeting
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals


@door("academy.mentor")
@require_GET
def mentees(request: HttpRequest) -> HttpResponse:
    """Whom one mentors, with what waits for one's word."""
    rows = queries.mentored_by(request.user)
    waiting = queries.meetings_to_confirm(request.user, rows)
    return render(request, "academy/mentees.html", {"rows": [(one, waiting.get(one.pk, 0)) for one in rows]})


def pair_for(request: HttpRequest, enrolment: int) -> Enrolment:
    """One's own, or of somebody one mentors. What two people talk about is theirs: nobody else reads it."""
    row = get_object_or_404(Enrolment.objects.select_related("person"), pk=min(enrolment, LARGEST))
    mentoring = queries.mentoring_of(row)
    if request.user.pk not in (row.person_id, mentoring.mentor_id if mentoring else None):
        raise Http404
    row.mentoring = mentoring
    return row


@door("academy.mentor")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def mentoring(request: HttpRequest, enrolment: int) -> HttpResponse:
    """POST notes a conversation."""
    row, now = pair_for(request, enrolment), clock.now()
    if request.method == "POST":
        if row.mentoring is None:
            raise Refused("There is no mentor at the moment, so there is nobody to confirm it.")
        made = verbs.note_meeting(mentoring=row.mentoring, **read(MeetingForm(request.POST)), by=request.user, at=now)
        return done(request, "Noted. The other of you confirms it.", "mentoring", row.pk,
                    undo=reverse("academy:meeting", args=[row.pk, made.pk]))  # fmt: skip
    context = {"enrolment": row, "mentoring": row.mentoring, "mine": row.person_id == request.user.pk,
               "meetings": queries.meetings_between(row, request.user), "managers": queries.managers_of(row.person),
               "form": MeetingForm(initial={"day": request.user.local(now).date()})}  # fmt: skip
    return render(request, "academy/mentoring.html", context)


@door("academy.mentor")
@require_http_methods(["POST", "DELETE"])
@refusals
def meeting(request: HttpRequest, enrolment: int, meeting: int) -> HttpResponse:
    """POST confirms what the other noted; DELETE takes one's own note back."""
    row = pair_for(request, enrolment)
    rows = Meeting.objects.filter(mentoring__enrolment=row).select_related("mentoring__enrolment")
    found = get_object_or_404(rows, pk=min(meeting, LARGEST))
    if request.method == "DELETE" or request.POST.get("delete"):
        verbs.delete_meeting(meeting=found, by=request.user, at=clock.now())
        return done(request, "Deleted.", "mentoring", row.pk)
    verbs.confirm_meeting(meeting=found, by=request.user, at=clock.now())
    return done(request, "Confirmed. It counts now.", "mentoring", row.pk)

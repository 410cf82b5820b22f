"""Give the code of the room, answer about the recording, say how it was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.gatherings.actions import after, attend
from whiteglove.learning.gatherings.forms import CodeForm, FeedbackForm, RecordingForm

from .answer import done, known, read, refusals
from .coming import shown


@door("gatherings.see")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever scanned the code finds it filled in, and says so with one press."""
    row, now = known(pk), clock.now()
    if request.method == "POST":
        attend.check_in(gathering=row, code=read(CodeForm(request.POST))["code"], by=request.user, at=now)
        return done(request, "Noted: you are here.", "gathering", pk)
    about = shown(row, request.user, now)
    if about["code_form"]:
        about["code_form"] = CodeForm(initial={"code": request.GET.get("code", "")[:80]})
    return render(request, "gatherings/here.html", about)


@door("gatherings.see")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    row, now = known(pk), clock.now()
    if request.method == "POST":
        form = RecordingForm(request.POST, asked=row.questions)
        read(form)
        attend.watch(gathering=row, chosen=form.chosen(), by=request.user, at=now)
        return done(request, "All right. It counts as being there.", "gathering", pk)
    counts = row.is_over(now) and row.recording and row.questions and not row.is_off
    about = {"gathering": row, "form": RecordingForm(asked=row.questions) if counts else None}
    return render(request, "gatherings/recording.html", about)


@door("gatherings.see")
@require_POST
@refusals
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    given = read(FeedbackForm(request.POST))
    after.give_feedback(gathering=known(pk), useful=given["useful"], clear=given["clear"], words=given["words"],
                        by=request.user, at=clock.now())  # fmt: skip
    return done(request, "Thank you. Nobody sees that it was you.", "gathering", pk)

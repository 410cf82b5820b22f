"""While one speaks: hold, check in, write down, hand on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.service.calls import actions, queries
from whiteglove.service.calls.forms import LineForm, PassForm, StepForm
from whiteglove.service.calls.models import SpokenLine
from whiteglove.service.calls.views.answers import done, first_error, refusals, refused, sheet_in_sight
from whiteglove.service.channels.phone import course

STEPS = {
    "answer": actions.answer, "hold": actions.hold, "check_in": actions.check_in, "resume": actions.resume,
    "join": actions.bring_in, "end": actions.hang_up,
}  # fmt: skip
MARKS = {
    "answer": course.ANSWERED, "hold": course.HELD, "check_in": course.CHECKED, "resume": course.RESUMED,
    "join": course.JOINED, "end": course.ENDED,
}  # fmt: skip
SAYS = {"hold": "On hold.", "join": "Noted: somebody joined the call.", "end": "The call has ended."}


@door("calls.take")
@require_http_methods(["POST", "DELETE"])
@refusals
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: the next step; DELETE takes the last one back."""
    sheet = sheet_in_sight(request, pk)
    if request.method == "DELETE":
        actions.undo(sheet=sheet, by=request.user, at=clock.now(), only=request.GET.get("only", ""))
        return done(request, sheet, "Taken back.")
    form = StepForm(request.POST)
    if not form.is_valid():
        return refused(request, "This step isn't known.")
    name = form.cleaned_data["name"]
    STEPS[name](sheet=sheet, by=request.user, at=clock.now())
    undo = f"{reverse('calls:steps', args=[pk])}?only={MARKS[name]}"
    return done(request, sheet, SAYS.get(name, ""), undo_url=undo)


@door("calls.take")
@require_POST
@refusals
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    sheet, form = sheet_in_sight(request, pk), LineForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    given = form.cleaned_data
    actions.say(
        sheet=sheet, by=request.user, at=clock.now(), side=given["side"], text=given["text"], client_id=given["id"]
    )
    return done(request, sheet)


@door("calls.take")
@require_http_methods(["DELETE"])
@refusals
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    sheet = sheet_in_sight(request, pk)
    row = get_object_or_404(SpokenLine.objects.select_related("sheet"), sheet=sheet, pk=line)
    actions.take_back_line(line=row, by=request.user, at=clock.now())
    return done(request, sheet, "Taken back.")


@door("calls.take")
@require_http_methods(["GET", "POST"])
@refusals
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: to whom it may go; POST offers it to them."""
    sheet, now = sheet_in_sight(request, pk), clock.now()
    if request.method == "GET":
        about = {"sheet": sheet, "people": queries.colleagues(request.user, now), "shown": queries.shown(sheet, now)}
        return render(request, "calls/pass_on.html", about)
    form = PassForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    to = get_object_or_404(Person.objects.assignable(), pk=form.cleaned_data["to"])
    actions.pass_on(sheet=sheet, by=request.user, at=now, to=to, summary=form.cleaned_data["summary"])
    return done(request, sheet, f"{to.first_name} is asked to take it. The caller holds meanwhile.")


@door("calls.take")
@require_POST
@refusals
def passed(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever was asked takes it, or gives it back."""
    sheet = sheet_in_sight(request, pk)
    if request.POST.get("how") == "accept":
        actions.accept(sheet=sheet, by=request.user, at=clock.now())
        return done(request, sheet, "The call is yours.")
    actions.give_back(sheet=sheet, by=request.user, at=clock.now())
    return done(request, sheet, "Given back.")

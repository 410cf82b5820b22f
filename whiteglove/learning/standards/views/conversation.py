"""What the reader found in a conversation, and people's answers to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.learning.standards import actions, explaining, queries
from whiteglove.learning.standards.forms import AnswerForm
from whiteglove.learning.standards.models import SIGNALS, Correction, Signal
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.desk.sight import ticket_before


def message_for(request: HttpRequest, pk: int) -> Message:
    """A message this person may see, or Http404."""
    if pk > LARGEST:
        raise Http404
    return get_object_or_404(Message.objects.before(request.user).select_related("ticket"), pk=pk)


@door("desk.see")
@require_GET
def phase(request: HttpRequest, ticket: int, phase: str) -> HttpResponse:
    """One phase: its steps, each with what shows it."""
    if (shown := ticket_before(request.user, ticket)) is None:
        raise Http404
    found = next((one for one in queries.phases(shown, in_words=True) if one.id == phase), None)
    if found is None:
        raise Http404
    about = {"ticket": shown, "phase": found, "may_correct": may(request.user, "standards.correct", shown)}
    return render(request, "standards/phase.html", about)


@door("desk.see", writes="standards.correct")
@require_http_methods(["GET", "POST"])
def findings(request: HttpRequest, message: int) -> HttpResponse:
    """What was found in a message; POST answers one finding, or adds one that was missed."""
    shown = message_for(request, message)
    if request.method == "POST":
        return answer(request, shown)
    about = queries.findings(shown, request.user) or {"read": None}
    may_correct = may(request.user, "standards.correct", shown.ticket)
    return render(request, "standards/panels/findings.html", {**about, "message": shown, "may_correct": may_correct})


@door("desk.see")
@require_GET
def why(request: HttpRequest, message: int, behaviour: str, start: int) -> HttpResponse:
    """What made the reader say so, once somebody asks."""
    found = explaining.why(message_for(request, message), behaviour, start)
    if found is None:
        raise Http404
    return render(request, "standards/why.html", {"why": found})


def answer(request: HttpRequest, message: Message) -> HttpResponse:
    form = AnswerForm(request.POST, known=queries.behaviours())
    if not form.is_valid():
        return refused(request, "Choose what the sentence shows.")
    given = form.cleaned_data
    try:
        row = actions.correct(message=message, by=request.user, at=clock.now(), **given)
    except Refused as no:
        return refused(request, str(no))
    name = queries.behaviours()[row.behaviour]["name"].lower()
    says = f"Noted: {name}." if row.verdict else f"Noted: not {name}."
    return changed(request, message.ticket_id, says, f"/standard/corrections/{row.pk}/")


@door("standards.correct")
@require_http_methods(["POST", "DELETE"])
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an answer back."""
    near = Correction.objects.select_related("message__ticket").filter(message__ticket__in=seen_by(request))
    row = get_object_or_404(near, pk=min(pk, LARGEST))
    try:
        actions.undo_correction(correction=row, by=request.user, at=clock.now())
    except Refused as no:
        return refused(request, str(no))
    return changed(request, row.message.ticket_id, "Your answer is taken back.")


def seen_by(request: HttpRequest):
    return Ticket.objects.visible_to(request.user)


@door("standards.correct")
@require_http_methods(["POST", "DELETE"])
def signal(request: HttpRequest, pk: int) -> HttpResponse:
    """DELETE denies a signal, POST puts it back."""
    row = get_object_or_404(Signal.objects.visible_to(request.user), pk=min(pk, LARGEST))
    about = {"signal": row, "by": request.user, "at": clock.now()}
    if request.method == "POST":
        actions.restore_signal(**about)
        return changed(request, row.ticket_id, "It stands again.")
    actions.deny_signal(**about)
    return changed(request, row.ticket_id, f"Not so: {row.says}.", request.path, "POST")


@door("standards.signals")
@require_GET
def signals(request: HttpRequest) -> HttpResponse:
    """What customers' words signal in the tickets this person may see."""
    name, before = request.GET.get("name", ""), request.GET.get("before", "")
    name, before = name if name in SIGNALS else "", int(before) if before.isdecimal() and len(before) < 19 else 0
    rows = queries.signals_seen(request.user, name, before, queries.PAGE + 1)
    more = rows[queries.PAGE - 1].pk if len(rows) > queries.PAGE else 0
    counts = queries.signal_counts(request.user)
    context = {"signals": rows[: queries.PAGE], "more": more, "counts": counts, "name": name,
               "all": sum(count for _, _, count in counts)}  # fmt: skip
    return render(request, "standards/signals.html", context)


def changed(
    request: HttpRequest, ticket: int, says: str, undo_url: str = "", undo_method: str = "DELETE"
) -> HttpResponse:
    """Done: say so and let the page refetch what shows it."""
    toasts.say(request, says, undo_url=undo_url, undo_method=undo_method)
    if not request.htmx:
        return redirect("desk:ticket", ticket)
    return toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": ticket})


def refused(request: HttpRequest, why: str) -> HttpResponse:
    toasts.say(request, why, level="error")
    response = HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    response.headers["HX-Reswap"] = "none"
    return response

"""Macros where one writes: found while one types, looked at, put into the reply or done at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.service.desk import actions, macros
from whiteglove.service.desk.before_solving import saying, word_of
from whiteglove.service.desk.errors import Unready
from whiteglove.service.desk.models import Macro, MacroRun, Ticket
from whiteglove.service.desk.views.answers import back, done, refusals, ticket_for, unready, url_of

LEAVES = {"solve", "snooze"}


@door("desk.macros", rehearsed=True)
@require_GET
def picker(request: HttpRequest, pk: int) -> HttpResponse:
    """What is used often, then all in their places; `q` narrows."""
    ticket, words = ticket_for(request, pk), request.GET.get("q", "")[:120].strip()
    rows = macros.offered(request.user, words)
    shown = macros.preview(rows[0].macro, ticket, request.user) if rows else None
    context = {"ticket": ticket, "rows": rows, "most": macros.MOST, "p": shown, "q": words}
    part = "#found" if request.htmx.target == "macro-found" else ""
    return render(request, f"desk/macro_picker.html{part}", context)


@door("desk.macros", rehearsed=True)
@require_http_methods(["GET", "POST"])
@refusals
def macro(request: HttpRequest, pk: int, macro: int) -> HttpResponse:
    """GET shows what it would put in and do; POST puts its words into the reply, or does its steps if it has none."""
    ticket, chosen = ticket_for(request, pk), macro_for(request, macro)
    shown = macros.preview(chosen, ticket, request.user, request.GET.get("language", request.POST.get("language", "")))
    if request.method == "GET":
        return render(request, "desk/macro_preview.html", {"ticket": ticket, "p": shown})
    if not chosen.texts:
        return run_now(request, ticket, chosen)
    draft = actions.put_macro_in(ticket=ticket, by=request.user, at=clock.now(), macro=chosen)
    return waiting(request, ticket, draft.macros, puts=shown.text)


def run_now(request: HttpRequest, ticket: Ticket, chosen: Macro) -> HttpResponse:
    """Its steps alone; where one solves, what is missing is asked first, as for any solution."""
    try:
        with saying(word_of(request.POST)):
            made = actions.run_macro(macro=chosen, ticket=ticket, by=request.user, at=clock.now())
    except Unready as no:
        return unready(request, ticket, no, url=request.path)
    return ran(request, ticket, made)


def macro_for(request: HttpRequest, pk: int) -> Macro:
    return get_object_or_404(Macro.objects.current().usable_by(request.user), pk=pk)


def ran(request: HttpRequest, ticket: Ticket, run: MacroRun) -> HttpResponse:
    ends = {step["do"] for step in run.did}
    gone = not may(request.user, "desk.see", Ticket.every.get(pk=ticket.pk))
    undo = {} if gone else {"undo_url": url_of("macro_run", ticket.pk, run.pk)}
    return done(request, ticket, f"Done: {run.macro.name}", leaves=bool(ends & LEAVES), gone=gone, **undo)


def waiting(request: HttpRequest, ticket: Ticket, rows: list[dict], puts: str = "") -> HttpResponse:
    """The line under the reply that tells what is done with it; `puts`: words for the reply itself."""
    shown = macros.waiting_in(rows, request.user)
    return render(request, "desk/macro_waiting.html", {"ticket": ticket, "macros": shown, "puts": puts})


@door("desk.macros", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
@refusals
def steps(request: HttpRequest, pk: int, macro: int) -> HttpResponse:
    """DELETE leaves out what a macro would do with this reply; POST does it after all."""
    ticket, out = ticket_for(request, pk), request.method == "DELETE"
    draft = actions.leave_steps_out(ticket=ticket, by=request.user, at=clock.now(), macro=macro, out=out)
    return waiting(request, ticket, draft.macros if draft else [])


@door("desk.macros", rehearsed=True)
@require_http_methods(["DELETE"])
@refusals
def run(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """Undo what a macro has done."""
    ticket = ticket_for(request, pk)
    kept = get_object_or_404(MacroRun.objects.select_related("macro", "ticket"), pk=run, ticket=ticket)
    stays = actions.undo_macro(run=kept, by=request.user, at=clock.now())
    says = f"Undone, but for {', '.join(dict.fromkeys(stays))}." if stays else f"Undone: {kept.macro.name}"
    return back(request, ticket, says)

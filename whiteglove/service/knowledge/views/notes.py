"""Quick references: one colleague's own notes, at hand while they answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.forms import NoteForm
from whiteglove.service.knowledge.models import QuickReference


@door("knowledge.own_notes")
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """GET: one's own. POST: one more."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and kept(request, form, None):
        say(request, "Kept.")
        return redirect("knowledge:notes")
    context = {"form": form, "notes": QuickReference.objects.of(request.user)}
    return render(request, "knowledge/notes.html", context, status=422 if form.errors else 200)


@door("knowledge.own_notes")
@require_http_methods(["GET", "POST", "DELETE"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: as a form. POST: its new words, or away with it."""
    found = get_object_or_404(QuickReference.objects.of(request.user), pk=pk)
    if request.method == "DELETE" or "remove" in request.POST:
        actions.remove_quick_reference(note=found, by=request.user, at=clock.now())
        say(request, f"“{found.title}” is gone.")
        return redirect("knowledge:notes")
    initial = {"title": found.title, "shortcut": found.shortcut, "body": found.body}
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and kept(request, form, found):
        say(request, "Changed.")
        return redirect("knowledge:notes")
    return render(request, "knowledge/note.html", {"form": form, "note": found}, status=422 if form.errors else 200)


def kept(request: HttpRequest, form: NoteForm, note: QuickReference | None) -> bool:
    try:
        actions.keep_quick_reference(by=request.user, at=clock.now(), note=note, **form.cleaned_data)
    except ValueError as error:
        form.add_error(None, str(error))
    return not form.errors


@door("knowledge.own_notes")
@require_GET
def offer(request: HttpRequest) -> HttpResponse:
    """One's own, to be put into a text one is writing."""
    return render(request, "knowledge/offer.html", {"notes": QuickReference.objects.of(request.user)})

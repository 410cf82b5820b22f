"""What one took from a book: written in one's own words, shared by choice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.library import queries
from whiteglove.learning.library.actions import note as verbs
from whiteglove.learning.library.forms import NoteForm
from whiteglove.learning.library.models import Note
from whiteglove.service.desk.errors import Refused

from .answer import book_named, done, refusals


@door("library.see", writes="library.see")
@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@refusals
def note(request: HttpRequest, name: str) -> HttpResponse:
    """The form; POST keeps it, with what was typed as long as something is missing. DELETE deletes it."""
    book, now = book_named(name), clock.now()
    kept = queries.note_of(request.user, book)
    back = request.method == "POST" and "bring_back" in request.GET
    if request.method == "DELETE" or "delete" in request.POST or back:
        return turned(request, name, back)
    form = NoteForm(request.POST or None, initial={"words": kept.words if kept else ""})
    if form.is_bound and form.is_valid():
        try:
            verbs.write(book=book, words=form.cleaned_data["words"], by=request.user, at=now)
        except Refused as no:
            form.add_error("words", str(no))
        else:
            return done(request, "Kept. Nobody else reads it unless you share it.", "book", name)
    context = {"book": book, "form": form, "note": kept}
    return render(request, "library/note.html", context, status=422 if form.is_bound else 200)


def turned(request: HttpRequest, name: str, back: bool) -> HttpResponse:
    """Deleted, or brought back a moment later."""
    rows = Note.objects.filter(person=request.user, book__name=name, deleted_at__isnull=not back).order_by("-id")
    row, about = rows.first(), {"by": request.user, "at": clock.now()}
    if row is None:
        raise Refused("There is no note of yours on it.")
    if back:
        verbs.bring_back(note=row, **about)
        return done(request, "It is back.", "book", name)
    verbs.delete(note=row, **about)
    undo = f"{reverse('library:note', args=[name])}?bring_back=1"
    return done(request, "Deleted.", "book", name, undo=undo, undo_by="POST")


@door("library.see", writes="library.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def shared(request: HttpRequest, name: str) -> HttpResponse:
    """Everybody who works here may read it; DELETE makes it private again."""
    row = get_object_or_404(Note.objects.standing(), person=request.user, book__name=name)
    here, about = reverse("library:shared", args=[name]), {"note": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.unshare(**about)
        return done(request, "It is yours alone again.", "book", name, undo=here, undo_by="POST")
    verbs.share(**about)
    return done(request, "Shared: everybody who works here can read it.", "book", name, undo=here)

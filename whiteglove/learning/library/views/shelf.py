"""The shelf, one book of it, and what one reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.text import storable
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.answering import go
from whiteglove.learning.library import queries
from whiteglove.learning.library.actions import read as verbs
from whiteglove.learning.library.models import Kind
from whiteglove.learning.library.own_words import ENOUGH
from whiteglove.learning.library.shelf import LEVELS

from .answer import book_named, done, refusals


@door("library.see")
@require_GET
def shelf(request: HttpRequest) -> HttpResponse:
    """What there is to read, by title; found by words, kind and level."""
    words = storable(request.GET.get("q", "")).strip()[:80]
    kind, level = request.GET.get("kind", ""), request.GET.get("level", "")
    found = queries.shelf(words, kind, level)
    page = page_after(found, order=("title", "id"), after=request.GET.get("after", ""), size=24)
    loans = queries.loans_of(request.user, page.rows)
    context = {
        "page": page, "rows": [(one, loans.get(one.pk)) for one in page.rows], "words": words, "kind": kind,
        "level": level, "kinds": Kind.choices, "levels": LEVELS.items(), "asked": bool(words or kind or level),
        "may_keep": may(request.user, "library.keep"),
    }  # fmt: skip
    return render(request, "library/shelf.html", context)


@door("library.see")
@require_GET
def book(request: HttpRequest, name: str) -> HttpResponse:
    """What it is about, where one stands with it, what others took from it."""
    found = book_named(name)
    page = page_after(
        queries.notes_on(found, request.user), order=("-id",), after=request.GET.get("after", ""), size=10
    )
    context = {"book": found, "loan": queries.loans_of(request.user, [found]).get(found.pk), "page": page,
               "note": queries.note_of(request.user, found), "enough": ENOUGH,
               "gone": queries.deleted_note_of(request.user, found),
               "may_keep": may(request.user, "library.keep")}  # fmt: skip
    return render(request, "library/book.html", context)


@door("library.see", writes="library.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def loan(request: HttpRequest, name: str) -> HttpResponse:
    """Take it up; of the guide: open it. DELETE gives it back unread."""
    found, about = book_named(name), {"by": request.user, "at": clock.now()}
    here = reverse("library:loan", args=[name])
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.give_back(book=found, **about)
        return done(request, "Given back.", "book", name, undo=reverse("library:read", args=[name]))
    verbs.borrow(book=found, **about)
    if found.is_guide and found.link:
        return go(request, found.link)
    return done(request, f"You are reading “{found.title}” now.", "book", name, undo=here)


@door("library.see", writes="library.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def read_it(request: HttpRequest, name: str) -> HttpResponse:
    """Finished; of the guide: they have it. DELETE takes that back."""
    found, about = book_named(name), {"by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        verbs.take_back(book=found, **about)
        return done(request, "You read on.", "book", name)
    verbs.finish(book=found, **about)
    says = "You have the guide. It stays here for you." if found.is_guide else "Read. What do you take from it?"
    return done(request, says, "book", name, undo=reverse("library:read", args=[name]))


@door("library.see")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What one reads and has read, with one's notes."""
    page = page_after(queries.reading_of(request.user), order=("-id",), after=request.GET.get("after", ""))
    noted = queries.noted_by(request.user, [one.book_id for one in page.rows])
    return render(
        request, "library/mine.html", {"page": page, "rows": [(one, one.book_id in noted) for one in page.rows]}
    )

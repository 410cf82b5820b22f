"""Leads keep the shelf."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.library.actions import shelf as verbs
from whiteglove.learning.library.forms import BookForm
from whiteglove.learning.library.models import Book
from whiteglove.service.desk.errors import Refused

from .answer import book_named, done, refusals


@door("library.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """What was typed stays, whatever is wrong with it."""
    return kept(request, BookForm(request.POST or None), None)


@door("library.keep")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def change(request: HttpRequest, name: str) -> HttpResponse:
    book = book_named(name)
    if book.of_pack:
        raise Refused("It came with a pack, and is changed there.")
    known = {one: getattr(book, one) for one in verbs.GIVEN} | {"levels": list(book.levels)}
    return kept(request, BookForm(request.POST or None, initial=known), book)


def kept(request: HttpRequest, form: BookForm, book: Book | None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        about = {"by": request.user, "at": clock.now()}
        try:
            if book:
                row = verbs.change(book=book, to=form.cleaned_data, **about)
            else:
                row = verbs.add(book=form.cleaned_data, **about)
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return done(request, "It stands on the shelf.", "book", row.name)
    return render(request, "library/keep.html", {"form": form, "book": book}, status=422 if form.is_bound else 200)


@door("library.keep")
@require_http_methods(["POST", "DELETE"])
@refusals
def withdrawn(request: HttpRequest, name: str) -> HttpResponse:
    """Taken out; DELETE puts it back."""
    book, about = book_named(name), {"by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.restore(book=book, **about)
        return done(request, "It is back on the shelf.", "book", name)
    verbs.withdraw(book=book, **about)
    says = "Taken out. Whoever reads it keeps it, and notes stay."
    return done(request, says, "home", undo=reverse("library:withdrawn", args=[name]))

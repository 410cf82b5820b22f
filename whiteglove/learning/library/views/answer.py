"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from whiteglove.ground.ui import answering, toasts
from whiteglove.learning.library.models import Book
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "library:home")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def done(request: HttpRequest, says: str, to: str, *args: Any, undo: str = "", undo_by: str = "DELETE") -> HttpResponse:
    """Say so, with an undo that sends `undo_by` to `undo`, and show the page named `to`."""
    toasts.say(request, says, undo_url=undo, undo_method=undo_by)
    return answering.go(request, reverse(f"library:{to}", args=args))


def book_named(name: str) -> Book:
    """Also one that was taken out: whoever reads it keeps it."""
    return get_object_or_404(Book.objects.select_related("by"), name=name)

"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404

from whiteglove.ground.ui import answering
from whiteglove.learning.library.models import Book
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "library:home")
done = answering.done_in("library")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def book_named(name: str) -> Book:
    """Also one that was taken out: whoever reads it keeps it."""
    return get_object_or_404(Book.objects.select_related("by"), name=name)

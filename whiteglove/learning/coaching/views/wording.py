"""Put a note, what was agreed or a suggestion otherwise: GET asks, POST keeps it, DELETE takes the last change back."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, require
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions import agree as agreeing
from whiteglove.learning.coaching.actions import notes as noting
from whiteglove.learning.coaching.actions import suggestions as suggesting
from whiteglove.learning.coaching.forms import ChangeAgreedForm, ChangeNoteForm, ChangeSuggestionForm
from whiteglove.learning.coaching.models import Agreed, Note, Suggestion
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals


def answered(request: HttpRequest, verb: Any, what: dict[str, Any], form: type[Form], back: tuple) -> HttpResponse:
    """After POST or DELETE."""
    about = what | {"by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        verb.take_change_back(**about)
        return done(request, "As it was before.", *back)
    verb.change(**about, **read(form(request.POST)))
    return done(request, "Kept.", *back, undo=request.path)


def asked(request: HttpRequest, title: str, form: Form, back: tuple) -> HttpResponse:
    name, *args = back
    context = {"title": title, "form": form, "back": reverse(f"coaching:{name}", args=args)}
    return render(request, "coaching/change.html", context)


@door("coaching.see", writes="coaching.talk")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """One's own alone."""
    talk = get_object_or_404(queries.talk_for(request.user, min(pk, LARGEST)))
    rows = Note.objects.standing().select_related("talk")
    row = rows.filter(pk=min(note, LARGEST), talk=talk, author=request.user).first()
    if row is None:
        raise Refused("Whoever wrote a note changes it, nobody else.")
    back = ("talk", talk.pk)
    if request.method != "GET":
        return answered(request, noting, {"note": row}, ChangeNoteForm, back)
    given = {"text": row.text, "shared": row.shared, "seen": len(row.wordings)}
    return asked(request, "Change your note", ChangeNoteForm(initial=given), back)


@door("coaching.see", writes="coaching.talk")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def agreement(request: HttpRequest, action: int) -> HttpResponse:
    """By either of the two."""
    rows = Agreed.objects.visible_to(request.user).select_related("talk")
    row = get_object_or_404(rows, pk=min(action, LARGEST))
    back = ("talk", row.talk_id)
    if request.method != "GET":
        return answered(request, agreeing, {"agreed": row}, ChangeAgreedForm, back)
    if row.owner_id != request.user.pk:
        require(request.user, "coaching.talk", row.talk)
    given = {"what": row.what, "until": row.until, "seen": len(row.wordings)}
    return asked(request, "Change what you agreed on", ChangeAgreedForm(initial=given), back)


@door("coaching.see", writes="coaching.suggest")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever made it, before it is decided."""
    row = get_object_or_404(Suggestion.objects.visible_to(request.user), pk=min(pk, LARGEST))
    back = ("suggestion", row.pk)
    if request.method != "GET":
        return answered(request, suggesting, {"suggestion": row}, ChangeSuggestionForm, back)
    if row.by_id != request.user.pk:
        raise Refused("Whoever made a suggestion changes it, before it is decided.")
    given = {"title": row.title, "text": row.text, "seen": len(row.wordings)}
    return asked(request, "Change your suggestion", ChangeSuggestionForm(initial=given), back)

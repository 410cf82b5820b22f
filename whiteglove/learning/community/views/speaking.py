"""Invitations to speak: one's own, and what waits to be confirmed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.community import queries
from whiteglove.learning.community.actions import speak
from whiteglove.learning.community.forms import HeldForm, InviteForm, WhyForm
from whiteglove.learning.community.models import Speech

from .answer import done, read, refusals


@door("community.own")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def speaking(request: HttpRequest) -> HttpResponse:
    """POST notes an invitation, one's own or for a colleague."""
    person, now = request.user, clock.now()
    others = may(person, "community.invite")
    if request.method == "POST":
        made = speak.invite(**read(InviteForm(person, others, request.POST)), by=person, at=now)
        return done(request, "Noted.", "speaking", undo=reverse("community:speech", args=[made.pk]))
    page = page_after(queries.speeches(person), order=("-day", "-id"), after=request.GET.get("after", ""))
    waiting = queries.speeches_to_confirm(person)[:50] if may(person, "community.confirm") else []
    today = person.local(now).date()
    form = InviteForm(person, others, initial={"day": today})
    invited = queries.invited_by(person)[:20] if others else []
    context = {"page": page, "waiting": waiting, "form": form, "today": today, "invited": invited}
    return render(request, "community/speaking.html", context)


@door("community.own")
@require_http_methods(["POST", "DELETE"])
@refusals
def speech(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `step`: accept, decline, hold, show, hide, confirm, return; DELETE deletes it."""
    row = get_object_or_404(Speech.objects.visible_to(request.user).select_related("person"), pk=min(pk, LARGEST))
    about = {"speech": row, "by": request.user, "at": clock.now()}
    step = "delete" if request.method == "DELETE" else request.POST.get("step", "")
    if step not in STEPS:
        raise Http404
    STEPS[step](about, request.POST)
    return done(request, SAYS[step], "speaking")


STEPS = {
    "accept": lambda about, given: speak.answer(accepted=True, **about),
    "decline": lambda about, given: speak.answer(accepted=False, **about),
    "hold": lambda about, given: speak.hold(**read(HeldForm(given)), **about),
    "show": lambda about, given: speak.show(shown=True, **about),
    "hide": lambda about, given: speak.show(shown=False, **about),
    "confirm": lambda about, given: speak.confirm(**about),
    "return": lambda about, given: speak.give_back(**read(WhyForm(given)), **about),
    "delete": lambda about, given: speak.delete(**about),
}
SAYS = {
    "accept": "You will speak.", "decline": "Declined.", "hold": "Well done. Somebody confirms it.",
    "show": "It stands on your profile.", "hide": "It no longer stands on your profile.", "confirm": "Confirmed.",
    "return": "Given back. They read what is missing.", "delete": "Deleted.",
}  # fmt: skip

"""Take chats, stop taking them, and how many at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.service.channels.models import Account
from whiteglove.service.desk import actions
from whiteglove.service.desk.forms import ChatLimitForm
from whiteglove.service.desk.models import ChatDuty, ChatLimit


@door("desk.reply")
@require_http_methods(["GET", "POST", "DELETE"])
def duty(request: HttpRequest) -> HttpResponse:
    """GET: the button of the menu, where there are chats at all."""
    if request.method == "POST":
        actions.begin_chat_duty(by=request.user, at=clock.now())
        toasts.say(request, "Chats that wait come to you now.")
    elif request.method == "DELETE":
        actions.end_chat_duty(person=request.user, by=request.user, at=clock.now())
        toasts.say(request, "No more chats come to you. Those you have stay yours.")
    takes = ChatDuty.objects.standing().filter(person=request.user).exists()
    chats = Account.objects.active().filter(kind="chat").exists()
    return render(
        request,
        "desk/panels/duty.html",
        {"takes": takes, "chats": chats, "counts": may(request.user, "desk.chat_counts")},
    )


@door("desk.limit_chats")
@require_POST
def limit(request: HttpRequest, person: int) -> HttpResponse:
    """An undo carries the former number in its address."""
    theirs = get_object_or_404(Person.objects.visible_to(request.user), pk=person)
    form = ChatLimitForm(request.POST if "most" in request.POST else request.GET)
    if not form.is_valid():
        toasts.say(request, "Choose a number from the list.", level="error")
        return redirect("people:person", person)
    before = ChatLimit.objects.standing().filter(person=theirs).values_list("most", flat=True).first()
    if actions.limit_chats(person=theirs, most=form.cleaned_data["most"], by=request.user, at=clock.now()):
        back = f"{reverse('desk:chat_limit', args=[person])}?most={before or ''}"
        toasts.say(request, "Kept.", undo_url=back, undo_method="POST")
    return redirect("people:person", person)

"""Take chats, and stop taking them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.service.channels.models import Account
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import ChatDuty


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

"""Setup: who issues certificates, and with which keys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.credentials import actions, addresses, queries
from whiteglove.learning.credentials.forms import IssuerForm


@door("credentials.setup")
@require_http_methods(["GET", "HEAD", "POST"])
def issuer(request: HttpRequest) -> HttpResponse:
    now = queries.profile()
    known = {name: getattr(now, name) for name in ("name", "url", "email", "about")}
    form = IssuerForm(request.POST or None, request.FILES or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.set_up(**form.cleaned_data, by=request.user, at=clock.now())
        toasts.say(request, "Saved. Certificates given from now on say so.")
        return redirect("certificates:setup")
    about = {"form": form, "did": addresses.own_did(), "keys": queries.all_keys()}
    about |= {"certified": queries.in_force_now().values()}
    return render(request, "credentials/setup.html", about, status=422 if form.errors else 200)


@door("credentials.setup")
@require_POST
def key(request: HttpRequest) -> HttpResponse:
    stolen = request.POST.get("distrust") == "yes"
    made = actions.rotate_key(by=request.user, at=clock.now(), distrust=stolen)
    later = " What the old one signed is being issued anew." if stolen else " What the old one signed stays valid."
    toasts.say(request, f"{made} signs from now on.{later}")
    return redirect("certificates:setup")

"""A new request, begun by somebody who is signed in: with the desk's web forms, which ask neither name nor address."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.service.channels.form import suggesting
from whiteglove.service.channels.form import tongue as form_tongue
from whiteglove.service.channels.form.questions import Kind
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.guest import Guest
from whiteglove.service.portal import actions, queries, tongue
from whiteglove.service.portal.doors import customers_door
from whiteglove.service.portal.forms import BeginForm
from whiteglove.service.portal.page import page

# Requests of one customer within an hour.
MOST, WITHIN = 10, 3600


@customers_door("portal.begin")
@require_safe
def kinds(request: HttpRequest, guest: Guest) -> HttpResponse:
    """What it may be about; straight on where there is one kind alone."""
    offered = queries.offered_forms()
    if not offered:
        raise Http404
    if len(offered) == 1 and len(offered[0].kinds) == 1:
        return redirect("my:begin", offered[0].place.address, offered[0].kinds[0].key)
    say = form_tongue.says(language_of(request, guest))
    return page(request, "kinds.html", {"offered": offered, "ask": say, "here": "begin"}, guest)


@customers_door("portal.begin")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, guest: Guest, place: str, kind: str) -> HttpResponse:
    account, about = offered(place, kind)
    say = form_tongue.says(language_of(request, guest))
    if request.method != "POST":
        return asked(request, guest, account, BeginForm(guest=guest, kind=about, say=say))
    if "look" in request.POST:
        return looked(request, guest, account, BeginForm(initial=request.POST.dict(), guest=guest, kind=about, say=say))
    form = BeginForm(request.POST, {"files": request.FILES.getlist("files")}, guest=guest, kind=about, say=say)
    if not form.is_valid():
        return asked(request, guest, account, form, {"wrong": say["wrong"]}, 422)
    if too_often("portal.begins", str(guest.customer.pk), MOST, WITHIN):
        return asked(request, guest, account, form, {"wrong": say["too_many"]}, 429)
    return begun(request, guest, account, form)


def offered(place: str, kind: str) -> tuple[Account, Kind]:
    """Raises Http404 for a form or a kind that isn't offered here."""
    forms = [one for one in queries.offered_forms() if one.place.address == place]
    found = [(one.place, about) for one in forms for about in one.kinds if about.key == kind]
    if not found:
        raise Http404
    return found[0]


def begun(request: HttpRequest, guest: Guest, place: Account, form: BeginForm) -> HttpResponse:
    """On to the request; to the list, with a word, while it isn't filed."""
    asked_for = form.request(language_of(request, guest))
    number = actions.begin(
        guest=guest, place=place, request=asked_for, once=request.POST.get("once", "")[:60], at=clock.now()
    )
    return redirect(
        reverse("my:request", args=[number]) + "?begun=yes" if number else reverse("my:home") + "?begun=yes"
    )


def looked(request: HttpRequest, guest: Guest, place: Account, form: BeginForm) -> HttpResponse:
    """Without a script, articles are looked for by a button; nothing is judged yet."""
    found = suggesting.suggest(request.POST.get("subject", ""), language_of(request, guest))
    return asked(request, guest, place, form, {"found": found, "looked": True})


def asked(
    request: HttpRequest, guest: Guest, place: Account, form: BeginForm, more: dict | None = None, status: int = 200
) -> HttpResponse:
    """The form. What was typed keeps the page's own name, so that sent twice it is one request."""
    about = {
        "place": place, "kind": form.kind, "form": form, "ask": form.say, "here": "begin",
        "once": request.POST.get("once", "")[:60] or secrets.token_urlsafe(16), "files_again": bool(request.FILES),
    }  # fmt: skip
    return page(request, "begin.html", about | (more or {}), guest, status)


def language_of(request: HttpRequest, guest: Guest) -> str:
    return tongue.wanted(request, guest.customer.language)

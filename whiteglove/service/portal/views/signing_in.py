"""In by a link in a mail, and out again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.customers.actions import visit
from whiteglove.service.customers.guest import COOKIE, Guest, guest_of
from whiteglove.service.portal import letters, tongue
from whiteglove.service.portal.doors import customers_door
from whiteglove.service.portal.forms import AddressForm
from whiteglove.service.portal.page import page


@public
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The same words, and the same work, whether anybody has the address or not."""
    if request.method == "GET":
        return inside(request) if guest_of(request) else page(request, "sign_in.html", {"state": "ask"})
    form = AddressForm(request.POST)
    typed = {"email": request.POST.get("email", "")[:254]}
    try:
        asked = form.is_valid() and visit.ask_for_link(
            email=form.cleaned_data["email"], network=str(network_address(request)), at=clock.now()
        )
    except ValueError:
        asked = None
    if not asked:
        return page(request, "sign_in.html", typed | {"state": "ask", "wrong": "wrong_address"}, status=422)
    if asked.too_often:
        return page(request, "sign_in.html", typed | {"state": "ask", "wrong": "too_often"}, status=429)
    if asked.address:
        letters.send_link(asked.address.value, asked.token, tongue.wanted(request), number(request.GET.get("to")))
    return page(request, "sign_in.html", typed | {"state": "sent"})


@public
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link uses nothing up, because mail scanners open links; the button does."""
    at = clock.now()
    if request.method == "GET":
        state = "enter" if visit.waits(token=token, at=at) else "over"
        return page(request, "sign_in.html", {"state": state}, status=200 if state == "enter" else 404)
    begun = visit.come_in(token=token, at=at)
    if begun is None:
        return page(request, "sign_in.html", {"state": "over"}, status=404)
    answer, (_, secret) = inside(request), begun
    answer.set_cookie(
        COOKIE, secret, max_age=int(visit.STAYS.total_seconds()), secure=settings.SECURE_TLS, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return answer


def inside(request: HttpRequest) -> HttpResponse:
    """To the request they came for, if it is one of theirs; else to all of them."""
    wanted = number(request.GET.get("to"))
    return redirect("my:request", wanted) if wanted else redirect("my:home")


@customers_door("portal.see")
@require_POST
def sign_out(request: HttpRequest, guest: Guest) -> HttpResponse:
    visit.leave(visit=guest.visit, at=clock.now())
    return gone(request)


@customers_door("portal.see")
@require_POST
def sign_out_everywhere(request: HttpRequest, guest: Guest) -> HttpResponse:
    visit.leave_everywhere(customer=guest.customer, at=clock.now())
    return gone(request)


def gone(request: HttpRequest) -> HttpResponse:
    answer = page(request, "sign_in.html", {"state": "out"})
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer

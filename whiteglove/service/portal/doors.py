"""The doors of customers: opened by a customer's own visit, whoever else is signed in in the same browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from whiteglove.ground.people.policy import READING, require
from whiteglove.service.customers.guest import Guest, guest_of

from .page import page

View = Callable[..., HttpResponseBase]


def customers_door(name: str, *, writes: str = "") -> Callable[[View], View]:
    """As `door`, for a `view(request, guest, …)`; without a visit one is led to ask for a link.

    To the policy of the house it is public, because no staff session counts here; `for_customers` names what it asks.
    """

    def put_on(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            guest = guest_of(request)
            if guest is None:
                return to_sign_in(request, kwargs.get("number"))
            require(guest, name if request.method in READING else writes or name)
            try:
                answer = view(request, guest, *args, **kwargs)
            except Http404:
                answer = page(request, "gone.html", {}, guest, status=404)
            answer["Cache-Control"] = "private, no-store"
            return answer

        guarded.permit, guarded.public, guarded.for_customers = None, True, (name, writes or name)
        return guarded

    return put_on


def to_sign_in(request: HttpRequest, number: int | None) -> HttpResponseBase:
    """Whoever came for one request is led on to it afterwards."""
    about = QueryDict(mutable=True)
    if request.GET.get("in"):
        about["in"] = request.GET["in"][:12]
    if number and request.method in READING:
        about["to"] = str(number)
    return redirect(reverse("my:sign_in") + (f"?{about.urlencode()}" if about else ""))


def owned(guest: Guest, permit: str, thing: Any) -> Any:
    """The thing, if it may be; raises Http404 as if it weren't there."""
    require(guest, permit, thing)
    return thing

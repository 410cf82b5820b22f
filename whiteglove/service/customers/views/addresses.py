"""A customer's addresses: add, remove, choose the main one, split one off."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.customers import actions
from whiteglove.service.customers.forms import AddressForm
from whiteglove.service.customers.models import Address, Customer

from .answer import done, nudge, or_say_why, seen, shown_form

UNDO = 600  # seconds in which a removed address comes back by one press
SALT = "customers.address"


def held(customer: Customer, pk: int) -> Address:
    return get_object_or_404(customer.addresses.select_related("customer"), pk=pk)


@door("customers.change")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    shown, form = seen(request, pk), AddressForm(request.POST)
    if form.is_valid():
        try:
            actions.add_address(customer=shown, by=request.user, at=clock.now(), **form.cleaned_data)
            form = AddressForm()
            say(request, "Address added.")
        except ValueError as error:
            form.add_error("value", str(error))
    if not request.htmx and not form.errors:
        return redirect("customers:customer", pk)
    return shown_form(request, shown, "customers/address_form.html", {"address_form": form}, error=bool(form.errors))


@door("customers.change")
@require_http_methods(["DELETE"])
@or_say_why
def remove(request: HttpRequest, pk: int, address: int) -> HttpResponse:
    shown = seen(request, pk)
    gone = actions.remove_address(address=held(shown, address), by=request.user, at=clock.now())
    undo = reverse("customers:address-back", args=[pk, signing.dumps({**gone, "of": pk}, salt=SALT)])
    return done(request, shown, "Address removed.", undo=undo, method="POST")


@door("customers.change")
@require_POST
@or_say_why
def bring_back(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The undo of `remove`."""
    shown = seen(request, pk)
    try:
        gone = signing.loads(token, salt=SALT, max_age=UNDO)
    except signing.BadSignature as error:
        raise ValueError("That was too long ago to undo. Add the address again.") from error
    if gone.pop("of") != pk:
        raise ValueError("That address belonged to somebody else.")
    actions.add_address(customer=shown, by=request.user, at=clock.now(), **gone)
    return done(request, shown, "The address is back.")


@door("customers.change")
@require_POST
@or_say_why
def make_primary(request: HttpRequest, pk: int, address: int) -> HttpResponse:
    shown = seen(request, pk)
    actions.make_primary(address=held(shown, address), by=request.user, at=clock.now())
    return done(request, shown, "Letters go there now.")


@door("customers.change")
@require_POST
@or_say_why
def split(request: HttpRequest, pk: int, address: int) -> HttpResponse:
    """To the page of the new customer."""
    alone = actions.split_address(address=held(seen(request, pk), address), by=request.user, at=clock.now())
    say(request, "This address is a customer of its own now.")
    if request.htmx:
        response = nudge(HttpResponse(status=204), alone)
        response["HX-Redirect"] = reverse("customers:customer", args=[alone.pk])
        return response
    return redirect("customers:customer", alone.pk)

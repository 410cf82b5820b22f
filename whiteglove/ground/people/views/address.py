"""Another email address to sign in with."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.actions.change_address import ask_for_address, change_address, read_proof
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.forms import AddressForm
from whiteglove.ground.people.policy import door, public
from whiteglove.ground.people.views.answer import done, or_say_why
from whiteglove.ground.people.views.person import seen_by


@require_http_methods(["GET", "POST"])
@door("people.own_profile")
@reauthentication_required
def own(request: HttpRequest) -> HttpResponse:
    """Who sits down at an unlocked screen could take everything over with this, so one shows again who one is."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            ask_for_address(person=request.user, email=email, by=request.user, at=clock.now())
            return done(request, f"A link is on its way to {email}. It works for a day.", "people:profile")
        except Refused as refused:
            form.add_error("email", str(refused))
    return render(request, "people/address.html", {"form": form}, status=422 if form.errors else 200)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """The link from the letter. Opening it changes nothing, because mail programs open links too."""
    said = read_proof(token)
    if said is None:
        return render(request, "people/address_proof.html", status=410)
    if request.method == "POST":
        try:
            change_address(person=said.person, email=said.email, by=said.person, at=clock.now(), proof=token)
        except Refused as refused:
            return render(request, "people/address_proof.html", {"refused": str(refused)}, status=410)
        return done(request, f"You sign in with {said.email} from now on.", "people:profile")
    return render(request, "people/address_proof.html", {"said": said})


@require_POST
@door("people.change_address")
@or_say_why("people:person")
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_by(request, pk)
    # An undo carries the former address in its own.
    form = AddressForm(request.POST if "email" in request.POST else request.GET)
    if not form.is_valid():
        return done(request, "That isn't an email address.", "people:person", pk)
    changed = change_address(person=shown, email=form.cleaned_data["email"], by=request.user, at=clock.now())
    undo = f"{reverse('people:address', args=[pk])}?email={shown.email}"
    return done(
        request, f"{shown.first_name} signs in with {changed.email} now.", "people:person", pk, undo=undo, by="POST"
    )

"""Accept an invitation: the only door here that strangers may open, and only with the right link."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.actions.join import accept_invitation
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.forms import JoinForm
from whiteglove.ground.people.models import Invitation, Person
from whiteglove.ground.people.policy import public

BACKEND = "whiteglove.ground.people.recognising.Backend"


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    invitation = Invitation.objects.with_token(token).select_related("by").first()
    state = invitation.state(clock.now()) if invitation else "unknown"
    if state != "waiting":
        return no_way_in(request, invitation, state)
    with_passkey = request.POST.get("with") == "passkey"
    form = JoinForm(
        request.POST or None, email=invitation.email, with_passkey=with_passkey, initial={"name": invitation.name}
    )
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_invitation(invitation=invitation, **form.cleaned_data, at=clock.now())
        except Refused:
            return no_way_in(request, invitation, "settled")
        return welcome(request, person, with_passkey)
    page = {"form": form, "invitation": invitation}
    return render(request, "people/join.html", page, status=422 if form.errors else 200)


def no_way_in(request: HttpRequest, invitation: Invitation | None, state: str) -> HttpResponse:
    """Why the link doesn't work, and what to do; an unknown link says nothing about anybody."""
    return render(request, "people/not_joined.html", {"invitation": invitation, "state": state}, status=410)


def welcome(request: HttpRequest, person: Person, with_passkey: bool) -> HttpResponse:
    """Sign the new person in; who chose a passkey adds it next."""
    login(request, person, backend=BACKEND)
    # Holding the link just now is as good as showing once more who one is, so the passkey can follow at once.
    record_authentication(request, person, method="invitation", reauthenticated=True)
    return HttpResponseRedirect(reverse("mfa_add_webauthn") if with_passkey else "/")

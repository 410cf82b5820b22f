"""Invite people, and look after the invitations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.actions.invite import invite, resend_invitation, withdraw_invitation
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.forms import InviteForm
from whiteglove.ground.people.letters import invitation_link
from whiteglove.ground.people.models import Invitation
from whiteglove.ground.people.policy import door
from whiteglove.ground.people.views.answer import done, or_say_why

SHOWN = 200


@require_GET
@door("people.invite")
def invitations(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    seen = Invitation.objects.visible_to(request.user).select_related("by", "accepted_by").prefetch_related("teams")
    rows = [(one, one.state(at)) for one in seen[:SHOWN]]
    return render(request, "people/invitations.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@door("people.invite")
def new(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = invite(**form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return sent(request, made)
    return render(request, "people/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@door("people.invite")
@or_say_why("people:invitations")
def letter(request: HttpRequest, invitation: int) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.visible_to(request.user), pk=invitation)
    return sent(request, resend_invitation(invitation=found, by=request.user, at=clock.now()))


@require_http_methods(["DELETE"])
@door("people.invite")
@or_say_why("people:invitations")
def withdrawal(request: HttpRequest, invitation: int) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.visible_to(request.user), pk=invitation)
    withdraw_invitation(invitation=found, by=request.user, at=clock.now())
    return done(request, f"The invitation for {found.email} is withdrawn.", "people:invitations")


def sent(request: HttpRequest, made: Invitation) -> HttpResponse:
    """The one page that shows the link: afterwards only its hash is known."""
    made.refresh_from_db(fields=["sent_at"])
    return render(request, "people/invited.html", {"invitation": made, "link": invitation_link(made.token)})

"""My certificates: share, download, erase."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.learning.credentials import actions, addresses, queries, showing

MOST = 100


@door("credentials.own")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    held = [(one, addresses.credential(one.public_id), showing.to_a_profile(one))
            for one in queries.of_person(request.user)[:MOST]]  # fmt: skip
    about = {"held": held, "now": clock.now(), "may_see": may(request.user, "credentials.see")}
    return render(request, "credentials/mine.html", about)


@door("credentials.own")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """All of them, in every shape."""
    packed = showing.archive(queries.of_person(request.user)[:MOST])
    return download(packed, "certificates.zip", "application/zip", kept="private, no-store")


@door("credentials.own")
@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own; an administrator also for somebody else, who may have left."""
    anybody = may(request.user, "credentials.setup")
    rows = queries.given(request.user) if anybody else queries.of_person(request.user)
    credential = get_object_or_404(rows, pk=pk)
    own = credential.person_id == request.user.pk
    actions.erase(credential=credential, by=request.user, at=clock.now())
    toasts.say(request, "Erased. Its page says that it is gone.")
    return redirect("certificates:mine" if own else "certificates:given")

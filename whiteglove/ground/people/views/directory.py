"""The list of people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.people.models import Invitation, Team
from whiteglove.ground.people.policy import door
from whiteglove.ground.people.queries import Wanted, directory


@require_GET
@door("people.see")
def people(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.of(request.GET)
    found = directory(request.user, wanted)
    return render(
        request,
        "people/list.html",
        {
            "wanted": wanted,
            "page": page_after(found, order=("name", "id"), after=request.GET.get("after", ""), size=50),
            "teams": Team.objects.current().visible_to(request.user),
            "invited": Invitation.objects.visible_to(request.user).unanswered().count(),
        },
    )

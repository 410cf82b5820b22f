"""What every public answer about certificates has in common: not indexed, nothing told to other sites, never old."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.learning.credentials import queries
from whiteglove.learning.credentials.models import Credential

SHORT = "public, max-age=60"
WORK, WITHIN = 120, 600  # what one network may have drawn or checked in ten minutes


def quiet(answer: HttpResponse, kept: str = "no-cache") -> HttpResponse:
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex, nofollow", "same-origin"
    answer["Cache-Control"] = kept
    return answer


def page_of(request: HttpRequest, template: str, about: dict[str, Any], status: int = 200) -> HttpResponse:
    about = {"by": queries.issuer()} | about
    return quiet(render(request, f"credentials/public/{template}", about, status=status))


def as_json(said: Any, kind: str = "application/json") -> HttpResponse:
    """Verifiers in browsers of other sites may read it, too."""
    answer = JsonResponse(said, content_type=kind, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return quiet(answer, SHORT)


def wants_json(request: HttpRequest) -> bool:
    """A program that says so; browsers never do."""
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "text/html" not in accepted


def too_busy(request: HttpRequest) -> bool:
    return too_often("credentials.work", network_address(request) or "", WORK, WITHIN)


def of_a_credential(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the certificate of the address; one that was erased is gone (410), for good."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, public_id: UUID) -> HttpResponse:
        found = queries.named(public_id)
        if found is None:
            raise Http404
        if found.erased_at:
            return page_of(request, "gone.html", {}, status=410)
        return view(request, found)

    return public(opened)


def drawn(view: Callable[[HttpRequest, Credential], HttpResponse]) -> Callable[..., HttpResponse]:
    """For what costs work: so often from one network, and then no more for a while."""

    @wraps(view)
    def limited(request: HttpRequest, credential: Credential) -> HttpResponse:
        return busy(request) if too_busy(request) else view(request, credential)

    return of_a_credential(limited)


def busy(request: HttpRequest) -> HttpResponse:
    return page_of(request, "busy.html", {}, status=429)


def achievement_named(revision: str, name: str) -> dict:
    found = Revision.objects.filter(hash__startswith=revision).order_by("pk").first() if len(revision) == 16 else None
    said = queries.achievement(found, name) if found else None
    if said is None:
        raise Http404
    return said.described

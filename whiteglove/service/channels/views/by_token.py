"""Doors that a browser's own secret opens. Nothing that browsers send by themselves counts there, so forged forms have
no hold; and no cookie would reach a frame on somebody else's site anyway."""

import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from whiteglove.ground.events.visitors import welcome
from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import public
from whiteglove.service.channels.chat import tongue
from whiteglove.service.channels.chat.caller import Unknown, caller, desk_named

LARGEST = 64 * 1024


def by_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets who calls: `Authorization: Bearer …`, and `X-Chat-Identity` for whom the site vouches."""

    @wraps(view)
    def opened(request: HttpRequest, desk: str, **more: int) -> HttpResponse:
        account = desk_named(desk)
        if account is None:
            raise Http404
        if from_elsewhere(request):
            return answered({"says": "Only the chat's own page may ask this."}, 403)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            who = caller(account, token, request.headers.get("X-Chat-Identity", ""), clock.now())
        except Unknown as why:
            # What the visitor can do about it, and what whoever builds the site wants to know.
            return answered({"says": tongue.says(language_of(request))["unknown"], "why": str(why)}, 401)
        return view(request, who, **more)

    opened.csrf_exempt = True
    opened.opened_by_token = True
    return public(opened)


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another origin asks. None could know the secret; none shall try."""
    origin = request.headers.get("Origin", "")
    ours = settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS
    return bool(origin) and not welcome(origin, request.get_host(), *ours)


def answered(said: dict, status: int = 200) -> JsonResponse:
    """For this visitor alone, and never kept on the way."""
    return JsonResponse(said, status=status, headers={"Cache-Control": "private, no-store"})


def form_of(request: HttpRequest, shape: type[Form]) -> Form:
    """The form filled with the JSON of the body; what isn't an object of text fills nothing."""
    try:
        said = json.loads(request.body[:LARGEST])
    except (ValueError, RecursionError):
        said = None
    given = said if isinstance(said, dict) else {}
    # A lone half of a character can be written in JSON, and kept nowhere.
    texts = {key: value.encode("utf-8", "replace").decode() for key, value in given.items() if isinstance(value, str)}
    return shape(texts)


def language_of(request: HttpRequest) -> str:
    """The one the page speaks, as it says in every request."""
    return tongue.wanted(request.headers.get("Accept-Language", ""))


def refused(request: HttpRequest, why: str, status: int) -> JsonResponse:
    """`why` names a line of the tongues."""
    return answered({"says": tongue.says(language_of(request))[why]}, status)


def said_wrong(request: HttpRequest, form: Form) -> JsonResponse:
    """The first thing that is wrong; the chat's forms name lines of the tongues."""
    found = (str(error) for errors in form.errors.values() for error in errors)
    says = tongue.says(language_of(request))
    return refused(request, next((one for one in found if one in says), "refused"), 422)

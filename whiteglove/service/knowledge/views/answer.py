"""How the staff's doors of this room answer a change, or say why there was none."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from whiteglove.ground.ui.toasts import say


def or_say_why(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An action's refusal becomes a word on the page instead of a fault."""

    @wraps(view)
    def tried(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ValueError as error:
            say(request, str(error), level="error")
            return HttpResponse(status=204) if request.htmx else redirect(back_to(kwargs))

    return tried


def back_to(kwargs: dict) -> str:
    if "pk" in kwargs and "language" in kwargs:
        return reverse("knowledge:edit", args=[kwargs["pk"], kwargs["language"]])
    return reverse("knowledge:list")


def gone_to(request: HttpRequest, where: str) -> HttpResponse:
    """Another page, for a browser with script and without."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return redirect(where)

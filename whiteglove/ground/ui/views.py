"""The doors of this room: the style guide, the palette's list, and panels that load after their page."""

import re
from datetime import timedelta
from functools import lru_cache
from inspect import signature
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.ui import palette, slots
from whiteglove.ground.ui.judge import guarded

GUIDE = "ui.guide"


@lru_cache(maxsize=1)
def icon_names() -> list[str]:
    """The drawings in the sprite."""
    return re.findall(r'symbol id="([^"]+)"', Path(finders.find("ui/icons.svg")).read_text())


@guarded(GUIDE)
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Everything the product is made of, on one page."""
    now = clock.now()
    return render(
        request,
        "ui/guide.html",
        {
            "soon": now + timedelta(minutes=18, seconds=30),
            "over": now - timedelta(minutes=72),
            "later": now + timedelta(hours=3, minutes=5, seconds=30),
            "long_ago": now - timedelta(days=900),
            "who": range(8),
            "icons": icon_names(),
        },
    )


@guarded(GUIDE)
@require_GET
def commands(request: HttpRequest) -> HttpResponse:
    """The palette's list: all commands, or what the finders know about `q`."""
    words = request.GET.get("q", "").strip()[:100]
    found = palette.hits(request, words) if words else []
    return render(
        request, "ui/palette_list.html", {"commands": palette.commands(request), "hits": found, "words": words}
    )


@guarded(GUIDE)
@require_GET
def panel(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """One lazy panel; its place opens the ids in the query for this person, or raises `Http404`."""
    found = slots.find(place, key)
    if not found or not found[0].opens:
        raise Http404
    where, one = found
    return HttpResponse(slots.show(one, request, where.opens(request, **asked_ids(request, where))))


def asked_ids(request: HttpRequest, where: slots.Place) -> dict[str, str]:
    """The ids the place opens by, from the query; without one of them there is nothing here."""
    asked = [one for one in list(signature(where.opens).parameters.values())[1:] if one.kind != one.VAR_KEYWORD]
    if missing := [one.name for one in asked if one.default is one.empty and one.name not in request.GET]:
        raise Http404(f"Missing: {', '.join(missing)}")
    return {one.name: request.GET[one.name] for one in asked if one.name in request.GET}

"""What strangers see of those who chose so: nothing else, nothing old, nobody counted."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import public
from whiteglove.learning.community import queries, shown
from whiteglove.learning.community.models import Picture, Publication
from whiteglove.learning.credentials.queries import issuer


def page_of(request: HttpRequest, template: str, about: dict[str, Any], indexed: bool = False) -> HttpResponse:
    """Asked for anew each time, so that what was withdrawn is gone at once."""
    answer = render(request, f"community/public/{template}", {"by": issuer(), "indexed": indexed} | about)
    answer["Referrer-Policy"], answer["Cache-Control"] = "same-origin", "no-store"
    if not indexed:
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def found(slug: str) -> Publication:
    row = queries.public_page(slug)
    if row is None:
        raise Http404
    return row


@public
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    about = {"shown": shown.of(row.person, clock.now(), row.parts), "public": row}
    return page_of(
        request, "page.html", about | {"public_url": urljoin(settings.PUBLIC_URL, request.path)}, row.indexed
    )


@public
@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    row = found(slug)
    kept = Picture.objects.filter(profile__person=row.person_id).first() if "picture" in row.parts else None
    if kept is None:
        raise Http404
    answer = download(bytes(kept.content), "picture.jpg", "image/jpeg", inline=True, kept="no-store")
    if not row.indexed:
        answer["X-Robots-Tag"] = "noindex"
    return answer


@public
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Those who wish to be named here, with what each of them shows; also by a level they have reached."""
    level, now = number(request.GET.get("level")), clock.now()
    listed = page_after(queries.listed(level, now), order=("slug", "id"), after=request.GET.get("after", ""))
    levels = queries.levels_of([one.person_id for one in listed.rows if "level" in one.parts], now)
    entries = [(one, queries.LEVELS.get(levels.get(one.person_id, 0), "")) for one in listed.rows]
    about = {"entries": entries, "page": listed, "levels": queries.LEVELS.items(), "level": level}
    return page_of(request, "directory.html", about)

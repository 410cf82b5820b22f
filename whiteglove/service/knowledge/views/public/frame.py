"""What every page of the help centre has: its language, its brand, and how long who may keep it."""

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation.trans_real import parse_accept_lang_header

from whiteglove.service.customers.guest import reader
from whiteglove.service.knowledge import languages, tongue

# A stranger's page may be kept by everybody for so long; then they ask whether it is still the same.
KEPT = 60


def wanted(request: HttpRequest, language: str) -> list[str]:
    """The languages this reader would take, the one in the address first."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])
    return list(dict.fromkeys([language, *(code for code, _ in accepted if code != "*"), languages.default()]))


def known(language: str) -> str:
    """Raises Http404 for what is no language."""
    if languages.name_of(language) == language:
        raise Http404
    return language


def frame(request: HttpRequest, language: str) -> dict[str, Any]:
    return {
        "say": tongue.says(language),
        "language": language,
        "spoken": tongue.spoken(language),
        "direction": tongue.direction(language),
        "brand": settings.HELP_NAME,
        "coloured": bool(settings.HELP_COLOUR),
        "ask": ask_at(settings.HELP_CONTACT),
        "portal": settings.PORTAL_AT,
        "signed_in": request.user.is_authenticated,
        "theme": getattr(request.user, "theme", ""),
        "home": reverse("help:home", args=[language]),
        "here": settings.PUBLIC_URL + request.path,
        "site": settings.PUBLIC_URL,
    }


def ask_at(contact: str) -> str:
    """Where the words "write to us" lead: an address of mail or of a page; "" for neither."""
    if "@" in contact and "/" not in contact:
        return f"mailto:{contact}"
    return contact if urlsplit(contact).scheme in {"http", "https"} or contact.startswith("/") else ""


def page(
    request: HttpRequest, template: str, language: str, context: dict, status: int = 200, last: datetime | None = None
) -> HttpResponse:
    """The page as it may be kept, or a word that the reader's copy is still right."""
    answer = render(request, f"knowledge/public/{template}", frame(request, language) | context, status=status)
    answer["Content-Language"] = context.get("shown_in", tongue.spoken(language))
    return kept(request, answer, last) if status == 200 else private(answer)


def kept(request: HttpRequest, answer: HttpResponse, last: datetime | None = None) -> HttpResponse:
    """By everybody what is for everybody; by their own browser what is for somebody. `last` is when it changed."""
    open_to_all = not reader(request).is_authenticated
    answer["Cache-Control"] = f"public, max-age={KEPT}" if open_to_all else "private, no-cache"
    answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:24]}"'
    if last:
        answer["Last-Modified"] = http_date(last.timestamp())
    patch_vary_headers(answer, ["Cookie"])
    stamp = int(last.timestamp()) if last else None
    return get_conditional_response(request, etag=answer["ETag"], last_modified=stamp, response=answer)


def private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer

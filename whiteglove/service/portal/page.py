"""What every page of the portal has: its language, its name, and that nobody keeps a copy."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from whiteglove.ground.lib.numbers import number
from whiteglove.service.customers.guest import Guest
from whiteglove.service.portal import tongue


def page(
    request: HttpRequest, template: str, context: dict[str, Any], guest: Guest | None = None, status: int = 200
) -> HttpResponse:
    language = tongue.wanted(request, guest.customer.language if guest else "")
    frame = {
        "say": tongue.says(language), "language": language, "direction": tongue.direction(language),
        "brand": settings.HELP_NAME, "coloured": bool(settings.HELP_COLOUR), "guest": guest,
        "languages": tongue.known(), "to": number(request.GET.get("to")),
        "help_home": reverse("help:home", args=[language]),
    }  # fmt: skip
    answer = render(request, f"portal/{template}", frame | context, status=status)
    answer["Content-Language"] = language
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer

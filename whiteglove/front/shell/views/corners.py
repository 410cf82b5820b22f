"""Small files browsers and robots ask for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import public

# Nothing here is for search engines but the help centre, and there not what only repeats it.
ROBOTS = """User-agent: *
Disallow: /
Allow: /help/
Allow: /static/
Disallow: /help/*/vote/
Disallow: /help/*?q=

Sitemap: {}
"""


@public
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    where = settings.PUBLIC_URL + reverse("help:sitemap")
    return HttpResponse(ROBOTS.format(where), content_type="text/plain")


@public
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("ui/logo.svg"), permanent=True)

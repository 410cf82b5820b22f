"""Small files browsers and robots ask for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import public

# Nothing here is for search engines but, one day, the help centre.
ROBOTS = "User-agent: *\nDisallow: /\n"


@public
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


@public
@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("ui/logo.svg"), permanent=True)

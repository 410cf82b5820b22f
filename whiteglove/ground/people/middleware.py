"""Show every page in the time zone of whoever reads it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class LocalTimeMiddleware:
    """Activates the person's time zone; without a session cookie nobody is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        if not known:
            return self.get_response(request)
        with timezone.override(request.user.zone):
            return self.get_response(request)

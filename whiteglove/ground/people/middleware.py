"""Show every page in the time zone of whoever reads it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
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
        # The person and not the stand-in that looks them up when asked: it has been asked, and pages ask often.
        request.user = get_user(request)
        with timezone.override(request.user.zone):
            return self.get_response(request)

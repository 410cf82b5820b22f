"""What a page says when it can't be shown. They work without a database, a session or a template context."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

PLAIN = "<!doctype html><title>Whiteglove</title><p>Something went wrong on our side. Please try again in a moment.</p>"


def _page(status: int, title: str, says: str, **more: str) -> HttpResponse:
    # No request is handed over: its context would ask the database who is signed in.
    content = render_to_string("shell/error.html", {"status": status, "heading": title, "says": says, **more})
    return HttpResponse(content, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(400, "That didn't make sense to us", "Go back, reload the page and try again.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The policy's own sentence where there is one; PermissionDenied without words gets a general one."""
    given = str(exception) if isinstance(exception, PermissionDenied) else ""
    says = given if given.startswith("You may not ") else "You may not see this page."
    return _page(403, "This door is closed to you", says, next="If you need it for your work, ask an administrator.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    says = "It may have been removed, or belong to a team that isn't yours."
    return _page(404, "Nothing to see here", says, next="Check the address, or search for what you wanted.")


def broken(request: HttpRequest) -> HttpResponse:
    try:
        says = "Nothing you had saved is lost, and the fault has been noted."
        return _page(500, "Something broke on our side", says, next="Try again in a moment.")
    except Exception:  # The page about the fault must not fail itself.
        return HttpResponse(PLAIN, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    says = "This form was open for too long, or cookies are switched off."
    return _page(403, "Please send that once more", says, next="Go back, reload the page and send it again.")

"""What one takes along: all that this room keeps of oneself."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import door
from whiteglove.learning.library.taking_along import file_of, lines_of, pages_of

NEVER = "private, no-store"


@door("library.see")
@require_GET
def everything(request: HttpRequest) -> JsonResponse:
    response = JsonResponse(file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="library.json"'
    return response


@door("library.see")
@require_GET
def text(request: HttpRequest) -> HttpResponse:
    """One's notes and one's log, as Markdown."""
    return download(pages_of(request.user).encode(), "library.md", "text/markdown; charset=utf-8", kept=NEVER)


@door("library.see")
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """What one read, and one's log: a line each."""
    return download("".join(lines_of(request.user)).encode(), "library.csv", "text/csv; charset=utf-8", kept=NEVER)

"""What other people's pages fetch from us: the script their tag names, and the colours of what it opens."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from whiteglove.ground.people.policy import public
from whiteglove.ground.ui.brand import sheet
from whiteglove.service.channels.models import Account

HOUR = 3600


def script_at(path: str) -> Callable[[HttpRequest], HttpResponse]:
    """A door to a static file, at an address that never changes, because it stands in other people's pages."""

    @cache
    def code() -> tuple[bytes, str]:
        """The script and its digest."""
        found = Path(finders.find(path)).read_bytes()
        return found, f'"{sha256(found).hexdigest()[:24]}"'

    @condition(etag_func=lambda request: code()[1])
    def current(request: HttpRequest) -> HttpResponse:
        return HttpResponse(code()[0], content_type="text/javascript; charset=utf-8")

    @public
    @require_safe
    def script(request: HttpRequest) -> HttpResponse:
        answer = current(request)  # Also “nothing new” is asked whether it may be used.
        answer["Cache-Control"] = f"public, max-age={HOUR}"
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
        answer["Access-Control-Allow-Origin"] = "*"  # A tag with type="module" or crossorigin asks for it.
        return answer

    return script


def for_any_frame(answer: HttpResponse) -> HttpResponse:
    """A site that isolates itself (COEP) takes in only frames that say both; nothing in ours comes from elsewhere.
    Which sites may frame it, its content policy says."""
    answer["Cross-Origin-Embedder-Policy"] = "require-corp"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def colours_of(account: Account) -> HttpResponse:
    answer = HttpResponse(sheet(account.settings.get("colour", "")), content_type="text/css")
    answer["Cache-Control"] = "public, max-age=300"
    return answer

"""Everything that can be set up, as the rooms offer it; and the global search."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from whiteglove.front.shell import checklist
from whiteglove.ground.people.policy import door


@door("shell.setup")
@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/setup.html", {"steps": list(checklist.undone(request.user))})


@door("desk.search")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """One search for the whole house: the desk's, which knows every message."""
    words = request.GET.get("q", "").strip()
    return redirect(f"{reverse('desk:search')}?{urlencode({'q': words})}" if words else reverse("desk:search"))

"""Search over everything a person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import door
from whiteglove.service.desk import search as index


@door("desk.search")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:300]
    page = index.find(request.user, words, after=request.GET.get("after", "")) if words else None
    context = {"words": words, "page": page, "hits": page.rows if page else []}
    part = "#more" if request.htmx and request.GET.get("after") else "#results" if request.htmx else ""
    return render(request, f"desk/search.html{part}", context)

"""How chats were answered, and the chats behind each number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib.numbers import LARGEST, is_number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.days import chosen
from whiteglove.service.desk import chat_counts


@door("desk.chat_counts")
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    first, last, form = chosen(request)
    found = chat_counts.counts(request.user, first, last)
    about = {"counts": found, "first": first, "last": last, "form": form}
    return render(request, "desk/chat_counts.html", about)


@door("desk.chat_counts")
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The chats that a number counts."""
    first, last, _ = chosen(request)
    team, which = request.GET.get("team", ""), request.GET.get("which", "all")
    known = team in ("", "none") or (is_number(team) and int(team) <= LARGEST)
    if which not in chat_counts.WHICH or not known:
        raise Http404
    page = chat_counts.behind(request.user, first, last, team=team, which=which, after=request.GET.get("after", ""))
    about = {"rows": page.rows, "after": page.cursor, "first": first, "last": last, "team": team, "which": which}
    return render(request, "desk/chats_counted.html", about)

"""One's own: letters, standing, the file to take along, and taking one's words back."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.forum import actions, queries
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.forms import LettersForm
from whiteglove.learning.forum.taking_along import file_of
from whiteglove.learning.forum.trust import next_step, trust_of

from .answer import done, read, refusals


@door("forum.see")
@require_http_methods(["GET", "POST"])
@refusals
def mine(request: HttpRequest) -> HttpResponse:
    """How far one is trusted, and why; POST changes which letters come."""
    if request.method == "POST":
        given = read(LettersForm(request.POST))
        actions.change_letters(**given, by=request.user, at=clock.now())
        return done(request, "Kept.", reverse("forum:mine"))
    member, record = queries.member_of(request.user), queries.record_of(request.user, clock.now())
    now = {"digest": member.digest, "mail_mentions": member.mail_mentions} if member else {}
    context = {
        "member": member,
        "trust": trust_of(record),
        "next": next_step(record),
        "form": LettersForm(initial=now or {"digest": "weekly", "mail_mentions": True}),
        "is_mentor": queries.is_mentor(request.user),
    }
    return render(request, "forum/mine.html", context)


@door("forum.see")
@require_GET
def file(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="forum.json"'
    return response


@door("forum.see")
@require_POST
@refusals
def words(request: HttpRequest) -> HttpResponse:
    """All of one's words, for good."""
    if request.POST.get("sure") != "yes":
        raise Refused("Tick that you want them gone for good.")
    actions.take_back_words(by=request.user, at=clock.now())
    return done(request, "Your words are gone.", reverse("forum:mine"))

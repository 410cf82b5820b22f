"""Was this helpful? Without signing in, and without anything about the reader being kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.customers.guest import reader
from whiteglove.service.knowledge import actions, shelf, visitor
from whiteglove.service.knowledge.models import Reason, Translation, Vote
from whiteglove.service.knowledge.public_forms import VoteForm

from .finding import nothing_here
from .frame import frame, known, private, wanted

# So many answers from one network in ten minutes.
MOST, WITHIN = 30, 600


@public
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """GET: what this reader said, and the form to say it. POST: say it, say something else, or take it back."""
    shown = shelf.suited(reader(request), slug, wanted(request, known(language)))
    if shown is None:
        return nothing_here(request, language, slug)
    form = VoteForm(request.POST)
    if request.method == "GET" or not (form.is_valid() or "withdraw" in request.POST):
        return asked(request, language, shown, status=200 if request.method == "GET" else 422)
    if too_often("knowledge.vote", str(network_address(request)), MOST, WITHIN):
        return asked(request, language, shown, status=429)
    return taken(request, shown, form, reverse("help:vote", args=[language, slug]))


def taken(request: HttpRequest, shown: Translation, form: VoteForm, back: str) -> HttpResponse:
    """Keep the answer, and give whoever has none a number of their own."""
    number = visitor.number_of(request) or visitor.fresh()
    voter = visitor.voter_of(request, number)
    if "withdraw" in request.POST:
        actions.withdraw_vote(article=shown.article, voter=voter)
        return private(redirect(f"{back}?withdrawn=1"))
    actions.vote(article=shown.article, voter=voter, at=clock.now(), language=shown.language, **form.said())
    answer = redirect(back)
    if not reader(request).is_authenticated:
        visitor.remember(answer, number, reverse("help:arrive"), settings.SECURE_TLS)
    return private(answer)


def asked(request: HttpRequest, language: str, shown: Translation, *, status: int) -> HttpResponse:
    """The whole page, or its part for a reader whose browser puts it into the article."""
    voter = visitor.voter_of(request, visitor.number_of(request))
    said = Vote.objects.filter(article=shown.article, voter=voter).first() if voter else None
    part = request.headers.get("X-Part") == "vote"
    given = request.POST or request.GET
    context = frame(request, language) | {
        "words": shown.published, "shown_in": shown.language, "slug": shown.article.slug, "said": said,
        "helpful": given.get("helpful") or ("" if said is None else "yes" if said.helpful else "no"),
        "reason": given.get("reason") or (said.reason if said else ""),
        "comment": given.get("comment", said.comment if said else ""),
        "reasons": [(value, f"reason_{value}") for value in Reason.values],
        "too_many": status == 429, "withdrawn": "withdrawn" in request.GET,
    }  # fmt: skip
    template = "vote_form.html" if part else "vote.html"
    return private(render(request, f"knowledge/public/{template}", context, status=status))

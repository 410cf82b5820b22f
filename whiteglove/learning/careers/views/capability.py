"""One capability of somebody: what evidence shows, what they say, what their lead says, and how it came to that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may, require
from whiteglove.learning.careers import plans, queries, shown
from whiteglove.learning.careers.actions import claim as claiming
from whiteglove.learning.careers.actions import opinion as judging
from whiteglove.learning.careers.forms import ClaimForm, OpinionForm
from whiteglove.learning.careers.models import Claim, Opinion

from .answer import capability_named, done, in_a_month, page_of, read, refusals, whose


@door("careers.own")
@require_GET
def one(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    of, (found, capability), at = whose(request, pk), capability_named(key), clock.now()
    own, said, names = of == request.user, queries.said(of), shown.names_of(found)
    reader = None if own else request.user
    standing = queries.standing_of(found, capability, of, at, reader)
    entry = shown.entry(said.seen(standing), found, queries.customers())
    planned = plans.plan_of(of, of.local(at).date(), key, reader)
    claim, opinion = said.claims.get(key), said.opinions.get(key)
    level = claim.level if claim else standing.level
    about = {"of": of, "own": own, "found": found, "one": entry, "claim": claim, "opinion": opinion,
             "history": shown.told(queries.history(of, key), found, request.user, of),
             "may_judge": not own and may(request.user, "careers.judge", of), "level": level,
             "proposals": plans.proposed(of, [standing], planned, reader)[0], "in_a_month": in_a_month(of, at),
             "level_name": shown.name_of(level, found),
             "claim_form": ClaimForm(levels=names, auto_id="claim_%s", initial={"level": claim.level if claim else 1}),
             "opinion_form": OpinionForm(levels=names, auto_id="opinion_%s",
                                         initial={"claim": claim.pk if claim else 0, "level": level})}  # fmt: skip
    return render(request, "careers/one.html", about)


@door("careers.claim")
@require_POST
@refusals
def claims(request: HttpRequest, key: str) -> HttpResponse:
    found, _ = capability_named(key)
    given = read(ClaimForm(request.POST, levels=shown.names_of(found)))
    made = claiming.claim(capability=key, **given, by=request.user, at=clock.now())
    undo = reverse("careers:claim", args=[made.pk]) + "?back=1"
    return done(request, "Said. Your lead hears of it.", page_of(request.user, key), undo)


@door("careers.claim")
@require_http_methods(["POST", "DELETE"])
@refusals
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """DELETE takes back what one said, with ?back=1 to what stood before; POST says it again."""
    row = get_object_or_404(Claim, person=request.user, pk=min(pk, LARGEST))
    about, url = {"claim": row, "by": request.user, "at": clock.now()}, page_of(request.user, row.capability)
    if request.method == "DELETE":
        claiming.withdraw_claim(**about, back="back" in request.GET)
        return done(request, "Taken back.", url, "" if "back" in request.GET else request.path, "POST")
    claiming.restore_claim(**about)
    return done(request, "Said again.", url)


@door("careers.judge")
@require_POST
@refusals
def opinions(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    of, (found, _) = whose(request, pk), capability_named(key)
    require(request.user, "careers.judge", of)
    given = read(OpinionForm(request.POST, levels=shown.names_of(found)))
    made = judging.say(of=of, capability=key, **given, by=request.user, at=clock.now())
    undo = reverse("careers:opinion", args=[made.pk]) + "?back=1"
    says = "Confirmed." if made.confirms else "Said, with your reason."
    return done(request, f"{says} {of.first_name} hears of it.", page_of(of, key), undo)


@door("careers.judge")
@require_http_methods(["POST", "DELETE"])
@refusals
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """DELETE takes back what one said, with ?back=1 to what stood before; POST says it again."""
    row = get_object_or_404(Opinion.objects.select_related("about"), by=request.user, pk=min(pk, LARGEST))
    about, url = {"opinion": row, "by": request.user, "at": clock.now()}, page_of(row.about, row.capability)
    if request.method == "DELETE":
        judging.withdraw_opinion(**about, back="back" in request.GET)
        return done(request, "Taken back.", url, "" if "back" in request.GET else request.path, "POST")
    judging.restore_opinion(**about)
    return done(request, "Said again.", url)

"""Portraits of oneself: which there are, drawing one, reading, sharing and emptying it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import answering, toasts
from whiteglove.ground.ui.answering import SeeOther
from whiteglove.learning.quizzes import actions
from whiteglove.learning.quizzes.inventories import inventories, inventory_of, just_finished, reliability_of
from whiteglove.learning.quizzes.models import Portrait
from whiteglove.learning.quizzes.portraits import hasty, scored
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "quizzes:portraits")


@door("quizzes.take")
@require_GET
def portraits(request: HttpRequest) -> HttpResponse:
    """What there is, one's own; for those who look after people, who has done one."""
    mine = Portrait.objects.filter(person=request.user).order_by("-id")[:50]
    about = {"found": inventories(), "mine": mine}
    if may(request.user, "quizzes.results"):
        rows = Portrait.objects.done_by_people_of(request.user).select_related("person").defer("answers")
        about["page"] = page_after(rows, order=("-id",), after=request.GET.get("after", "")[:300])
    return render(request, "quizzes/portraits.html", about)


@never_cache
@door("quizzes.take")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def draw(request: HttpRequest, inventory: str) -> HttpResponse:
    """Its statements, with what was answered so far; POST keeps or finishes it."""
    if inventory not in inventories():
        raise Http404
    if request.method == "POST":
        return drawn(request, inventory)
    running = Portrait.objects.of(request.user, inventory).filter(finished_at__isnull=True).first()
    found = inventory_of(running) if running else inventories()[inventory]
    about = {"inventory": found, "answers": running.answers if running else {}, "running": running}
    return render(request, "quizzes/portrait_draw.html", about)


def drawn(request: HttpRequest, inventory: str) -> HttpResponse:
    at, sent = clock.now(), request.POST.dict()
    if request.POST.get("do") == "finish" and (done := just_finished(request.user, inventory, at)):
        return SeeOther(reverse("quizzes:portrait", args=[done.pk]))
    now = actions.begin_portrait(inventory=inventory, by=request.user, at=at)
    if request.POST.get("do") == "empty":
        actions.empty_portrait(portrait=now, by=request.user, at=at)
        toasts.say(request, "Deleted: nothing of it is kept.")
        return SeeOther(reverse("quizzes:portraits"))
    if request.POST.get("do") != "finish":
        actions.keep_portrait(portrait=now, sent=sent, by=request.user, at=at)
        toasts.say(request, "Kept. Come back when you like.")
        return SeeOther(reverse("quizzes:portraits"))
    try:
        actions.finish_portrait(portrait=now, sent=sent, by=request.user, at=at)
    except Refused as no:
        toasts.say(request, str(no))
        return SeeOther(reverse("quizzes:draw", args=[inventory]))
    return SeeOther(reverse("quizzes:portrait", args=[now.pk]))


@never_cache
@door("quizzes.take")
@require_GET
def portrait(request: HttpRequest, pk: int) -> HttpResponse:
    """What it shows, to whom it shows and to those it is shared with."""
    rows = Portrait.objects.readable_by(request.user).select_related("person")
    now = get_object_or_404(rows, pk=min(pk, LARGEST))
    inventory = inventory_of(now)
    trust = {one.scale.id: one for one in reliability_of(inventory)}
    about = {
        "portrait": now, "inventory": inventory, "own": now.person_id == request.user.pk,
        "scales": [(one, trust[one.scale.id]) for one in scored(inventory, now.answers)],
        "hasty": hasty(inventory, now.answers),
    }  # fmt: skip
    return render(request, "quizzes/portrait.html", about)


@door("quizzes.take")
@require_POST
@refusals
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Share it, take it back, or delete what one said."""
    now = get_object_or_404(Portrait.objects.filter(person=request.user), pk=min(pk, LARGEST))
    about = {"portrait": now, "by": request.user, "at": clock.now()}
    if request.POST.get("do") == "empty":
        actions.empty_portrait(**about)
        toasts.say(request, "Deleted. That you did it stays known; what you said is gone.")
        return SeeOther(reverse("quizzes:portraits"))
    actions.share_portrait(on=request.POST.get("do") == "share", **about)
    return SeeOther(reverse("quizzes:portrait", args=[now.pk]))

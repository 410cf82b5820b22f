"""Who is here: the first page, the directory, somebody's profile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.people.tongues import languages
from whiteglove.learning.community import queries, shown
from whiteglove.learning.community.models import Picture
from whiteglove.learning.community.queries import LEVELS, Wanted

A_YEAR = "private, max-age=31536000, immutable"


@door("community.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "community/home.html")


@door("community.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    wanted, now = Wanted.of(request.GET), clock.now()
    page = page_after(queries.directory(wanted, now), order=("name", "id"), after=request.GET.get("after", ""))
    levels = queries.levels_of([one.pk for one in page.rows], now)
    kept = request.GET.copy()
    kept.pop("after", None)
    context = {"page": page, "rows": [(one, LEVELS.get(levels.get(one.pk, 0), "")) for one in page.rows],
               "wanted": wanted, "kept": kept.urlencode(), "levels": LEVELS.items(), "skills": queries.skills(),
               "languages": languages()}  # fmt: skip
    return render(request, "community/people.html", context)


@door("community.see")
@require_GET
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(queries.colleagues(), pk=min(pk, LARGEST))
    context = {"person": person, "shown": shown.of(person, clock.now()), "own": person.pk == request.user.pk,
               "offer": queries.own_offer(person), "may_see": may(request.user, "people.see", person)
               and Person.objects.visible_to(request.user).filter(pk=person.pk).exists(),
               "skills": [one.skill.name for one in person.skills.select_related("skill")[:20]]}  # fmt: skip
    return render(request, "community/person.html", context)


@door("community.see")
@require_GET
def picture(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The address changes with the picture, so that it may be kept for long."""
    found = Picture.objects.filter(profile__person=min(pk, LARGEST), profile__person__is_active=True,
                                   profile__picture_digest=digest).first()  # fmt: skip
    if found is None:
        raise Http404
    return download(bytes(found.content), "picture.jpg", "image/jpeg", inline=True, kept=A_YEAR)

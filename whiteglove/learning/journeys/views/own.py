"""My journey: where am I, why, what next; and what is handed in for it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import BYTES, PICTURES, download
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.journeys import queries, shown
from whiteglove.learning.journeys.actions import appeal as pleading
from whiteglove.learning.journeys.actions import apply as applying
from whiteglove.learning.journeys.actions import hand_in as handing
from whiteglove.learning.journeys.forms import ApplyForm, DeedForm, TimeForm, WhyForm
from whiteglove.learning.journeys.models import Application, Evidence, Proof
from whiteglove.learning.journeys.taking_along import file_of
from whiteglove.service.desk.errors import Refused

from .answer import done, path, read, refusals


@door("journeys.own")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    found = queries.path_of(request.user, clock.now())
    context = shown.page_of(found, request.user, mine=True) if found else {"path": None}
    return render(request, "journeys/mine.html", context | {"waiting": queries.waiting_at_all(request.user)})


@door("journeys.own")
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, level: int) -> HttpResponse:
    """What was typed stays, whatever is wrong with it."""
    found = path(request.user)
    place = next((one for one in found.places if one.level.number == level), None)
    if place is None:
        raise Http404
    last = place.application
    form = ApplyForm(request.POST or None, initial={"statement": last.statement} if last else {})
    if form.is_bound and form.is_valid():
        try:
            applying.apply(level=level, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return done(request, "Your application is on its way.", "mine")
    context = {"place": place, "form": form, "may": found.next_level == place.level and not (last and last.is_waiting),
               "managers": queries.managers_of(request.user)}  # fmt: skip
    return render(request, "journeys/apply.html", context, status=422 if form.is_bound else 200)


@door("journeys.own")
@require_POST
@refusals
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Application.objects.filter(person=request.user), pk=min(pk, LARGEST))
    applying.withdraw(application=row, by=request.user, at=clock.now())
    return done(request, "Withdrawn.", "mine")


@door("journeys.own")
@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, duty: str) -> HttpResponse:
    """One duty: what counts, where it is done, what was handed in for it; POST hands in."""
    found = path(request.user)
    state = shown.duty_of(found, duty)
    if state is None:
        raise Http404
    asks = state.duty.hand_in
    form = DeedForm(request.POST or None, request.FILES or None, asks=asks.asks if asks else "")
    if form.is_bound and form.is_valid():
        try:
            handing.hand_in(about=asks.name if asks else "", **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return done(request, "Handed in. A reviewer looks at it, and you read what they say here.", "duty", duty)
    context = shown.duty_page(found, state, request.user) | {"form": form, "why_form": WhyForm(auto_id="why_%s")}
    return render(request, "journeys/duty.html", context, status=422 if form.is_bound else 200)


@door("journeys.own")
@require_http_methods(["GET", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """Time in roles: what was stated, what was confirmed; POST states more."""
    found = path(request.user)
    form = TimeForm(
        request.POST or None, request.FILES or None, roles=[(one.id, one.name) for one in found.journey.roles]
    )
    if form.is_bound and form.is_valid():
        try:
            handing.state_time(**form.cleaned_data, by=request.user, at=clock.now())
        except Refused as no:
            form.add_error(None, str(no))
        else:
            return done(request, "Stated. A reviewer confirms it, or asks.", "times")
    context = shown.times_of(found, request.user) | {"form": form, "why_form": WhyForm(auto_id="why_%s")}
    return render(request, "journeys/times.html", context, status=422 if form.is_bound else 200)


@door("journeys.own")
@require_http_methods(["POST", "DELETE"])
@refusals
def taken_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Evidence.objects.filter(person=request.user), pk=min(pk, LARGEST))
    handing.take_back(evidence=row, by=request.user, at=clock.now())
    return done(request, "Taken back, and gone from here.", "times" if row.is_time else "mine")


@door("journeys.own")
@require_GET
def proof(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file, for whoever handed it in and whoever decides; pictures may be looked at, the rest is saved."""
    rows = Proof.objects.visible_to(request.user).select_related("blob")
    found = get_object_or_404(rows, evidence=min(pk, LARGEST), pk=min(file, LARGEST))
    shows = found.type in PICTURES
    return download(found.blob.content, found.name, found.type if shows else BYTES, inline=shows)


@door("journeys.own")
@require_POST
@refusals
def appeal(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """A second look at an application or at evidence of one's own."""
    kind = {"application": Application, "evidence": Evidence}.get(what)
    if kind is None:
        raise Http404
    about = get_object_or_404(kind.objects.filter(person=request.user), pk=min(pk, LARGEST))
    pleading.appeal(about=about, why=read(WhyForm(request.POST))["why"], by=request.user, at=clock.now())
    return done(request, "Somebody else than before looks at it.", "mine")


@door("journeys.own")
@require_GET
def mine_as_a_file(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="journey.json"'
    return response

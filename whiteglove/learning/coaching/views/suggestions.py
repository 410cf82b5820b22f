"""Suggestions and what becomes of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions import suggestions as verbs
from whiteglove.learning.coaching.forms import ChangedForm, DecideForm, SameForm, SuggestForm
from whiteglove.learning.coaching.models import Suggestion
from whiteglove.learning.coaching.models.suggestion import SuggestionState
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals

STATES = {"open": "Waiting", "accepted": "Accepted", "done": "Done", "declined": "Declined"}


def suggestion_for(request: HttpRequest, pk: int) -> Suggestion:
    near = Suggestion.objects.visible_to(request.user).select_related("by", "owner", "decided_by", "same_as")
    return get_object_or_404(near, pk=min(pk, LARGEST))


@door("coaching.see", writes="coaching.suggest")
@require_http_methods(["GET", "POST"])
@refusals
def suggestions(request: HttpRequest) -> HttpResponse:
    """The list, by how many support each; POST adds one."""
    if request.method == "POST":
        return suggest(request)
    state, words = request.GET.get("state", "open"), request.GET.get("q", "").strip()[:100]
    state = state if state in STATES else "open"
    found = queries.suggestions(request.user, "" if words else state, words)
    page = page_after(found, order=("-backed", "-id"), after=request.GET.get("after", ""))
    counts = queries.suggestion_counts(request.user)
    context = {"page": page, "state": state, "words": words, "found": bool(words),
               "states": [(key, says, counts.get(key, 0)) for key, says in STATES.items()]}  # fmt: skip
    return render(request, "coaching/suggestions.html", context)


def suggest(request: HttpRequest) -> HttpResponse:
    given = read(SuggestForm(request.POST))
    ticket = queries.tickets_named(request.user, [given["ticket"]]).get(given["ticket"])
    made = verbs.suggest(title=given["title"], text=given["text"], ticket=ticket, by=request.user, at=clock.now())
    return done(request, "Suggested. You hear of each step.", "suggestion", made.pk)


@door("coaching.see")
@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """To write one; htmx asks meanwhile for those that may say the same."""
    if request.htmx:
        found = queries.alike(request.user, request.GET.get("title", "")[:200])
        return render(request, "coaching/alike.html", {"alike": found})
    ticket = queries.tickets_named(request.user, [number(request.GET.get("ticket"))])
    shown = next(iter(ticket.values()), None)
    form = SuggestForm(initial={"ticket": shown.pk if shown else None})
    return render(request, "coaching/suggest.html", {"form": form, "ticket": shown})


@door("coaching.see")
@require_GET
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    shown = suggestion_for(request, pk)
    backers = list(Person.objects.filter(pk__in=shown.backings.values("person")).order_by("name")[:100])
    people = Person.objects.assignable()
    context = {
        "suggestion": shown, "backers": backers, "backed": any(one.pk == request.user.pk for one in backers),
        "ticket": queries.tickets_named(request.user, [shown.ticket_id]).get(shown.ticket_id),
        "alike": queries.alike(request.user, shown.title, but=shown.pk) if not shown.same_as_id else [],
        "same": list(shown.same.select_related("by")[:20]), "decide_form": DecideForm(people=people),
        "changed_form": ChangedForm(), "may_decide": may(request.user, "coaching.decide"),
        "may_finish": shown.owner_id == request.user.pk or may(request.user, "coaching.decide"),
    }  # fmt: skip
    return render(request, "coaching/suggestion.html", context)


@door("coaching.see", writes="coaching.suggest")
@require_http_methods(["POST", "DELETE"])
@refusals
def support(request: HttpRequest, pk: int) -> HttpResponse:
    shown = suggestion_for(request, pk)
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.unback(suggestion=shown, by=request.user, at=clock.now())
        return done(request, "You no longer support it.", "suggestion", pk)
    verbs.back(suggestion=shown, by=request.user, at=clock.now())
    return done(request, "You support it.", "suggestion", pk, undo=request.path)


@door("coaching.see", writes="coaching.decide")
@require_http_methods(["POST", "DELETE"])
@refusals
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline; DELETE takes the last step back."""
    about = {"suggestion": suggestion_for(request, pk), "by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        verbs.open_again(**about)
        return done(request, "Taken back.", "suggestion", pk)
    given = read(DecideForm(request.POST, people=Person.objects.assignable()))
    if given["how"] == "decline":
        verbs.decline(**about, reason=given["reason"])
    elif given["owner"] is None:
        raise Refused("Choose who sees to it.")
    else:
        verbs.accept(**about, owner=given["owner"], until=given["until"], reason=given["reason"])
    return done(request, "Decided. Whoever suggested it is told.", "suggestion", pk, undo=request.path)


@door("coaching.see", writes="coaching.suggest")
@require_POST
@refusals
def finished(request: HttpRequest, pk: int) -> HttpResponse:
    shown = suggestion_for(request, pk)
    verbs.finish(suggestion=shown, changed=read(ChangedForm(request.POST))["changed"], by=request.user, at=clock.now())
    return done(request, "Done. Whoever suggested it is told.", "suggestion", pk)


@door("coaching.see", writes="coaching.decide")
@require_http_methods(["POST", "DELETE"])
@refusals
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """It says the same as another; DELETE: it doesn't."""
    shown = suggestion_for(request, pk)
    about = {"suggestion": shown, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.tell_apart(**about)
        return done(request, "They stand apart again.", "suggestion", pk)
    other = Suggestion.objects.filter(pk=read(SameForm(request.POST))["other"]).first()
    if other is None or other.state == SuggestionState.DECLINED:
        raise Refused("Point at a suggestion that is waiting, accepted or done.")
    verbs.point_at(**about, same_as=other)
    return done(request, "Counted with the other from now on.", "suggestion", pk, undo=request.path)

"""One door for each change of a ticket: POST makes it so, DELETE takes it back, GET offers the choices."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import times, toasts
from whiteglove.service.desk import actions
from whiteglove.service.desk.before_solving import word_of
from whiteglove.service.desk.errors import Stale, Unready
from whiteglove.service.desk.forms import SnoozeForm, named_moment
from whiteglove.service.desk.models import Tag, Ticket
from whiteglove.service.desk.views.answers import (
    back,
    done,
    first_error,
    refusals,
    refused,
    ticket_for,
    unready,
    url_of,
)


@door("desk.solve", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
@refusals
def solution(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    if request.method == "DELETE":
        actions.reopen(ticket=ticket, by=request.user, at=clock.now())
        return back(request, ticket, f"#{pk} is open again.")
    seen = number(request.POST.get("version")) or None
    try:
        actions.solve(ticket=ticket, by=request.user, at=clock.now(), version=seen, word=word_of(request.POST))
    except Unready as no:
        return unready(request, ticket, no)
    except Stale as no:
        # What the dialog showed is over; the page shows what there is now.
        return toasts.tell(refused(request, str(no)), "dialog:close", {"dialog": "#verb"})
    return done(request, ticket, f"Solved: {ticket.title}", undo_url=url_of("solution", pk), leaves=True)


@door("desk.snooze", rehearsed=True)
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, now = ticket_for(request, pk), clock.now()
    if request.method == "GET":
        return render(request, "desk/snooze.html", {"ticket": ticket, "choices": snoozes()})
    if request.method == "DELETE":
        actions.wake(ticket=ticket, by=request.user, at=now)
        return back(request, ticket, f"#{pk} is back.")
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    until = form.moment(now)
    actions.snooze(ticket=ticket, by=request.user, at=now, until=until)
    says = f"Snoozed until {times.whole(timezone.localtime(until))}."
    return done(request, ticket, says, undo_url=url_of("snooze", pk), leaves=True)


def snoozes() -> list[tuple[str, str, datetime]]:
    """(name, label, when it would come back) of the named times."""
    here = timezone.localtime(clock.now())
    return [(name, label, named_moment(name, here)) for name, label in SnoozeForm.NAMED]


@door("desk.assign")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    if request.method == "GET":
        return render(request, "desk/assign.html", {"ticket": ticket, "people": colleagues(request, ticket)})
    way_back = back_to(request, ticket)
    if request.method == "DELETE":
        actions.unassign(ticket=ticket, by=request.user, at=clock.now())
        return done(request, ticket, "Put back to the team.", **way_back)
    to = Person.objects.assignable().filter(pk=number(wanted(request, "to"))).first()
    if to is None:
        return refused(request, "Choose somebody at the desk.")
    if ticket.assignee_id is None and to == request.user:
        actions.take(ticket=ticket, by=request.user, at=clock.now())
    else:
        actions.assign(ticket=ticket, by=request.user, at=clock.now(), to=to)
    may_return = to == request.user or may(request.user, "desk.assign_others", ticket)
    says = "It's yours." if to == request.user else f"{to.name} has it now."
    return done(request, ticket, says, **(way_back if may_return else {}))


def back_to(request: HttpRequest, ticket: Ticket) -> dict:
    """How to undo what is about to happen: to nobody, or to whoever has it now."""
    url = url_of("assignment", ticket.pk)
    if ticket.assignee_id:
        return {"undo_url": f"{url}?to={ticket.assignee_id}", "undo_method": "POST"}
    return {"undo_url": url}


def wanted(request: HttpRequest, name: str) -> str:
    """What a button sends, or the undo of one in its address."""
    return request.POST.get(name, request.GET.get(name, ""))


def colleagues(request: HttpRequest, ticket: Ticket) -> list[Person]:
    """Who could answer: the team's people, or everybody at the desk without a team; oneself first."""
    people = Person.objects.assignable()
    people = people.in_teams([ticket.team_id]) if ticket.team_id else people
    return sorted(people.order_by("name")[:200], key=lambda one: one.pk != request.user.pk)


@door("desk.tag", rehearsed=True)
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def tags(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    if request.method == "GET":
        has = list(ticket.taggings.values_list("tag__name", flat=True))
        known = Tag.objects.exclude(name__in=has)[:100]
        return render(request, "desk/tags.html", {"ticket": ticket, "has": has, "known": known})
    if request.method == "DELETE":
        name = request.GET.get("name", "")
        actions.untag(ticket=ticket, by=request.user, at=clock.now(), name=name)
        return done(
            request,
            ticket,
            f"No longer tagged {name}.",
            undo_url=f"{url_of('tags', pk)}?{urlencode({'name': name})}",
            undo_method="POST",
        )
    name = wanted(request, "name")
    made = actions.tag(ticket=ticket, by=request.user, at=clock.now(), name=name)
    undo = f"{url_of('tags', pk)}?{urlencode({'name': made.name})}"
    return done(request, ticket, f"Tagged {made.name}.", undo_url=undo)


@door("desk.classify", rehearsed=True)
@require_POST
@refusals
def kind(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    undo = f"{url_of('kind', pk)}?kind={ticket.kind}"
    actions.set_kind(ticket=ticket, by=request.user, at=clock.now(), kind=wanted(request, "kind"))
    return done(request, ticket, f"Kind: {ticket.get_kind_display().lower()}.", undo_url=undo, undo_method="POST")


@door("desk.classify", rehearsed=True)
@require_POST
@refusals
def priority(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    undo = f"{url_of('priority', pk)}?priority={ticket.priority}"
    actions.set_priority(ticket=ticket, by=request.user, at=clock.now(), priority=wanted(request, "priority"))
    says = f"Priority: {ticket.get_priority_display().lower()}."
    return done(request, ticket, says, undo_url=undo, undo_method="POST")


@door("desk.classify", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
@refusals
def complexity(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, marks = ticket_for(request, pk), request.method == "POST"
    actions.set_complex(ticket=ticket, by=request.user, at=clock.now(), complex=marks)
    says = "Marked as complex." if marks else "No longer marked as complex."
    method = "DELETE" if marks else "POST"
    return done(request, ticket, says, undo_url=url_of("complexity", pk), undo_method=method)

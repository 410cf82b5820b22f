"""One door for each change of a ticket: POST makes it so, DELETE takes it back, GET offers the choices."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import times
from whiteglove.service.desk import actions
from whiteglove.service.desk.forms import SnoozeForm, named_moment
from whiteglove.service.desk.models import Tag, Ticket
from whiteglove.service.desk.views.answers import back, done, first_error, refusals, refused, ticket_for, url_of
from whiteglove.service.desk.views.queue import number


@door("desk.solve")
@require_http_methods(["POST", "DELETE"])
@refusals
def solution(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    if request.method == "DELETE":
        actions.reopen(ticket=ticket, by=request.user, at=clock.now())
        return back(request, ticket, f"#{pk} is open again.")
    actions.solve(ticket=ticket, by=request.user, at=clock.now())
    return done(request, ticket, f"Solved: {ticket.title}", undo_url=url_of("solution", pk), leaves=True)


@door("desk.snooze")
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
    if request.method == "DELETE":
        actions.unassign(ticket=ticket, by=request.user, at=clock.now())
        return done(request, ticket, "Put back to the team.")
    to = Person.objects.assignable().filter(pk=number(request.POST.get("to"))).first()
    if to is None:
        return refused(request, "Choose somebody at the desk.")
    if ticket.assignee_id is None and to == request.user:
        actions.take(ticket=ticket, by=request.user, at=clock.now())
    else:
        actions.assign(ticket=ticket, by=request.user, at=clock.now(), to=to)
    return done(request, ticket, "It's yours." if to == request.user else f"{to.name} has it now.")


def colleagues(request: HttpRequest, ticket: Ticket) -> list[Person]:
    """Who could answer: the team's people, or everybody at the desk without a team; oneself first."""
    people = Person.objects.assignable()
    people = people.in_teams([ticket.team_id]) if ticket.team_id else people
    return sorted(people.order_by("name")[:200], key=lambda one: one.pk != request.user.pk)


@door("desk.tag")
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
            undo_url=f"{url_of('tags', pk)}?name={name}",
            undo_method="POST",
        )
    name = request.POST.get("name") or request.GET.get("name", "")
    made = actions.tag(ticket=ticket, by=request.user, at=clock.now(), name=name)
    return done(request, ticket, f"Tagged {made.name}.", undo_url=f"{url_of('tags', pk)}?name={made.name}")


@door("desk.classify")
@require_POST
@refusals
def kind(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    actions.set_kind(ticket=ticket, by=request.user, at=clock.now(), kind=request.POST.get("kind", ""))
    return done(request, ticket, f"Kind: {ticket.get_kind_display().lower()}.")


@door("desk.classify")
@require_POST
@refusals
def priority(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    actions.set_priority(ticket=ticket, by=request.user, at=clock.now(), priority=request.POST.get("priority", ""))
    return done(request, ticket, f"Priority: {ticket.get_priority_display().lower()}.")


@door("desk.classify")
@require_http_methods(["POST", "DELETE"])
@refusals
def complexity(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, wanted = ticket_for(request, pk), request.method == "POST"
    actions.set_complex(ticket=ticket, by=request.user, at=clock.now(), complex=wanted)
    return done(request, ticket, "Marked as complex." if wanted else "No longer marked as complex.")

"""Asking a supervisor, and the supervisor's answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import door, may
from whiteglove.service.desk import actions
from whiteglove.service.desk.asking_supervisors import known, reasons
from whiteglove.service.desk.forms import AnswerForm, EscalationForm
from whiteglove.service.desk.models import Escalation, Ticket
from whiteglove.service.desk.views.answers import back, done, first_error, refusals, refused, ticket_for, url_of

SAID = {
    "accept": "You have taken it on.",
    "return": "Returned with your advice.",
    "resolve": "The escalation is resolved.",
}


@door("desk.escalate", rehearsed=True)
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def escalation(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever sees nothing of the team it goes to, and doesn't have the ticket, goes on to the next one."""
    ticket = ticket_for(request, pk)
    if request.method == "DELETE":
        return withdrawn(request, ticket)
    if request.method == "GET":
        return render(request, "desk/escalate.html", {"ticket": ticket, "form": offered(request, ticket)})
    form = EscalationForm(request.POST, choices=receivers(ticket))
    if not form.is_valid():
        return refused(request, first_error(form))
    given = form.cleaned_data
    actions.escalate(
        ticket=ticket,
        by=request.user,
        at=clock.now(),
        reason=given["reason"],
        text=given["text"],
        to=chosen(given["to"]),
    )
    gone = not may(request.user, "desk.escalate", Ticket.every.get(pk=ticket.pk))
    where = "The ticket went to that team with it." if gone else "It stays in your sight under Escalated."
    where = "While you practise, nobody else hears of it." if ticket.rehearsed else where
    undo = {} if gone else {"undo_url": url_of("escalation", pk)}
    return done(request, ticket, f"Escalated. {where}", gone=gone, **undo)


def offered(request: HttpRequest, ticket: Ticket) -> EscalationForm:
    """Filled in with what the link says, else with what the conversation gives cause for."""
    about = known(ticket)
    asked = {"reason": about.reason, "text": about.text}
    asked |= {name: request.GET[name] for name in asked if name in request.GET}
    return EscalationForm(choices=receivers(ticket), reasons=reasons(about), initial=asked)


def withdrawn(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """Who asked takes it back."""
    row = get_object_or_404(Escalation.objects.standing().select_related("ticket"), ticket=ticket)
    actions.withdraw_escalation(escalation=row, by=request.user, at=clock.now())
    return back(request, ticket, "The escalation is taken back.")


def receivers(ticket: Ticket) -> list[tuple[str, str]]:
    """("person:5", "Lee") and ("team:2", "Billing"): supervisors of this ticket, then the other teams."""
    if ticket.rehearsed:
        return []
    leads = [
        one
        for one in Person.objects.active().filter(role__in=["lead", "admin"])[:100]
        if may(one, "desk.supervise", ticket)
    ]
    teams = Team.objects.current().exclude(pk=ticket.team_id)[:100]
    return [(f"person:{one.pk}", one.name) for one in leads] + [(f"team:{one.pk}", f"Team {one.name}") for one in teams]


def chosen(value: str) -> Person | Team | None:
    """The row behind "person:5" or "team:2"; nothing means the ticket's own team."""
    kind, _, key = value.partition(":")
    model = {"person": Person, "team": Team}.get(kind)
    return get_object_or_404(model, pk=number(key)) if model else None


@door("desk.supervise")
@require_POST
@refusals
def answer(request: HttpRequest, pk: int, escalation: int) -> HttpResponse:
    """Take it on, return it with advice, or resolve it."""
    ticket, form = ticket_for(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    row = get_object_or_404(Escalation.objects.standing(), pk=escalation, ticket=ticket)
    how, about = form.cleaned_data["how"], {"escalation": row, "by": request.user, "at": clock.now()}
    if how == "accept":
        actions.accept_escalation(**about)
    elif how == "return":
        actions.return_escalation(**about, answer=form.cleaned_data["answer"])
    else:
        actions.resolve_escalation(**about, answer=form.cleaned_data["answer"])
    return done(request, ticket, SAID[how])

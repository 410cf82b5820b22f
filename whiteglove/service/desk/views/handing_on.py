"""A running chat changes hands, and a word in somebody's ear."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import door, may
from whiteglove.service.customers.queries import language_name
from whiteglove.service.desk import actions, handing_on_chats, running_chats
from whiteglove.service.desk.forms import PassOnForm
from whiteglove.service.desk.models import Handover, Ticket
from whiteglove.service.desk.views.answers import back, done, first_error, refusals, refused, ticket_for, url_of


@door("desk.pass_on")
@require_http_methods(["GET", "POST"])
@refusals
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: to whom it may go, with a summary to change; POST passes it on."""
    ticket = ticket_for(request, pk)
    if request.method == "GET":
        people, queues = handing_on_chats.receivers(ticket)
        given = {"summary": handing_on_chats.proposed(ticket, request.user)}
        about = {"ticket": ticket, "people": people, "queues": queues, "form": PassOnForm(initial=given)}
        about["language"] = language_name(ticket.customer.language or "en")
        return render(request, "desk/pass_on.html", about)
    form = PassOnForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    to, team = chosen(form.cleaned_data["to"])
    if not (to or team):
        return refused(request, "Choose to whom the chat goes.")
    made = actions.pass_on(
        ticket=ticket, by=request.user, at=clock.now(), summary=form.cleaned_data["summary"], to=to, team=team
    )
    gone = not may(request.user, "desk.pass_on", Ticket.objects.get(pk=ticket.pk))
    says = f"{to.name} has the chat now." if to else f"The chat waits in the queue of {team.name}."
    return done(request, ticket, says, undo_url=url_of("handover", made.pk), leaves=True, gone=gone)


def chosen(value: str) -> tuple[Person | None, Team | None]:
    """ "person:5" or "team:2"; (None, None) for anything else."""
    kind, _, pk = value.partition(":")
    if kind == "person":
        return Person.objects.assignable().filter(pk=number(pk)).first(), None
    return None, Team.objects.filter(pk=number(pk)).first() if kind == "team" else None


@door("desk.pass_on")
@require_http_methods(["POST", "DELETE"])
@refusals
def handover(request: HttpRequest, handover: int) -> HttpResponse:
    """POST: whoever got the chat refuses it; DELETE: whoever gave or took it undoes that."""
    row = found(request, handover)
    ticket = row.ticket
    if request.method == "POST":
        actions.refuse(handover=row, by=request.user, at=clock.now(), why=request.POST.get("why", ""))
        return done(request, ticket, "Given back.", leaves=True, gone=not may(request.user, "desk.see", ticket))
    actions.take_back(handover=row, by=request.user, at=clock.now())
    return back(request, ticket, "Undone.")


def found(request: HttpRequest, pk: int) -> Handover:
    """Within sight, or one's own: who passes a chat on to another team doesn't see it any more."""
    rows = Handover.objects.select_related("ticket", "giver", "from_team")
    row = get_object_or_404(rows, pk=pk)
    if row.by_id != request.user.pk:
        ticket_for(request, row.ticket_id)
    return row


@door("desk.take_over")
@require_POST
@refusals
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = ticket_for(request, pk)
    made = actions.take_over(ticket=ticket, by=request.user, at=clock.now())
    return done(request, ticket, "The chat is yours.", undo_url=url_of("handover", made.pk))


@door("desk.see")
@require_http_methods(["GET", "POST"])
def taps(request: HttpRequest) -> HttpResponse:
    """GET: what colleagues tell this person about their chats; POST: heard."""
    if request.method == "POST":
        heard = [number(one) for one in request.POST.getlist("tap")]
        actions.hear(taps=[pk for pk in heard if pk], by=request.user, at=clock.now())
    return render(request, "desk/taps.html", {"taps": running_chats.taps_for(request.user)})


@door("desk.see")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The running chats of this person, side by side."""
    return render(request, "desk/chats.html", {"chats": running_chats.chats_of(request.user)})

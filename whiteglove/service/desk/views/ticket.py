"""One ticket: the whole page, its panes, and the parts that refetch themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.shown import plain
from whiteglove.service.desk import actions, promised, queries, running_chats
from whiteglove.service.desk.models import Kind, Priority, Stage, Tagging, Ticket
from whiteglove.service.desk.views import lines
from whiteglove.service.desk.views.answers import refusals, ticket_for, url_of
from whiteglove.service.desk.views.composer import composer
from whiteglove.service.desk.views.queue import PRACTICE, listing, rehearsals, view_of
from whiteglove.service.desk.waiting_chats import runs

SHOWN = 40
KINDS = [(plain(value), plain(label)) for value, label in Kind.choices if value]
PRIORITIES = [(plain(value), plain(label)) for value, label in Priority.choices]
tags_of = Prepared(lambda ticket: Tagging.objects.filter(ticket=ticket).order_by("tag__name").values_list("tag__name"))


@door("desk.see", rehearsed=True)
@require_GET
def ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """The workspace with this ticket open; to htmx only its panes."""
    shown = ticket_for(request, pk)
    if shown.merged_into_id:
        return redirect("desk:ticket", shown.current.pk)
    context = whole(request, shown)
    if panes_only(request):
        view = PRACTICE if shown.rehearsed else view_of(request)
        return render(request, "desk/ticket.html", {**context, "view": view, "practising": shown.rehearsed})
    rows = rehearsals if shown.rehearsed else listing
    return render(request, "desk/queue.html", {**context, **rows(request, current=pk)})


def panes_only(request: HttpRequest) -> bool:
    """Whether htmx wants the panes alone: the back button asks for the whole page."""
    return bool(request.htmx and request.htmx.target == "ticket" and not request.htmx.history_restore_request)


def whole(request: HttpRequest, shown: Ticket) -> dict:
    """Everything the panes show."""
    return {**head_of(request, shown), **talk(request, shown), **composer(request, shown)}


def named(shown: Ticket) -> dict:
    """The ticket, and its number and address as every part of the panes asks for them."""
    return {"ticket": shown, "pk": plain(shown.pk), "here": plain(url_of("ticket", shown.pk))}


def head_of(request: HttpRequest, shown: Ticket) -> dict:
    return {
        **named(shown),
        "kinds": KINDS,
        "priorities": PRIORITIES,
        "escalation": shown.escalations.standing().select_related("by", "accepted_by").first()
        if shown.escalated
        else None,
        "tags": [name for (name,) in tags_of(shown.pk)],
        "may_merge": may(request.user, "desk.merge", shown),
        "may_supervise": may(request.user, "desk.supervise", shown),
        "may_export": may(request.user, "desk.export", shown),
        **(chat_of(request, shown) if shown.channel == "chat" and not shown.rehearsed else {}),
    }


def chat_of(request: HttpRequest, shown: Ticket) -> dict:
    """What only a chat has: whether its visitor is there, through whose hands it goes, who listens."""
    handover = running_chats.changing_hands(shown) if shown.is_unfinished else None
    leads = " ".join(map(str, running_chats.leads_of(shown)))
    about = {"runs": shown.is_unfinished and runs(shown), "handover": handover, "leads": leads}
    return {"chat": about, "may_take_over": may(request.user, "desk.take_over", shown)}


def talk(request: HttpRequest, shown: Ticket) -> dict:
    """The conversation; `until`: at least back to this message."""
    before, until = (number(request.GET.get(name)) or None for name in ("before", "until"))
    far = queries.as_far_as(shown, before, until) if before and until else 0
    told = queries.conversation(shown, request.user, before=before, limit=max(SHOWN, far))
    shown_lines = lines.shown(told.lines)
    if shown.promised:
        offer_promises(request, shown, shown_lines)
    if shown.channel == "chat":
        mark_seen(shown, shown_lines)
    return {"lines": shown_lines, "earlier": told.earlier}


def mark_seen(shown: Ticket, shown_lines: list) -> None:
    """At the last of our lines that the visitor has seen."""
    seen = queries.last_seen_in_chat(shown)
    for line in shown_lines:
        if isinstance(line, lines.Said) and line.pk == seen:
            line.aside = "seen"


def offer_promises(request: HttpRequest, shown: Ticket, shown_lines: list) -> None:
    """Under the reply that gives it, a promise nobody has answered for yet."""
    now = timezone.localtime(clock.now())
    rows = [row for row in queries.promises_of(shown.pk) if row.state == Stage.OFFERED]
    for line in shown_lines:
        if isinstance(line, lines.Said):
            line.promises = [promised.shown(row, request.user, now) for row in rows if str(row.message_id) == line.pk]


@door("desk.see", rehearsed=True)
@require_GET
def head(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "desk/head.html", head_of(request, ticket_for(request, pk)))


@door("desk.see", rehearsed=True)
@require_GET
def conversation(request: HttpRequest, pk: int) -> HttpResponse:
    shown = ticket_for(request, pk)
    return render(request, "desk/lines.html", {**named(shown), **talk(request, shown)})


@door("desk.see", rehearsed=True)
@require_GET
def context(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "desk/context.html", named(ticket_for(request, pk)))


@door("desk.see", rehearsed=True)
@require_POST
@refusals
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """This person has the ticket before them and has read it up to `seen`."""
    seen = number(request.POST.get("seen")) or None
    actions.see(ticket=ticket_for(request, pk), by=request.user, at=clock.now(), message_id=seen)
    return HttpResponse(status=204)

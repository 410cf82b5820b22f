"""The place where one writes: what it holds, and the draft behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.shown import plain
from whiteglove.service.channels.models.chat import is_handle
from whiteglove.service.desk import actions, answering
from whiteglove.service.desk.forms import DraftForm, PartiesForm
from whiteglove.service.desk.macros import waiting_in
from whiteglove.service.desk.models import Draft, Ticket
from whiteglove.service.desk.views.answers import first_error, refusals, refused, ticket_for, url_of

drafts_of = Prepared(lambda person, ticket: Draft.objects.filter(person=person, ticket=ticket))
LARGEST = 20 * 1024 * 1024


def composer(request: HttpRequest, ticket: Ticket) -> dict:
    """Both sheets, the reply and the note, with the drafts this person has begun."""
    drafts = {draft.kind: draft for draft in drafts_of(request.user.pk, ticket.pk)}
    reply = drafts.get("reply")
    return {
        **parties_of(ticket, reply),
        "ticket": ticket,
        "pk": plain(ticket.pk),
        "here": plain(url_of("ticket", ticket.pk)),
        "addressee": ticket.customer.first_name,
        "last_inbound": plain(ticket.last_inbound_id or ""),
        "version": plain(ticket.version),
        "reply_draft": reply,
        "note_draft": drafts.get("note"),
        "sheet": "note" if "note" in drafts and "reply" not in drafts else "reply",
        "may_reply": may(request.user, "desk.reply", ticket),
        "macros": waiting_in(reply.macros if reply else (), request.user),
        "may_whisper": may_whisper(request, ticket),
    }


def may_whisper(request: HttpRequest, ticket: Ticket) -> bool:
    """To somebody else who has a chat that isn't over."""
    others = ticket.channel == "chat" and ticket.is_unfinished and ticket.assignee_id not in (None, request.user.pk)
    return others and may(request.user, "desk.whisper", ticket)


def parties_of(ticket: Ticket, draft: Draft | None) -> dict:
    """To and Cc as its writer left them, else as they are suggested; what is offered besides; who is no news here."""
    suggested, given = answering.answer_to(ticket), draft.parties if draft else {}
    to, cc = given.get("to") or suggested.to, given.get("cc", suggested.cc)
    in_chat = bool(to) and all(is_handle(one["address"]) for one in to)
    offered = [] if in_chat else answering.still_open(suggested.offers, [*to, *cc])
    named = {"to": listed(to), "cc": listed(cc), "offers": offered, "known": sorted(suggested.known)}
    return named | {"in_chat": in_chat}


def listed(parties: list[dict]) -> str:
    """Addresses as one types them."""
    return ", ".join(one["address"] for one in parties)


@door("desk.see", rehearsed=True)
@require_GET
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """The composer alone, after something was sent or taken back."""
    return render(request, "desk/composer.html", composer(request, ticket_for(request, pk)))


@door("desk.note", rehearsed=True)
@require_http_methods(["POST", "DELETE"])
@refusals
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is being written, or throw it away."""
    ticket = ticket_for(request, pk)
    if request.method == "DELETE":
        kind = "note" if request.GET.get("kind") == "note" else "reply"
        actions.discard_draft(ticket=ticket, by=request.user, at=clock.now(), kind=kind)
        return render(request, "desk/composer.html", composer(request, ticket))
    form = DraftForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    kept = actions.save_draft(
        ticket=ticket, by=request.user, at=clock.now(), text=form.cleaned_data["text"],
        kind=form.cleaned_data["kind"], seen_message_id=form.cleaned_data["seen"],
        parties=changed_parties(request, ticket),
    )  # fmt: skip
    return render(request, "desk/composer.html#saved", {"draft": kept})


def changed_parties(request: HttpRequest, ticket: Ticket) -> dict[str, list[dict]] | None:
    """To and Cc if they aren't what the customer's last message asks, {} if they are; None where nothing can be told:
    an address that is only half typed must not keep the words from being kept."""
    form = PartiesForm(request.POST)
    if request.POST.get("kind") != "reply" or "to" not in request.POST or not form.is_valid():
        return None
    asked = answering.answer_to(ticket)
    given = {"to": form.cleaned_data["to"] or asked.to, "cc": form.cleaned_data["cc"]}
    same = listed(given["to"]) == listed(asked.to) and listed(given["cc"]) == listed(asked.cc)
    return {} if same else given


@door("desk.note", rehearsed=True)
@require_POST
@refusals
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files to the draft of one sheet."""
    ticket, kind = ticket_for(request, pk), "note" if request.POST.get("kind") == "note" else "reply"
    kept = None
    for file in request.FILES.getlist("files"):
        if file.size > LARGEST:
            return refused(request, f"{file.name} is larger than 20 MB. Send a link instead.")
        kept = actions.attach(
            ticket=ticket, by=request.user, at=clock.now(), name=file.name, type=file.content_type or "",
            content=file.read(), kind=kind,
        )  # fmt: skip
    # A picker that was closed sends no file; those that are there stay, and stay in sight.
    kept = kept or Draft.objects.filter(person=request.user, ticket=ticket, kind=kind).first()
    return render(request, "desk/composer.html#files", {"draft": kept, "ticket": ticket, "kind": kind})


@door("desk.note", rehearsed=True)
@require_http_methods(["DELETE"])
@refusals
def detach(request: HttpRequest, pk: int, kind: str, blob: str) -> HttpResponse:
    """Take one file off the draft again."""
    ticket = ticket_for(request, pk)
    kept = Draft.objects.filter(person=request.user, ticket=ticket, kind=kind).first()
    if kept:
        kept = actions.detach(draft=kept, by=request.user, at=clock.now(), blob=blob)
    return render(request, "desk/composer.html#files", {"draft": kept, "ticket": ticket, "kind": kind})

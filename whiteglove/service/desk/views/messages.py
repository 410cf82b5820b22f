"""Sending, taking back, and looking closely at one message."""

import base64
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import BYTES, PICTURES, download
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.service.desk import actions, left_out
from whiteglove.service.desk.addressing import comparable
from whiteglove.service.desk.before_solving import saying, word_of
from whiteglove.service.desk.errors import CardInside, NewerMessage, Unready
from whiteglove.service.desk.forms import MessageForm
from whiteglove.service.desk.models import Attachment, Message, Tap, Ticket
from whiteglove.service.desk.views.answers import back, first_error, refusals, refused, ticket_for, unready, url_of
from whiteglove.service.desk.views.composer import composer, drafts_of

SAID = {"": "Reply sent.", "wait": "Reply sent. It waits for the customer now.", "solve": "Reply sent and solved."}
HELD = ("data-remote-src=", "src=")
LOCKED = (
    "default-src 'none'; img-src data:{}; style-src 'unsafe-inline'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
INLINE = re.compile(r'src="/desk/attachments/(\d+)/[^"]*"')


@door("desk.note", rehearsed=True)
@require_POST
@refusals
def messages(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a reply or keep a note; one to something older than the newest message, or with a card number, is held."""
    ticket, form = ticket_for(request, pk), MessageForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    try:
        with saying(word_of(request.POST)):
            sent = written(request, ticket, form.cleaned_data)
    except NewerMessage as newer:
        return held(request, ticket, newer, form.cleaned_data)
    except CardInside as inside:
        return held_back(render(request, "desk/held_card.html", {"masked": inside.masked}, status=409))
    except Unready as no:
        return unready(request, ticket, no, sheet="sheet-reply")
    if sent.ticket_id != ticket.pk:
        return back(request, sent.ticket, f"Note kept for the team in #{sent.ticket_id}, where this ticket lives on.")
    return answer(request, ticket, sent, form.cleaned_data["then"])


def written(request: HttpRequest, ticket: Ticket, given: dict) -> Message | Tap:
    """The action that belongs to the sheet, with the files kept in its draft."""
    draft = next((one for one in drafts_of(request.user.pk, ticket.pk) if one.kind == given["kind"]), None)
    about = {"ticket": ticket, "by": request.user, "at": clock.now(), "text": given["text"]}
    about["attachments"] = draft.attachments if draft else []
    if given["kind"] == "note" and given["then"] == "whisper":
        del about["attachments"]
        return actions.whisper(**about)
    if given["kind"] == "note":
        return actions.note(**about)
    return actions.reply_with_macros(
        **about, macros=draft.macros if draft else [], seen_message_id=given["seen"], then=given["then"] or None,
        to=given["to"] or None, cc=given["cc"],
        cards=given["cards"] or "ask", seen_version=given["seen_version"],
    )  # fmt: skip


def held(request: HttpRequest, ticket: Ticket, newer: NewerMessage, given: dict) -> HttpResponse:
    """Show what came meanwhile, and whether the reply goes to whom it came from; the words stay in the composer."""
    newest = Message.objects.select_related("customer").get(pk=newer.message_id)
    goes_to = [one["address"] for one in (*given["to"], *given["cc"])]
    elsewhere = newest.sender_address and comparable(newest.sender_address) not in map(comparable, goes_to)
    about = {"newest": newest, "newer": newer, "goes_to": goes_to if elsewhere else []}
    response = held_back(render(request, "desk/held.html", about, status=409))
    return toasts.tell(response, "desk:changed", {"ticket": ticket.pk})


def held_back(response: HttpResponse) -> HttpResponse:
    """Shown above the reply, which stays as it is."""
    response.headers["HX-Retarget"] = "#held"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def answer(request: HttpRequest, ticket: Ticket, sent: Message | Tap, then: str) -> HttpResponse:
    if isinstance(sent, Tap):
        toasts.say(request, f"{sent.to.name} hears it now.")
        response = render(request, "desk/composer.html", composer(request, ticket))
        return toasts.tell(response, "desk:changed", {"ticket": ticket.pk})
    seconds = undo_time(sent)
    undo = {"undo_url": url_of("undo", ticket.pk, sent.pk), "undo_method": "POST", "seconds": seconds}
    says = SAID[then] if sent.kind == "reply" else "Note kept for the team."
    toasts.say(request, says, **(undo if seconds else undo_steps(ticket, sent)))
    response = render(request, "desk/composer.html", composer(request, ticket))
    toasts.tell(response, "desk:changed", {"ticket": ticket.pk})
    return toasts.tell(response, "desk:done", {"ticket": ticket.pk}) if then == "solve" else response


def undo_steps(ticket: Ticket, sent: Message) -> dict:
    """Of a reply that has left at once, as in a chat: what a macro has done with it can still be undone."""
    done = [run for run in getattr(sent, "macro_runs", ()) if run.did]
    return {"undo_url": url_of("macro_run", ticket.pk, done[-1].pk)} if done else {}


def undo_time(sent: Message) -> int:
    """For how many seconds a reply waits before it leaves."""
    leaves = sent.outgoing.not_before if sent.outgoing_id else None
    return max(0, int((leaves - sent.at).total_seconds())) if leaves else 0


@door("desk.reply", rehearsed=True)
@require_POST
@refusals
def undo(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """Take a reply back before it leaves; its words are in the composer again, where the ticket lives by now."""
    ticket = ticket_for(request, pk).current
    actions.undo_reply_with_macros(message=message_of(ticket, message), by=request.user, at=clock.now())
    return back(request, ticket, "Taken back. Your words are in the reply again.")


def message_of(ticket: Ticket, pk: int) -> Message:
    near = Message.objects.select_related("author", "customer", "arrival", "outgoing", "moved_from")
    return get_object_or_404(near, pk=pk, ticket=ticket)


@door("desk.see", rehearsed=True)
@require_GET
def detail(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """How it came here and why, who got it, what became of it."""
    ticket = ticket_for(request, pk)
    found, raw = message_of(ticket, message), may(request.user, "desk.export", ticket)
    missing = left_out.sentences(found.explanation.get("warnings", []))
    about = {"ticket": ticket, "message": found, "may_raw": raw, "left_out": missing}
    return render(request, "desk/message.html", about)


@door("desk.export")
@require_GET
def raw(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """The mail byte for byte, as a download."""
    found = message_of(ticket_for(request, pk), message)
    source = found.arrival or found.outgoing
    if source is None or source.raw is None:
        raise Http404
    return download(source.raw.content, f"message-{found.pk}.eml", "message/rfc822")


@door("desk.see", rehearsed=True)
@require_GET
def original(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """The message as its sender drew it, in a frame that can do nothing; pictures from elsewhere only when asked."""
    found, asked = message_of(ticket_for(request, pk), message), request.GET.get("images") == "1"
    html = INLINE.sub(lambda mark: f'src="{as_data(found, int(mark[1]))}"', found.html)
    response = render(request, "desk/original.html", {"html": html.replace(*HELD) if asked else html, "message": found})
    response.headers["Content-Security-Policy"] = LOCKED.format(" https: http:" if asked else "")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def as_data(message: Message, pk: int) -> str:
    """An inline picture in the page itself: the frame has no cookies to fetch it with."""
    found = message.attachments.filter(pk=pk, type__in=PICTURES).select_related("blob").first()
    return f"data:{found.type};base64,{base64.b64encode(found.blob.content).decode()}" if found else ""


@door("desk.see", rehearsed=True)
@require_GET
def attachment(request: HttpRequest, pk: int, name: str = "") -> HttpResponse:
    """One file: pictures may be looked at, anything else is downloaded."""
    found = get_object_or_404(Attachment.objects.before(request.user).select_related("blob"), pk=pk)
    shows = found.type in PICTURES and "download" not in request.GET
    return download(found.blob.content, found.name, found.type if shows else BYTES, inline=shows)

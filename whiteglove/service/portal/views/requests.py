"""A customer's own tickets, which they know as requests."""

import secrets
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import PICTURES, download
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.people.policy import may
from whiteglove.service.customers.guest import Guest
from whiteglove.service.desk.models import Ticket
from whiteglove.service.portal import actions, queries, tongue
from whiteglove.service.portal.doors import customers_door, owned
from whiteglove.service.portal.forms import MOST_FILES, AnswerForm, largest
from whiteglove.service.portal.page import page

# Answers of one customer within ten minutes.
MOST, WITHIN = 20, 600


@customers_door("portal.see")
@require_safe
def home(request: HttpRequest, guest: Guest) -> HttpResponse:
    closed = request.GET.get("show") == "solved"
    listed = queries.tickets_of(guest.customer, solved=closed, after=request.GET.get("after", "")[:300])
    rows = [(one, opened(request, guest, one.ticket)) for one in listed.rows]
    about = {"rows": rows, "closed": closed, "after": listed.after, "here": "home", "begun": "begun" in request.GET}
    return page(request, "home.html", about | {"may_begin": bool(queries.offered_forms())}, guest)


@customers_door("portal.see", writes="portal.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, guest: Guest, number: int) -> HttpResponse:
    ticket = theirs(guest, number, "portal.see" if request.method != "POST" else "portal.answer")
    if request.method == "POST":
        return answered(request, guest, ticket)
    if ticket.current.pk != ticket.pk and ticket.current.customer_id == guest.customer.pk:
        return redirect("my:request", ticket.current.pk)
    return shown(request, guest, ticket)


@customers_door("portal.see", writes="portal.solve")
@require_POST
def solved(request: HttpRequest, guest: Guest, number: int) -> HttpResponse:
    ticket = theirs(guest, number, "portal.solve")
    actions.close(guest=guest, ticket=ticket, at=clock.now())
    return redirect("my:request", ticket.pk)


@customers_door("portal.see")
@require_safe
def file(request: HttpRequest, guest: Guest, number: int, file: int) -> HttpResponse:
    """Always to be downloaded: what somebody sent never runs here."""
    found = queries.own_file(theirs(guest, number, "portal.see"), guest.customer, file)
    if found is None:
        raise Http404
    return download(found.blob.content, found.name)


@customers_door("portal.see")
@require_safe
def picture(request: HttpRequest, guest: Guest, number: int, file: int) -> HttpResponse:
    """To be looked at in the page; what isn't drawn as a picture isn't here."""
    found = queries.own_file(theirs(guest, number, "portal.see"), guest.customer, file)
    if found is None or found.type not in PICTURES:
        raise Http404
    return download(found.blob.content, found.name, found.type, inline=True)


@customers_door("portal.see")
@require_safe
def news(request: HttpRequest, guest: Guest, number: int) -> HttpResponse:
    """What an open page asks now and then: what was said, if that isn't what it shows already."""
    part, mark = talk(request, guest, theirs(guest, number, "portal.see"))
    answer = HttpResponse(part, headers={"ETag": mark})
    return get_conditional_response(request, etag=mark, response=answer)


def theirs(guest: Guest, number: int, permit: str) -> Ticket:
    """Somebody else's is answered as one that never was."""
    ticket = queries.own_ticket(guest.customer, number) if number < 2**63 else None
    if ticket is None:
        raise Http404
    return owned(guest, permit, ticket)


def answered(request: HttpRequest, guest: Guest, ticket: Ticket) -> HttpResponse:
    form = AnswerForm(request.POST, request.FILES.getlist("files"))
    wrong = form.wrong or ("too_fast" if too_often("portal.answers", str(guest.customer.pk), MOST, WITHIN) else "")
    if wrong:
        kept = {"wrong": wrong, "text": request.POST.get("text", ""), "once": request.POST.get("once", "")[:60]}
        return shown(request, guest, ticket, kept, status=429 if wrong == "too_fast" else 422)
    given = form.cleaned_data
    actions.answer(
        guest=guest, ticket=ticket, text=given["text"], files=form.read_files(), once=given["once"], at=clock.now()
    )
    return redirect(reverse("my:request", args=[ticket.pk]) + "?sent=yes#last")


def shown(
    request: HttpRequest, guest: Guest, ticket: Ticket, kept: dict | None = None, status: int = 200
) -> HttpResponse:
    standing = queries.standing_of(ticket)
    part, mark = talk(request, guest, ticket)
    context = {
        "ticket": ticket, "standing": standing, "talk": part, "mark": mark,
        "may_solve": standing != "solved" and may(guest, "portal.solve", ticket), "sent": "sent" in request.GET,
        "begun": "begun" in request.GET,
        "text": "", "once": secrets.token_urlsafe(16),
        "megabytes": largest() // 1024 // 1024, "most_files": MOST_FILES,
    }  # fmt: skip
    return page(request, "request.html", context | (kept or {}), guest, status=status)


def talk(request: HttpRequest, guest: Guest, ticket: Ticket) -> tuple[SafeString, str]:
    """How it stands and what was said, as a part of the page, and its mark: the same as long as it says the same."""
    language, zone = tongue.wanted(request, guest.customer.language), guest.customer.time_zone
    lines = queries.conversation(ticket, guest.customer)
    about = {
        "ticket": ticket, "standing": queries.standing_of(ticket), "say": tongue.says(language),
        "brand": settings.HELP_NAME, "opened": tongue.moment(ticket.opened_at, language, zone),
        "lines": [(one, tongue.moment(one.at, language, zone)) for one in lines],
    }  # fmt: skip
    part = render_to_string("portal/talk.html", about)
    return part, f'"{sha256(part.encode()).hexdigest()[:24]}"'


def opened(request: HttpRequest, guest: Guest, ticket: Ticket) -> str:
    return tongue.moment(ticket.opened_at, tongue.wanted(request, guest.customer.language), guest.customer.time_zone)

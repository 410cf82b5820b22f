"""How a door answers: well done, refused, or go on to the next. Words and headers only; nothing is decided here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from whiteglove.ground.ui import toasts
from whiteglove.service.desk.errors import Refused, Unready
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.sight import ticket_before


def ticket_for(request: HttpRequest, pk: int) -> Ticket:
    """The ticket within this person's sight, or Http404."""
    if (found := ticket_before(request.user, pk)) is None:
        raise Http404
    return found


def url_of(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def done(
    request: HttpRequest,
    ticket: Ticket,
    says: str,
    *,
    undo_url: str = "",
    undo_method: str = "DELETE",
    leaves: bool = False,
    gone: bool = False,
) -> HttpResponse:
    """The change is made: say so and let the page refetch what shows it.

    `leaves`: go on to the next ticket; `gone`: this person doesn't see this one any more.
    """
    toasts.say(request, says, undo_url=undo_url, undo_method=undo_method)
    if not request.htmx:
        return redirect("desk:queue") if gone else redirect("desk:ticket", ticket.pk)
    response = toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": ticket.pk})
    return toasts.tell(response, "desk:done", {"ticket": ticket.pk}) if leaves or gone else response


def back(request: HttpRequest, ticket: Ticket, says: str) -> HttpResponse:
    """Something was undone: show the ticket it happened to."""
    toasts.say(request, says)
    if not request.htmx:
        return redirect("desk:ticket", ticket.pk)
    response = toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": ticket.pk})
    return toasts.tell(response, "desk:back", {"ticket": ticket.pk, "url": url_of("ticket", ticket.pk)})


def refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What the room refuses becomes a 409 with its own words; the page stays as it was."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as no:
            return refused(request, str(no))

    return answering


def refused(request: HttpRequest, why: str) -> HttpResponse:
    toasts.say(request, why, level="error")
    response = HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    response.headers["HX-Reswap"] = "none"
    return toasts.tell(response, "desk:changed", {})


def unready(request: HttpRequest, ticket: Ticket, no: Unready, sheet: str = "", url: str = "") -> HttpResponse:
    """Open the dialog in which rooms above ask what is missing. `sheet`: the form it belongs to, if not its own;
    `url`: where that is sent, if not to the door of solving."""
    if not request.htmx:
        return refused(request, str(no))
    about = {"ticket": ticket, "unready": no, "sheet": sheet, "version": ticket.version, "url": url}
    response = render(request, "desk/solving.html", about, status=409)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#verb-body", "innerHTML"
    return toasts.tell(response, "dialog:open", {"dialog": "#verb"}, "HX-Trigger-After-Swap")


def first_error(form: Any) -> str:
    """The first thing wrong with a form, for where there is no room for a list."""
    return next((str(error) for errors in form.errors.values() for error in errors), "Something is missing.")

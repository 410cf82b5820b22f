"""How the doors of this room answer a change: a word, and a nudge on which the page refetches what changed."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from whiteglove.ground.ui.toasts import say, tell
from whiteglove.service.customers.models import Customer


def seen(request: HttpRequest, pk: int) -> Customer:
    """The customer if this person may see them, else 404."""
    return get_object_or_404(Customer.objects.visible_to(request.user).select_related("organisation"), pk=pk)


def known(request: HttpRequest, pk: int) -> Customer:
    """The same, or one who is only played for this person."""
    rows = Customer.every.select_related("organisation")
    return rows.filter(pk=pk, rehearsed_by=request.user).first() or seen(request, pk)


def nudge(response: HttpResponse, customer: Customer) -> HttpResponse:
    return tell(response, f"live:customer:{customer.pk}")


def done(
    request: HttpRequest, customer: Customer, text: str, *, undo: str = "", method: str = "DELETE"
) -> HttpResponse:
    """After a change: say it, and let the page's parts refetch themselves; without script, show the page."""
    say(request, text, undo_url=undo, undo_method=method)
    if request.htmx:
        return nudge(HttpResponse(status=204), customer)
    return redirect("customers:customer", customer.pk)


def shown_form(request: HttpRequest, customer: Customer, template: str, context: dict, *, error: bool) -> HttpResponse:
    """A form inside a dialog: with its errors (422), or fresh after it was kept."""
    response = render(request, template, {"customer": customer, **context}, status=422 if error else 200)
    return response if error else nudge(response, customer)


def or_say_why(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An action's ValueError becomes a word on the page instead of a fault."""

    @wraps(view)
    def tried(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
        try:
            return view(request, pk, **kwargs)
        except ValueError as error:
            say(request, str(error), level="error")
            return HttpResponse(status=204) if request.htmx else redirect("customers:customer", pk)

    return tried

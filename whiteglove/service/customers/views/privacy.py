"""A customer's right to their data: hand it over, and erase it."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.customers import actions
from whiteglove.service.customers.forms import EraseForm

from .answer import seen


@door("customers.export")
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything every room keeps about the customer, as a JSON file."""
    whole = actions.export_customer(customer=seen(request, pk), by=request.user, at=clock.now())
    response = HttpResponse(json.dumps(whole, ensure_ascii=False, indent=2), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="customer-{pk}.json"'
    response["Cache-Control"] = "no-store"
    return response


@door("customers.erase")
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """The one act here that can't be undone, so it asks first."""
    shown, form = seen(request, pk).current, EraseForm(request.POST or None)
    if request.method == "GET" and shown.pk != pk:
        return redirect("customers:erase", shown.pk)  # whose name is read before it is confirmed
    if request.method == "POST" and form.is_valid():
        actions.erase(customer=shown, by=request.user, at=clock.now(), reason=form.cleaned_data["reason"])
        say(request, "The personal data is erased.")
        return redirect("customers:customer", shown.pk)
    return render(
        request, "customers/erase.html", {"form": form, "customer": shown}, status=422 if form.errors else 200
    )

"""Organisations: the list, one of them, adding and changing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.toasts import say
from whiteglove.service.customers import actions, queries
from whiteglove.service.customers.forms import OrganisationForm
from whiteglove.service.customers.models import Organisation


@door("customers.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    words, after = request.GET.get("q", "").strip()[:200], request.GET.get("after", "")
    context = {
        "rows": queries.organisations(words, after=after),
        "words": words,
        "may_organise": may(request.user, "customers.organise"),
    }
    return render(request, "customers/organisations.html", context)


@door("customers.organise")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    return _kept(request, None)


@door("customers.see", writes="customers.organise")
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    return _kept(request, get_object_or_404(Organisation, pk=pk))


def _kept(request: HttpRequest, shown: Organisation | None) -> HttpResponse:
    form = OrganisationForm(request.POST or None, initial=_filled(shown))
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, shown, form.cleaned_data)
        except ValueError as error:
            form.add_error("domains" if form.cleaned_data["domains"] else None, str(error))
        else:
            say(request, "Kept.")
            return redirect("customers:organisation", kept.pk)
    context = {"form": form, "organisation": shown, "may_organise": may(request.user, "customers.organise")}
    if shown:
        context["page"] = queries.of_organisation(request.user, shown, after=request.GET.get("after", ""))
    return render(request, "customers/organisation.html", context, status=422 if form.errors else 200)


def _filled(shown: Organisation | None) -> dict:
    return {"name": shown.name, "domains": "\n".join(shown.domains), "notes": shown.notes} if shown else {}


def _keep(request: HttpRequest, shown: Organisation | None, given: dict) -> Organisation:
    if shown is None:
        return actions.add_organisation(by=request.user, at=clock.now(), **given)
    return actions.change_organisation(organisation=shown, by=request.user, at=clock.now(), **given)

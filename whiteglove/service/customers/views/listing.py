"""The list of customers, and adding one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.customers import actions, queries
from whiteglove.service.customers.forms import NewCustomerForm


@door("customers.see")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    words, after = request.GET.get("q", "").strip()[:200], request.GET.get("after", "")
    page = queries.found(request.user, words, after=after) if words else queries.listed(request.user, after=after)
    template = "customers/rows.html" if request.htmx and not request.htmx.boosted else "customers/list.html"
    return render(request, template, {"page": page, "words": words})


@door("customers.change")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = NewCustomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add(by=request.user, at=clock.now(), **form.cleaned_data)
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            say(request, f"{made} is a customer now.")
            return redirect("customers:customer", made.pk)
    context = {"form": form, "organisations": queries.organisation_names()}
    return render(request, "customers/add.html", context, status=422 if form.errors else 200)

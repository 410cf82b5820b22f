"""One customer's page, its parts, and what is known about them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door, may
from whiteglove.service.customers import actions, queries
from whiteglove.service.customers.forms import AddressForm, CustomerForm

from .answer import done, known, or_say_why, seen

PARTS = {"about": "about", "addresses": "addresses", "notes": "notes_list"}
GUESSED = {"language", "time_zone"}


@door("customers.see")
@require_GET
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen(request, pk)
    if shown.merged_into_id:
        return redirect("customers:customer", shown.current.pk)
    return render(request, "customers/customer.html", about(request, shown))


def about(request: HttpRequest, shown) -> dict:
    """Everything the page of `shown` needs."""
    return {
        "card": queries.card_of(shown, clock.now()),
        "customer": shown,
        "merges": queries.merges_of(shown),
        "erasure": queries.erasure_of(shown),
        "address_form": AddressForm(),
        "may_merge": may(request.user, "customers.merge", shown),
        "may_export": may(request.user, "customers.export", shown),
        "may_erase": may(request.user, "customers.erase", shown),
    }


@door("customers.see")
@require_GET
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One section of the page again, because something changed."""
    if part not in PARTS:
        raise Http404
    shown = seen(request, pk)
    context = {"card": queries.card_of(shown, clock.now()), "customer": shown, "erasure": queries.erasure_of(shown)}
    return render(request, f"customers/{PARTS[part]}.html", context)


@door("customers.see", rehearsed=True)
@require_GET
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card beside a conversation again; `ticket` says which conversation."""
    shown, ticket = known(request, pk).current, number(request.GET.get("ticket"))
    context = {"card": queries.card_of(shown, clock.now(), notes=2), "customer": shown}
    return render(request, "customers/panels/card.html", {**context, "of_ticket": ticket or ""})


@door("customers.change")
@require_http_methods(["GET", "POST"])
@or_say_why
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen(request, pk)
    initial = {"name": shown.name, "organisation": shown.organisation or "", "language": shown.language,
               "time_zone": shown.time_zone}  # fmt: skip
    form = CustomerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change(customer=shown, by=request.user, at=clock.now(), **form.cleaned_data)
        return done(request, shown, "Changed.")
    context = {"form": form, "customer": shown, "organisations": queries.organisation_names()}
    return render(request, "customers/edit.html", context, status=422 if form.errors else 200)


@door("customers.change")
@require_POST
@or_say_why
def confirm_guess(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """What was guessed is right."""
    if field not in GUESSED:
        raise Http404
    shown = seen(request, pk)
    actions.change(customer=shown, by=request.user, at=clock.now(), **{field: getattr(shown, field)})
    return done(request, shown, "Confirmed.")

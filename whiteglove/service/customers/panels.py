"""What this room hangs into the pages of others, and the places it offers itself."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import Hit, command, finder
from whiteglove.ground.ui.slots import panel, place
from whiteglove.service.customers import queries
from whiteglove.service.customers.models import Customer


def customer_for(request: HttpRequest, customer: str = "", **others: str) -> dict[str, Any]:
    """What a lazy panel about a customer gets. Raises Http404 for one this person may not see."""
    found = Customer.objects.visible_to(request.user).filter(pk=number(customer)).first()
    if found is None:
        raise Http404
    return {"customer": found}


place("customer.timeline", "A customer's page: what happened with them, newest first", opens=customer_for)
place("customer.about", "Lines under the facts on a customer's own page alone", opens=customer_for)
place("customer.card", "Lines under the facts of a customer's card, such as the number of tickets", opens=customer_for)

command(key="customers.list", label="Customers", url_name="customers:list", keys="g c", permit="customers.see",
        icon="person")  # fmt: skip
command(key="customers.add", label="Add a customer", url_name="customers:add", permit="customers.change", icon="plus")
command(key="customers.organisations", label="Organisations", url_name="customers:organisations",
        permit="customers.see", icon="building")  # fmt: skip


@panel("nav.main", order=30, permit="customers.see", template="ui/nav_item.html")
def customers(request: HttpRequest) -> dict[str, Any]:
    url = address("customers:list")
    return {
        "url": url,
        "label": "Customers",
        "icon": "person",
        "current": request.path.startswith(url),
        "keys": "g c",
    }


@panel("ticket.sidebar", order=10, permit="customers.see", template="customers/panels/card.html")
def card(request: HttpRequest, ticket: Any, **others: Any) -> dict[str, Any]:
    """Who is writing: identity, language, local time, notes, and what was before."""
    customer = ticket.customer.current
    return {"card": queries.card_of(customer, clock.now(), notes=2), "customer": customer, "of_ticket": ticket.pk}


@finder("customers", permit="customers.see", order=20)
def find_customers(request: HttpRequest, words: str) -> list[Hit]:
    rows = queries.found(request.user, words, size=6).rows
    return [Hit(str(row), reverse("customers:customer", args=[row.pk]), _note(row), "person") for row in rows]


def _note(row: Customer) -> str:
    return row.organisation.name if row.organisation else next((one.shown for one in row.addresses.all()), "")

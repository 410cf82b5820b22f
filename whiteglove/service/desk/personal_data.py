"""What the desk keeps about a customer: handed over with their data, erased with it."""

import json
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.forget import forget_customer
from whiteglove.service.desk.export import lines_of
from whiteglove.service.desk.models import Ticket

erasure.register("desk", forget_customer)


@export.register("desk")
def conversations(customer: Customer) -> list[dict[str, Any]]:
    """Every line of every ticket of theirs, files named and not included."""
    ids = list(Ticket.objects.filter(customer=customer).values_list("pk", flat=True))
    return [json.loads(line) for line in lines_of(ids, files=False)]

"""A customer's data go: their name and addresses too, where somebody wrote them here."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from whiteglove.learning.coaching.masking import mask_words
from whiteglove.learning.library.models import Confirmation, Experience, Note
from whiteglove.service.customers.models import Customer

WRITTEN: dict[type[Model], tuple[str, ...]] = {
    Note: ("words",), Experience: ("title", "place", "happened", "did", "learnt"), Confirmation: ("words",),
}  # fmt: skip


def of_customer(customer: Customer) -> list[str]:
    """What would tell that a text is about them: addresses, and their whole name where it has two words or more."""
    known = [one.value for one in customer.addresses.all() if len(one.value) > 5]
    return known + ([customer.name] if len(customer.name.split()) > 1 else [])


def holding(model: type[Model], words: list[str]) -> QuerySet:
    """Rows in which one of these stands."""
    asked = Q(pk__in=[])
    for field in WRITTEN[model]:
        for word in words:
            asked |= Q(**{f"{field}__icontains": word})
    return model.objects.filter(asked).order_by("id")


def forget_customer(*, customer: Customer, at: datetime) -> int:
    """The rest of what was written is its writer's. How many texts that were."""
    words = of_customer(customer)
    with transaction.atomic():
        rows = [row for model in WRITTEN for row in holding(model, words).select_for_update(of=("self",))]
        for row in rows:
            _masked(row, words)
    return len(rows)


def _masked(row: Model, words: list[str]) -> None:
    for field in WRITTEN[type(row)]:
        text = getattr(row, field)
        for word in words:
            text = mask_words(text, word)
        setattr(row, field, text[: row._meta.get_field(field).max_length])
    row.save(update_fields=WRITTEN[type(row)])

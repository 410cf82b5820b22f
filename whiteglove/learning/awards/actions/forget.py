"""A customer's data go: their name and addresses too, where somebody wrote them here."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from whiteglove.learning.awards.models import Nomination, Score
from whiteglove.learning.coaching.masking import mask_words
from whiteglove.service.customers.models import Customer

WRITTEN: dict[type[Model], str] = {Nomination: "statement", Score: "words"}


def of_customer(customer: Customer) -> list[str]:
    """What would tell that a text is about them: addresses, and their whole name where it has two words or more."""
    known = [one.value for one in customer.addresses.all() if len(one.value) > 5]
    return known + ([customer.name] if len(customer.name.split()) > 1 else [])


def holding(model: type[Model], words: list[str]) -> QuerySet:
    """Rows in which one of these stands."""
    asked = Q(pk__in=[])
    for word in words:
        asked |= Q(**{f"{WRITTEN[model]}__icontains": word})
    return model.objects.filter(asked).order_by("id")


def forget_customer(*, customer: Customer, at: datetime) -> int:
    """The rest of what was written is its writer's. How many texts that were."""
    words = of_customer(customer)
    with transaction.atomic():
        rows = [row for model in WRITTEN for row in holding(model, words).select_for_update(of=("self",))]
        for row in rows:
            field = WRITTEN[type(row)]
            for word in words:
                setattr(row, field, mask_words(getattr(row, field), word))
            row.save(update_fields=[field])
    return len(rows)

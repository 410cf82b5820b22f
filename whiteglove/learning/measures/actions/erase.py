"""Somebody who left is erased: see ground/people/keeping.py."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.measures.models import DAY, MONTH, NOBODY, Fact, Progress, Spread, Sum


def erase_person(person: Person, at: datetime) -> None:
    """Whose a fact is. Those of the team and the house stay as they are; `recount` gives none back."""
    with transaction.atomic():
        list(Progress.objects.select_for_update().values_list("pk"))
        Fact.objects.of(person.pk).update(person=NOBODY)
        Sum.objects.filter(unit__in=[DAY, MONTH], person=person.pk).delete()
        Spread.objects.filter(person=person.pk).delete()

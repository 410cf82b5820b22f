"""Somebody leaves, or doesn't coach any more: nothing stays open with them, and they read nobody's runs."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person, Role
from whiteglove.learning.practice.models import Run, Shown

from .leave import leave_run
from .show import withdraw


def part(*, person: Person, at: datetime) -> None:
    """Idempotent: it looks at how things are, not at what happened."""
    if not person.is_staff_member:
        for run in Run.objects.of(person).open():
            leave_run(run=run, by=None, at=at)
    if not person.is_active or person.role not in (Role.LEAD, Role.ADMIN):
        with transaction.atomic():
            for one in Shown.objects.standing().filter(coach=person).select_related("run"):
                withdraw(run=one.run, coach=person, by=None, at=at)

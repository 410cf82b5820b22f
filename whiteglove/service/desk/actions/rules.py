"""Decide how the desk works."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import DeskRules

from .change import allow

CHANGEABLE = {
    "acknowledge", "acknowledgement", "letters", "company", "acknowledgements_an_hour", "reopen_within_days",
    "undo_seconds",
}  # fmt: skip


def change_rules(*, by: Person | None, at: datetime, **rules: object) -> DeskRules:
    """Set any of the rules of `DeskRules`; `by` None is a standard pack being loaded. KeyError for another name."""
    allow(by, "desk.setup")
    if unknown := set(rules) - CHANGEABLE:
        raise KeyError(", ".join(sorted(unknown)))
    with transaction.atomic():
        row = DeskRules.objects.select_for_update().filter(pk=1).first() or DeskRules(pk=1)
        for name, value in rules.items():
            setattr(row, name, value)
        row.save()
        record("desk.rules_changed", subject=row, by=by, at=at, facts={"rules": sorted(rules)}, audience="admin")
    return row

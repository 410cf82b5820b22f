"""Remember how an account's ends are doing."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.service.channels import backoff, contract
from whiteglove.service.channels.models import Account, Health


def note_health(account: Account, health: contract.Health, *, at: datetime) -> Health:
    """Writes only what changed; a failure sets when to try next, and the first one is announced."""
    row = Health.objects.filter(account=account, part=health.part).first()
    if row and row.ok and health.ok and row.says == health.says:
        Health.objects.filter(pk=row.pk).update(checked_at=at)
        return row
    with transaction.atomic():
        return _write(account, health, row, at)


def _write(account: Account, health: contract.Health, row: Health | None, at: datetime) -> Health:
    turned = row is None or row.ok != health.ok
    tries = 0 if health.ok else (row.tries if row else 0) + 1
    values = {
        "ok": health.ok,
        "says": health.says[:1000],
        "checked_at": at,
        "tries": tries,
        "since": at if turned else row.since,
        "due_at": None if health.ok else backoff.next_poll(tries, at),
    }
    written, _ = Health.objects.update_or_create(account=account, part=health.part, defaults=values)
    if turned and not health.ok:
        record(
            "mailbox.failed",
            subject=account,
            by=None,
            at=at,
            audience="admin",
            facts={"part": health.part, "says": health.says[:400]},
        )
    elif turned and row:
        record("mailbox.recovered", subject=account, by=None, at=at, audience="admin", facts={"part": health.part})
    return written

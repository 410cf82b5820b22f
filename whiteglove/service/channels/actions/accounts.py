"""Set up mailboxes."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import require
from whiteglove.service.channels.models import Account


def add_account(
    *,
    by: Person | None,
    at: datetime,
    name: str,
    address: str,
    team: Team | None = None,
    settings: dict | None = None,
    secrets: dict[str, str] | None = None,
    is_default: bool = False,
    kind: str = "email",
) -> Account:
    """A new mailbox; `secrets` holds any of smtp_password, imap_password, client_secret, refresh_token."""
    _may(by)
    with transaction.atomic():
        if is_default:
            _nobody_is_default(kind)
        account = Account(
            kind=kind, name=name, address=address.strip(), team=team, settings=settings or {}, is_default=is_default
        )
        account.seal(**(secrets or {}))
        account.save(force_insert=True)
        record("mailbox.added", subject=account, by=by, at=at, audience="admin", facts={"address": account.address})
    return account


def change_account(
    account: Account, *, by: Person | None, at: datetime, secrets: dict[str, str] | None = None, **changes: object
) -> Account:
    """Changes the given fields; empty secrets stay as they are. The event names fields, never values."""
    _may(by)
    secrets = {name: value for name, value in (secrets or {}).items() if value}
    with transaction.atomic():
        if changes.get("is_default"):
            _nobody_is_default(account.kind)
        # A worker may have turned the refresh token over since the account was read.
        account.secret = Account.objects.select_for_update().values_list("secret", flat=True).get(pk=account.pk)
        for name, value in changes.items():
            setattr(account, name, value)
        if secrets:
            account.seal(**secrets, **_without_old_token(secrets))
        account.save(update_fields=[*changes, "secret"])
        # What was wrong with the old settings says nothing about the new ones.
        account.healths.all().delete()
        record(
            "mailbox.changed",
            subject=account,
            by=by,
            at=at,
            audience="admin",
            facts={"fields": sorted([*changes, *secrets])},
        )
    return account


def _without_old_token(secrets: dict[str, str]) -> dict[str, str]:
    """With another consent, the access token of the old one is of no use."""
    return {"access_token": "", "access_ends": ""} if "refresh_token" in secrets else {}


def switch_off(account: Account, *, by: Person | None, at: datetime) -> None:
    """No mail is taken for it any more; what it queued still leaves."""
    _switch(account, False, "mailbox.switched_off", by, at)


def switch_on(account: Account, *, by: Person | None, at: datetime) -> None:
    _switch(account, True, "mailbox.switched_on", by, at)


def _switch(account: Account, active: bool, event: str, by: Person | None, at: datetime) -> None:
    _may(by)
    with transaction.atomic():
        account.active = active
        account.save(update_fields=["active"])
        record(event, subject=account, by=by, at=at, audience="admin", facts={"address": account.address})


def _may(by: Person | None) -> None:
    """`by` None is the house itself: seeding, setting up from the command line."""
    if by is not None:
        require(by, "channels.accounts")


def _nobody_is_default(kind: str) -> None:
    Account.objects.filter(kind=kind, is_default=True).update(is_default=False)

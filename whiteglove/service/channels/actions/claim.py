"""Let one worker at a time do something for a mailbox. No lock is held: the claim is a condition of a row."""

from datetime import datetime, timedelta

from django.db.models import Q

from whiteglove.service.channels import claims
from whiteglove.service.channels.models import Account

# By what is claimed. Longer than a token server is waited for; longer than a watch is silent.
LEASES = {"token": timedelta(minutes=1), "watch": timedelta(minutes=1)}


def claim(account: Account, what: str, name: str, at: datetime) -> bool:
    """Whether `name` has "token" or "watch" from now on, or still has. `at` is the time of the clock."""
    holder, until = f"{what}_claim", f"{what}_claim_until"
    mine = {holder: name, until: at + LEASES[what]}
    row = Account.objects.filter(pk=account.pk)
    if row.filter(Q(**{f"{holder}__in": ["", name]}) | Q(**{f"{until}__lte": at})).update(**mine):
        return True
    held = row.values_list(holder, flat=True).first()
    return bool(held) and claims.is_dead(held) and bool(row.filter(**{holder: held}).update(**mine))


def release(account: Account, what: str, name: str) -> None:
    holder = f"{what}_claim"
    Account.objects.filter(pk=account.pk, **{holder: name}).update(**{holder: "", f"{what}_claim_until": None})

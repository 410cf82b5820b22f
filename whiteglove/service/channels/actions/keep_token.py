"""Fetch and keep a token: one worker at a time, for a refresh token that is turned over is good only once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from whiteglove.service.channels import claims
from whiteglove.service.channels.models import Account

LEASE = timedelta(minutes=1)  # longer than a token server is waited for


def claim_token(account: Account, claim: str, at: datetime) -> bool:
    """Whether this worker may ask the token server now; no lock is held meanwhile. `at` is the time of the clock."""
    mine = {"token_claim": claim, "token_claim_until": at + LEASE}
    row = Account.objects.filter(pk=account.pk)
    if row.filter(Q(token_claim="") | Q(token_claim_until__lte=at)).update(**mine):
        return True
    held = row.values_list("token_claim", flat=True).get()
    return claims.is_dead(held) and bool(row.filter(token_claim=held).update(**mine))


def release_token(account: Account, claim: str) -> None:
    Account.objects.filter(pk=account.pk, token_claim=claim).update(token_claim="", token_claim_until=None)


def keep_token(account: Account, *, used: str, **secrets: str) -> None:
    """Seals the secrets beside what stands there now, unless somebody entered another refresh token than `used`."""
    with transaction.atomic():
        row = Account.objects.select_for_update().only("secret").get(pk=account.pk)
        if row.secrets.get("refresh_token") == used:
            row.seal(**secrets)
            row.save(update_fields=["secret"])
    account.secret = row.secret

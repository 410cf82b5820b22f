"""Keep an access token, and the refresh token that may have come with it."""

from django.db import transaction

from whiteglove.service.channels.models import Account


def keep_token(account: Account, *, used: str, **secrets: str) -> None:
    """Seals the secrets beside what stands there now, unless somebody entered another refresh token than `used`."""
    with transaction.atomic():
        row = Account.objects.select_for_update().only("secret").get(pk=account.pk)
        if row.secrets.get("refresh_token") == used:
            row.seal(**secrets)
            row.save(update_fields=["secret"])
    account.secret = row.secret

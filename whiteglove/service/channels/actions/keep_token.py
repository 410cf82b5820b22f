"""Keep an access token, and the refresh token that may have come with it."""

from whiteglove.service.channels.models import Account


def keep_token(account: Account, **secrets: str) -> None:
    """Seals the secrets beside the others; nothing else of the account is written."""
    account.seal(**secrets)
    Account.objects.filter(pk=account.pk).update(secret=account.secret)

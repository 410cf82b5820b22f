"""Reads that join several nouns: which mailbox a message belongs to."""

from collections.abc import Iterable

from whiteglove.service.channels.models import Account


def account_for(addresses: Iterable[str], kind: str = "email") -> Account | None:
    """The active mailbox one of these addresses reaches (plus parts don't matter), first match wins."""
    wanted = [bare_address(a) for a in addresses if a]
    if not wanted:
        return None
    known = {a.address.lower(): a for a in Account.objects.active().filter(kind=kind).select_related("team")}
    return next((known[a] for a in wanted if a in known), None)


def default_account(kind: str = "email") -> Account | None:
    """The mailbox for mail that names none of ours; None when nobody configured one."""
    return Account.objects.active().filter(kind=kind, is_default=True).select_related("team").first()


def bare_address(address: str) -> str:
    """`support@…` of `Support+anything@…`."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"

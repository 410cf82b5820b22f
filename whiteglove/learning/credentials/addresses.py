"""Where everything about a certificate is found: whole addresses, which are signed and so must never change."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from .open_badges.did import did_of


def whole(name: str, *parts: object) -> str:
    return settings.PUBLIC_URL + reverse(f"credentials:{name}", args=parts)


def own_did() -> str:
    return did_of(settings.PUBLIC_URL)


def credential(public_id: UUID) -> str:
    return whole("page", public_id)


def status_list(number: int) -> str:
    return whole("status", number)


def achievement(revision_hash: str, name: str) -> str:
    return whole("achievement", revision_hash[:16], name)


def badge(revision_hash: str, name: str) -> str:
    return whole("badge", revision_hash[:16], name)


def public_id_in(address: str) -> UUID | None:
    """Which certificate an address names, whatever this house was called when it was given."""
    try:
        return UUID(address.rstrip("/").rpartition("/")[2])
    except ValueError:
        return None

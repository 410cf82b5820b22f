"""Private keys at rest: sealed with the key of this server, as the passwords of mailboxes are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whiteglove.service.channels import secrets

from .errors import Refused
from .open_badges.encoding import base64url, from_base64url

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def new() -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def sealed(key: Ed25519PrivateKey) -> bytes:
    return secrets.sealed({"ed25519": base64url(key.private_bytes_raw())})


def opened(secret: bytes) -> Ed25519PrivateKey:
    """Raises Refused where this server's own key has changed since."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        raw = from_base64url(secrets.opened(bytes(secret))["ed25519"])
    except (secrets.Lost, KeyError) as error:
        raise Refused(
            "The key that signs certificates can't be read with this server's secret. An administrator can put a new "
            "one in its place under Setup, Certificates; what was signed stays valid."
        ) from error
    return Ed25519PrivateKey.from_private_bytes(raw)

"""An exchange signs what it tells us with the secret of its line. Pure.

    X-Phone-Time: 1767261600                   seconds since 1970, UTC
    X-Phone-Signature: sha256=<hex>            HMAC-SHA256 of "<time>.<body>" under the secret

The time is signed too and may differ from ours by five minutes, so that what was overheard is soon worth nothing; told
again within them it is known by its id.
"""

import hmac
from datetime import datetime
from hashlib import sha256

LEEWAY = 300  # seconds
SECRET_LEAST = 32
PREFIX = "sha256="


class NotSigned(ValueError):
    """The words are for whoever sets up the exchange."""


def sign(body: bytes, secret: str, at: datetime) -> dict[str, str]:
    """The headers an exchange sends."""
    stamp = str(int(at.timestamp()))
    return {"X-Phone-Time": stamp, "X-Phone-Signature": PREFIX + digest(stamp, body, secret)}


def check(body: bytes, stamp: str, signature: str, secret: str, at: datetime) -> None:
    """Raises NotSigned unless it was signed with the secret, just now."""
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        raise NotSigned("X-Phone-Time must be the seconds since 1970.")
    expected = PREFIX + digest(stamp, body, secret)
    same = hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))
    # A line that isn't there answers like one with another secret.
    if not same or len(secret) < SECRET_LEAST:
        raise NotSigned("The signature doesn't fit the body, the time and the line's secret.")
    if abs(at.timestamp() - int(stamp)) > LEEWAY:
        raise NotSigned("The time is more than five minutes from ours: set the clock of the exchange.")


def digest(stamp: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, sha256).hexdigest()

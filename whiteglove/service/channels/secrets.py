"""Passwords and tokens at rest: encrypted with a key derived from SECRET_KEY.

Whoever has both the database and the key can read them; a copy of the database alone can't. `cryptography` is loaded
with the first secret: starting doesn't need it.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class Lost(Exception):
    """The secrets were written under another SECRET_KEY; somebody must type them again."""


@lru_cache(maxsize=4)
def _fernet(secret_key: str) -> Fernet:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), length=32, salt=None, info=b"whiteglove channel secrets").derive(secret_key.encode())
    return Fernet(urlsafe_b64encode(derived))


def sealed(values: dict[str, str]) -> bytes:
    """The values that aren't empty, as ciphertext; nothing to hide gives empty bytes."""
    kept = {name: value for name, value in values.items() if value}
    return _fernet(settings.SECRET_KEY).encrypt(json.dumps(kept).encode()) if kept else b""


def opened(ciphertext: bytes) -> dict[str, str]:
    """What `sealed` was given; raises `Lost` when the key has changed."""
    if not ciphertext:
        return {}
    from cryptography.fernet import InvalidToken

    try:
        return json.loads(_fernet(settings.SECRET_KEY).decrypt(ciphertext))
    except InvalidToken as error:
        raise Lost("The stored password can't be read with this server's key. Please enter it again.") from error

"""Which certificates were withdrawn, as one long row of bits (Bitstring Status List 1.0). Pure.

A list is long and each certificate has a place in it by chance, so that looking one up tells nobody which it was.
"""

import gzip
from collections.abc import Iterable
from typing import Any

from .canonical import CREDENTIALS
from .encoding import Unreadable, base64url, from_base64url

LENGTH = 131_072  # The least the standard allows.
PURPOSE = "revocation"


def encoded(indexes: Iterable[int]) -> str:
    bits = bytearray(LENGTH // 8)
    for index in indexes:
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))


def is_set(written: str, index: int) -> bool:
    """Whether the bit at `index` stands. Raises Unreadable."""
    if not written.startswith("u") or not 0 <= index < LENGTH:
        raise Unreadable("not a status list")
    bits = gzip.decompress(from_base64url(written[1:]))
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def entry(address: str, index: int) -> dict[str, str]:
    """What a credential says about where its status stands."""
    return {"id": f"{address}#{index}", "type": "BitstringStatusListEntry", "statusPurpose": PURPOSE,
            "statusListIndex": str(index), "statusListCredential": address}  # fmt: skip


def credential(address: str, issuer: str, indexes: Iterable[int], valid_from: str) -> dict[str, Any]:
    """The list as a credential, to be signed like any other."""
    subject = {"id": f"{address}#list", "type": "BitstringStatusList", "statusPurpose": PURPOSE,
               "encodedList": encoded(indexes)}  # fmt: skip
    return {"@context": [CREDENTIALS], "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": issuer, "validFrom": valid_from, "credentialSubject": subject}  # fmt: skip

"""A Data Integrity proof inside a credential, `eddsa-rdfc-2022`. Pure; https://www.w3.org/TR/vc-di-eddsa/."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from .canonical import lines
from .encoding import Unreadable, base58, from_base58

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
PARTS = {*SUITE, "created", "verificationMethod", "proofValue"}


def signed(document: dict[str, Any], key: Ed25519PrivateKey, method: str, created: str) -> dict[str, Any]:
    """`document` with a proof by the key that `method` names; `created` as `2026-11-23T09:00:00Z`."""
    about = SUITE | {"created": created, "verificationMethod": method}
    return document | {"proof": about | {"proofValue": "z" + base58(key.sign(digest(document, about)))}}


def verifies(document: dict[str, Any], public: bytes) -> bool:
    """Whether the proof in it was made by this key over all the rest. Raises Unsignable for what can't be signed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    about = dict(document["proof"])
    try:
        signature = from_base58(about.pop("proofValue")[1:])
        rest = {name: value for name, value in document.items() if name != "proof"}
        Ed25519PublicKey.from_public_bytes(public).verify(signature, digest(rest, about))
    except (InvalidSignature, Unreadable):
        return False
    return True


def well_formed(proof: Any) -> bool:
    """Whether it is one proof of the kind made here, with nothing else in it."""
    return (
        isinstance(proof, dict)
        and set(proof) == PARTS
        and all(isinstance(value, str) for value in proof.values())
        and all(proof[name] == value for name, value in SUITE.items())
        and proof["proofValue"].startswith("z")
    )


def digest(document: dict[str, Any], about: dict[str, Any]) -> bytes:
    """What is signed: the hash of how it is signed, then of what."""
    options = {"@context": document.get("@context"), **about}
    return sha256(lines(options)).digest() + sha256(lines(document)).digest()

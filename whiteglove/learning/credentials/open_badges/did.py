"""`did:web`: who issues, named by a web address, and the document with the keys to check with. Pure.

https://w3c-ccg.github.io/did-method-web/, https://www.w3.org/TR/cid-1.0/
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from .encoding import base64url, multikey

CONTEXTS = (
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
)


@dataclass(frozen=True)
class PublicKey:
    """One of an issuer's keys, by its number; `raw` has 32 bytes."""

    number: int
    raw: bytes

    def method(self, did: str) -> str:
        """The address of this key in the document: what a proof names."""
        return f"{did}#key-{self.number}"

    def jwk_method(self, did: str) -> str:
        """The same key as a JWK: what a token's `kid` names."""
        return f"{did}#key-{self.number}-jwk"

    @property
    def jwk(self) -> dict[str, str]:
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url(self.raw), "alg": "EdDSA", "use": "sig"}


def did_of(url: str) -> str:
    """`https://desk.example:8443/eu` is `did:web:desk.example%3A8443:eu`."""
    parts = urlsplit(url)
    host = quote(parts.netloc.rpartition("@")[2].lower(), safe=".-")
    path = [quote(one, safe=".-_") for one in parts.path.split("/") if one]
    return ":".join(["did:web", host, *path])


def document(did: str, keys: Iterable[PublicKey]) -> dict[str, Any]:
    """What is served as `did.json`: every key that was ever signed with and is still trusted."""
    methods = [method for key in keys for method in methods_of(did, key)]
    return {
        "@context": list(CONTEXTS),
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def methods_of(did: str, key: PublicKey) -> tuple[dict[str, Any], dict[str, Any]]:
    multi = {"id": key.method(did), "type": "Multikey", "controller": did, "publicKeyMultibase": multikey(key.raw)}
    return multi, {"id": key.jwk_method(did), "type": "JsonWebKey", "controller": did,
                   "publicKeyJwk": key.jwk | {"kid": f"key-{key.number}-jwk"}}  # fmt: skip

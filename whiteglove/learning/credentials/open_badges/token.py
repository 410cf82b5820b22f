"""A credential as a signed token (VC-JWT, EdDSA), as Open Badges 3.0 writes it: the credential is the payload. Pure."""

from __future__ import annotations

import json
import warnings
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .encoding import base64url, from_base64url

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALGORITHM = "EdDSA"
CLAIMS = ("iss", "jti", "nbf", "exp", "sub")


class BadToken(ValueError):
    """It isn't a token, or not of this key."""


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def claims_of(document: dict[str, Any]) -> dict[str, Any]:
    """What the registered claims must say of this credential."""
    claims: dict[str, Any] = {"iss": document["issuer"]["id"], "jti": document["id"],
                              "nbf": seconds(document["validFrom"])}  # fmt: skip
    if subject := document["credentialSubject"].get("id"):
        claims["sub"] = subject
    if "validUntil" in document:
        claims["exp"] = seconds(document["validUntil"])
    return claims


def signed(document: dict[str, Any], key: Ed25519PrivateKey, kid: str) -> str:
    payload = json.dumps(document | claims_of(document), ensure_ascii=False, separators=(",", ":"))
    x, d = key.public_key().public_bytes_raw(), key.private_bytes_raw()
    return _serialised({"alg": ALGORITHM, "typ": "JWT", "kid": kid}, payload,
                       {"kty": "OKP", "crv": "Ed25519", "x": base64url(x), "d": base64url(d)})  # fmt: skip


def _serialised(header: dict[str, str], payload: str, key: dict[str, str]) -> str:
    from joserfc import jws
    from joserfc.jwk import OKPKey

    with warnings.catch_warnings():  # RFC 9864 has a new name for it, which few verifiers know yet
        warnings.simplefilter("ignore")
        return jws.serialize_compact(header, payload, OKPKey.import_key(key), algorithms=[ALGORITHM])


def kid_of(text: str) -> str:
    """Which key it says it was signed with. Raises BadToken."""
    from joserfc import jws
    from joserfc.errors import JoseError

    try:
        for part in text.split("."):
            from_base64url(part)  # strict, so that no letter can be changed unseen
        header = jws.extract_compact(text.encode("ascii", "replace")).headers()
    except (JoseError, ValueError) as error:
        raise BadToken("it isn't a signed token") from error
    if header.get("alg") != ALGORITHM or not isinstance(header.get("kid"), str):
        raise BadToken("it isn't signed in the way of our certificates")
    return header["kid"]


def unproven(text: str) -> dict[str, Any]:
    """What it says, before anything was checked. Raises BadToken."""
    try:
        payload = json.loads(from_base64url(text.split(".")[1]))
    except (ValueError, IndexError, RecursionError) as error:
        raise BadToken("it isn't a signed token") from error
    if not isinstance(payload, dict):
        raise BadToken("it holds no certificate")
    return {name: value for name, value in payload.items() if name not in CLAIMS}


def opened(text: str, public: bytes) -> dict[str, Any]:
    """The credential in it, without the claims that repeat it. Raises BadToken if it isn't signed by this key."""
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import OKPKey

    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": base64url(public)})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            payload = json.loads(jws.deserialize_compact(text, key, algorithms=[ALGORITHM]).payload)
        document = {name: value for name, value in payload.items() if name not in CLAIMS}
        agrees = {name: payload[name] for name in CLAIMS if name in payload} == claims_of(document)
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadToken("the signature doesn't belong to what it says") from error
    if not agrees:
        raise BadToken("the signature doesn't belong to what it says")
    return document

"""Whom the site around a chat vouches for: a JSON Web Token (RFC 7519) signed with the chat desk's secret. Pure.

HS256 alone: every language a site may be written in can make one, and with one algorithm nobody can be talked into
another. `exp` is a must and may lie a day ahead at most, so that a token that leaks is soon worth nothing.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

LONGEST = 4096
FURTHEST = 24 * 3600
LEEWAY = 60  # seconds by which the site's clock may differ from ours
SECRET_LEAST = 32
LONGEST_SUBJECT = 200


class Identity(NamedTuple):
    """`subject` is the site's own name for the person; name and email may be empty."""

    subject: str
    name: str = ""
    email: str = ""


class NotVouched(ValueError):
    """The token is forged, over, or not one at all; the words are for whoever builds the site."""


def read(token: str, secret: str, at: datetime) -> Identity:
    """Whom the token names. Raises NotVouched."""
    parts = token.split(".")
    if len(token) > LONGEST or len(parts) != 3 or len(secret) < SECRET_LEAST:
        raise NotVouched("This isn't a signed token.")
    head, body, signature = parts
    if _object(head).get("alg") != "HS256":
        raise NotVouched("The token must be signed with HS256.")
    if not hmac.compare_digest(_signature(f"{head}.{body}", secret).encode(), signature.encode("utf-8", "replace")):
        raise NotVouched("The signature doesn't fit.")
    claims = _object(body)
    if not _in_time(claims, at.timestamp()):
        raise NotVouched("The token is over, or valid for more than a day.")
    return Identity(_subject(claims.get("sub")), _line(claims.get("name"), 120), _line(claims.get("email"), 254))


def sign(claims: dict[str, Any], secret: str) -> str:
    """A token as a site would make it: for the guide, the demo and the tests."""
    said = f"{_packed({'alg': 'HS256', 'typ': 'JWT'})}.{_packed(claims)}"
    return f"{said}.{_signature(said, secret)}"


def _in_time(claims: dict, now: float) -> bool:
    ends, starts = claims.get("exp"), claims.get("nbf", 0)
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (ends, starts))
    return numbers and now - LEEWAY < ends <= now + FURTHEST + LEEWAY and starts <= now + LEEWAY


def _subject(value: object) -> str:
    """Taken whole or not at all: shortened or tidied up, two people could become one, or one of them nobody."""
    subject = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not subject or subject != _line(subject, LONGEST_SUBJECT):
        raise NotVouched(f"The token has no sub, or none of one line and at most {LONGEST_SUBJECT} characters.")
    return subject


def _signature(said: str, secret: str) -> str:
    return _bare(hmac.new(secret.encode(), said.encode("utf-8", "replace"), sha256).digest())


def _packed(value: dict) -> str:
    return _bare(json.dumps(value, separators=(",", ":")).encode())


def _bare(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _object(part: str) -> dict:
    try:
        found = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError) as wrong:
        raise NotVouched("This isn't a signed token.") from wrong
    if not isinstance(found, dict):
        raise NotVouched("This isn't a signed token.")
    return found


def _line(value: object, longest: int) -> str:
    """One printable line of it; nothing of what isn't text."""
    text = value if isinstance(value, str) else ""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())[:longest]

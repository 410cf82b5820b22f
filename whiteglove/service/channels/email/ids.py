"""Our own ids: Message-IDs and reply addresses that carry a signed note of what they are for.

Mail programs may change the case of an address and old gateways cut long ones, so both forms
are short and lower-case. The signature is the first 80 bits of an HMAC: too many to guess by mail.
"""

import hmac
import re
import secrets
from base64 import b32encode
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings

_REF = r"(?P<kind>[a-z]{1,12})[:.-](?P<number>[0-9]{1,18})"
_MESSAGE_ID = re.compile(rf"<?wg\.{_REF}\.(?P<salt>[a-z0-9]{{4,24}})\.(?P<sign>[a-z2-7]{{16}})@[^<>\s@]+>?", re.I)
_TOKEN = re.compile(rf"{_REF}-(?P<sign>[a-z2-7]{{16}})", re.I)
_PLUS = re.compile(r"\+t\.(?P<token>[a-z0-9-]{1,80})@", re.I)


def sign(purpose: str, value: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{purpose}\0{value}".encode(), sha256).digest()
    return b32encode(digest[:10]).decode().lower()


def new_message_id(ref: str, domain: str = "") -> str:
    """`<wg.message.55.<random>.<signature>@domain>` for the ref `message:55`."""
    kind, _, number = ref.partition(":")
    body = f"{kind}.{number}.{secrets.token_hex(5)}"
    return f"<wg.{body}.{sign('message-id', body)}@{domain or own_domain()}>"


def ref_of(message_id: str) -> str:
    """The ref in a Message-ID of ours, or an empty string if it isn't ours or was altered."""
    match = _MESSAGE_ID.fullmatch(message_id.strip())
    if not match:
        return ""
    body = f"{match['kind']}.{match['number']}.{match['salt']}".lower()
    right = hmac.compare_digest(sign("message-id", body), match["sign"].lower())
    return f"{match['kind'].lower()}:{match['number']}" if right else ""


def is_own(message_id: str) -> bool:
    return bool(ref_of(message_id))


def reply_token(ref: str) -> str:
    """`ticket-42-<signature>` for `ticket:42`; goes into `support+t.<token>@…`."""
    kind, _, number = ref.partition(":")
    return f"{kind}-{number}-{sign('reply', f'{kind}-{number}')}"


def ref_of_token(token: str) -> str:
    """What a reply token names, or an empty string if it was forged or mangled."""
    match = _TOKEN.fullmatch(token.strip())
    if not match:
        return ""
    body = f"{match['kind']}-{match['number']}".lower()
    right = hmac.compare_digest(sign("reply", body), match["sign"].lower())
    return f"{match['kind'].lower()}:{match['number']}" if right else ""


def ref_of_address(address: str) -> str:
    """What the signed token in a plus address names; empty without a valid one."""
    match = _PLUS.search(address)
    return ref_of_token(match["token"]) if match else ""


def with_token(address: str, token: str) -> str:
    """`support@…` with the token as its plus part."""
    local, _, domain = address.rpartition("@")
    return f"{local}+t.{token}@{domain}"


def without_plus(address: str) -> str:
    """`support@…` of `support+anything@…`."""
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}" if local else address


def own_domain() -> str:
    """The host of the public address, for ids where no account gives a domain."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"

"""OAuth 2 for mail servers: refresh a token, and say it the way SASL XOAUTH2 wants it.

Only the refresh-token flow (RFC 6749 section 6): somebody gives consent once in a browser and enters the refresh
token in the mailbox's setup page. Access tokens are kept sealed beside it until a minute before they end.

Of several workers one asks for a new token and the others wait for what it gets: many providers turn refresh tokens
over, and take a second use of the same one for theft (RFC 9700 section 4.14).
"""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from whiteglove.ground.lib import clock
from whiteglove.service.channels import claims
from whiteglove.service.channels.actions.claim import claim, release
from whiteglove.service.channels.actions.keep_token import keep_token
from whiteglove.service.channels.models import Account

TIMEOUT = 20
PATIENCE = 30  # seconds for which another worker's token is waited for
EARLY = timedelta(minutes=1)
MOST_BYTES = 1_000_000


class OAuthError(Exception):
    """The token endpoint gave no token; says what it answered."""


@dataclass(frozen=True, slots=True)
class Token:
    access: str
    ends_at: datetime
    refresh: str = ""


def sasl(user: str, access_token: str) -> str:
    """The initial response of SASL XOAUTH2, not yet in base64."""
    return f"user={user}\x01auth=Bearer {access_token}\x01\x01"


def access_token(account: Account, at: datetime | None = None) -> str:
    """A token that is valid now: the kept one, or a new one from the token endpoint. Raises `OAuthError`."""
    at, me = at or clock.now(), claims.new()
    if kept := _kept(account, at):
        return kept
    end = time.monotonic() + PATIENCE
    while not claim(account, "token", me, clock.now()):
        if time.monotonic() > end:
            raise OAuthError("Another worker asks for a token, and doesn't come back.")
        time.sleep(0.1)
    try:
        return _read_again_or_new(account, at)
    finally:
        release(account, "token", me)


def _kept(account: Account, at: datetime) -> str:
    """The token at hand, "" when it has ended or soon will."""
    secrets = account.secrets
    ends_at = datetime.fromtimestamp(float(secrets.get("access_ends") or 0), UTC)
    return secrets.get("access_token", "") if ends_at - EARLY > at else ""


def _read_again_or_new(account: Account, at: datetime) -> str:
    """Whoever held the claim before us may have brought what we need."""
    account.secret = Account.objects.values_list("secret", flat=True).get(pk=account.pk)
    if kept := _kept(account, at):
        return kept
    secrets = account.secrets
    token = refreshed(account.part("oauth"), secrets, at)
    turned_over = {"refresh_token": token.refresh} if token.refresh else {}
    ends = str(token.ends_at.timestamp())
    used = secrets.get("refresh_token", "")
    keep_token(account, used=used, access_token=token.access, access_ends=ends, **turned_over)
    return token.access


def refreshed(oauth: dict, secrets: dict[str, str], at: datetime) -> Token:
    """Asks the token endpoint; a provider that turns refresh tokens over gives a new one to keep."""
    if not oauth.get("token_url") or not secrets.get("refresh_token"):
        raise OAuthError("This mailbox has no token address or no refresh token yet.")
    fields = {
        "grant_type": "refresh_token",
        "refresh_token": secrets["refresh_token"],
        "client_id": oauth.get("client_id", ""),
        "client_secret": secrets.get("client_secret", ""),
        "scope": oauth.get("scope", ""),
    }
    answer = _post(oauth["token_url"], {k: v for k, v in fields.items() if v})
    if not answer.get("access_token"):
        raise OAuthError(f"The token server gave no token: {_reason(answer)}")
    ends_at = at + timedelta(seconds=float(answer.get("expires_in") or 300))
    return Token(answer["access_token"], ends_at, answer.get("refresh_token", ""))


def _post(url: str, fields: dict[str, str]) -> dict:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}):
        raise OAuthError("The token address must begin with https://, or the secret would travel in the clear.")
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode(), {"Accept": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return _json(response.read(MOST_BYTES))
    except urllib.error.HTTPError as error:
        raise OAuthError(f"The token server refused: {_reason(_json(error.read(MOST_BYTES)))}") from error
    except OSError as error:
        raise OAuthError(f"Can't reach the token server: {getattr(error, 'reason', error)}") from error


def _json(body: bytes) -> dict:
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    return answer if isinstance(answer, dict) else {"error": body[:200].decode("utf-8", "replace")}


def _reason(answer: dict) -> str:
    return str(answer.get("error_description") or answer.get("error") or "no reason given")[:400]

"""A server of a language model that speaks the widespread shape `POST …/chat/completions`: where it is, and asking it.

Everything about it is bounded: the seconds, the bytes it may answer, and where it may be (no redirects, no proxies of
the environment, in the clear only on this machine or beside it).
"""

import http.client
import json
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 4.0  # for all of it
MOST_BYTES = 64 * 1024
TOKENS = 64
LONGEST_WAIT = 3.0  # seconds a visitor may be kept waiting, whatever the setting says
PATH = "/chat/completions"
# Why a quote stands as it is; also what is counted.
LATE, UNREACHABLE, ELSEWHERE, KEY, REFUSED, GARBLED, STRAYED, BUSY, FAILED = (
    "late", "unreachable", "elsewhere", "key", "refused", "garbled", "strayed", "busy", "failed",
)  # fmt: skip


class Failed(Exception):
    """`code` is one of the above; `says` more about it, for whoever sets it up."""

    def __init__(self, code: str, says: str = "") -> None:
        super().__init__(f"{code}: {says}")
        self.code, self.says = code, says


@dataclass(frozen=True)
class Endpoint:
    """`wait`: seconds for which a visitor may be kept waiting, beyond the moment the bot waits anyway."""

    url: str
    model: str
    key: str = ""
    wait: float = 0.0

    def __repr__(self) -> str:
        return f"Endpoint({self.url!r}, {self.model!r})"

    @property
    def parts(self) -> SplitResult:
        return urlsplit(self.url)

    @property
    def is_here(self) -> bool:
        host = self.parts.hostname or ""
        with suppress(ValueError):
            return ip_address(host).is_loopback
        return host == "localhost"

    @property
    def path(self) -> str:
        path = self.parts.path.rstrip("/")
        path = path if path.endswith(PATH) else path + PATH
        return path + (f"?{self.parts.query}" if self.parts.query else "")


def in_force() -> Endpoint | None:
    """None: off, wrongly set, or in a demo, which nothing leaves."""
    return None if wrong() else given()


def given() -> Endpoint | None:
    """As it is set, right or wrong; None without any."""
    if not settings.ANSWERS_MODEL_URL:
        return None
    wait = min(max(settings.ANSWERS_MODEL_WAIT, 0.0), LONGEST_WAIT)
    return Endpoint(settings.ANSWERS_MODEL_URL, settings.ANSWERS_MODEL, settings.ANSWERS_MODEL_KEY, wait)


def wrong() -> str:
    """Why what is set can't be used, in a sentence; "" if it can, or if nothing is set."""
    one = given()
    if one is None:
        return ""
    try:
        parts, _ = one.parts, one.parts.port
    except ValueError:
        return "WHITEGLOVE_MODEL_URL is no address."
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        return "WHITEGLOVE_MODEL_URL must begin with https:// and name a host."
    if parts.username or parts.password:
        return "WHITEGLOVE_MODEL_URL may hold no password: the key goes into WHITEGLOVE_MODEL_KEY."
    if not one.model:
        return "WHITEGLOVE_MODEL_NAME is missing: say which model is to be asked."
    if not (one.key.isascii() and one.key.isprintable()):
        return "WHITEGLOVE_MODEL_KEY holds signs that no header can carry."
    if parts.scheme == "http" and not is_beside_us(parts.hostname):
        return "WHITEGLOVE_MODEL_URL must begin with https://, or questions would travel in the open."
    if settings.DEMO and not one.is_here:
        return "Nothing leaves a demo, so only a server on this machine is asked."
    return ""


def is_beside_us(host: str) -> bool:
    """This machine, an address of a private network, or a name without a dot, as a neighbouring container has."""
    with suppress(ValueError):
        return ip_address(host).is_private
    return "." not in host


def ask(to: Endpoint, task: str, words: str, tokens: int = TOKENS) -> str:
    """What it says. Raises Failed. Takes no longer than SECONDS once it is connected."""
    body = {
        "model": to.model, "temperature": 0, "max_tokens": tokens, "stream": False,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": words}],
    }  # fmt: skip
    connection = connection_to(to)
    cut_off = threading.Event()
    watch = threading.Timer(SECONDS, cut, [connection, cut_off])
    watch.daemon = True
    watch.start()
    try:
        return content(exchanged(connection, to, json.dumps(body).encode()))
    except (OSError, http.client.HTTPException, ValueError) as error:
        if cut_off.is_set() or isinstance(error, TimeoutError):
            raise Failed(LATE, f"It hadn't answered after {SECONDS:.0f} seconds.") from error
        code = UNREACHABLE if isinstance(error, OSError) else GARBLED
        raise Failed(code, str(error)[:200]) from error
    finally:
        watch.cancel()
        connection.close()


def connection_to(to: Endpoint) -> http.client.HTTPConnection:
    """Straight there: unlike urllib, http.client asks no proxy and follows no redirect."""
    parts = to.parts
    if parts.scheme == "https":
        return http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=SECONDS, context=trust())
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)


@lru_cache(maxsize=1)
def trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def cut(connection: http.client.HTTPConnection, cut_off: threading.Event) -> None:
    """A server that sends a byte now and then would never be late for a socket."""
    cut_off.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)


def exchanged(connection: http.client.HTTPConnection, to: Endpoint, body: bytes) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if to.key:
        headers["Authorization"] = f"Bearer {to.key}"
    connection.request("POST", to.path, body, headers)
    answer = connection.getresponse()
    read = answer.read(MOST_BYTES + 1)
    if 300 <= answer.status < 400:
        raise Failed(ELSEWHERE, f"It answered {answer.status} and points elsewhere; that isn't followed.")
    if answer.status != 200:
        code = KEY if answer.status in {401, 403} else REFUSED
        raise Failed(code, f"It answered {answer.status}. {reason(read, to.key)}".strip())
    if len(read) > MOST_BYTES:
        raise Failed(GARBLED, "It answered more than 64 kB.")
    return read


def content(read: bytes) -> str:
    """The words of the first choice. Raises Failed for any other shape."""
    try:
        choice = json.loads(read)["choices"][0]
        said = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Failed(GARBLED, "Its answer isn't of the shape {choices: [{message: {content}}]}.") from error
    if not isinstance(said, str):
        raise Failed(GARBLED, "Its answer holds no text.")
    return said


def reason(read: bytes, key: str) -> str:
    """What a refusal says of itself, without the key."""
    try:
        error: Any = json.loads(read[:MOST_BYTES])["error"]
        says = error.get("message", "") if isinstance(error, dict) else error
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    says = str(says)[:300]
    return says.replace(key, "…") if key else says

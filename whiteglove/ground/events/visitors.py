"""Who is at the other end of a socket: read from the session cookie, checked again and again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.http import HttpRequest, parse_cookie
from django.http.request import split_domain_port, validate_host

from whiteglove.ground.events import live, wake

SIGN_OUT = "sign_out"


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in. `session` is a digest: the key itself stays in the cookie and the database."""

    person_id: int
    name: str
    session: str


def welcome(origin: str, host: str, trusted: list[str], allowed_hosts: list[str]) -> bool:
    """Whether a page of `origin` may open a socket here: one of ours, seen under a host name of ours."""
    if origin in trusted:
        return True
    domain, _ = split_domain_port(host)
    return bool(host) and urlsplit(origin).netloc == host and validate_host(domain, allowed_hosts)


def session_key(cookie: str) -> str:
    """The session key in a Cookie header, or ""."""
    return parse_cookie(cookie).get(settings.SESSION_COOKIE_NAME, "")


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def visitor_of(key: str) -> Visitor | None:
    """Whose session it is; None when it has ended, or its person may no longer sign in. Reads the database."""
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    if not (person.is_authenticated and person.is_active):
        return None
    return Visitor(person.pk, str(getattr(person, "name", "") or person.get_username()), digest(key))


def topics_of_person(person_id: int) -> frozenset[str]:
    """What the person may hear now. Reads the database."""
    person = get_user_model()._default_manager.filter(pk=person_id, is_active=True).first()
    return frozenset(live.audience_resolver(person)) if person else frozenset()


def may_be_at(person_id: int, subject: str) -> bool:
    """Whether the person may be seen at "ticket:42" now. Reads the database."""
    person = get_user_model()._default_manager.filter(pk=person_id, is_active=True).first()
    return bool(person and live.presence_permit(person, subject))


def say_signed_out(sender: object, request: HttpRequest, **kwargs: object) -> None:
    """Tell the hubs that this session is ending: its open pages are closed at once."""
    key = getattr(getattr(request, "session", None), "session_key", None)
    if key:
        wake.tell(SIGN_OUT, {"session": digest(key)})

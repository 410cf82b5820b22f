"""What this room asks of rooms above it: who hears what, who may be seen where, who may open its pages.

Events lie below people, so they can't import them. The rooms above fill these in at start:

    from whiteglove.ground.events import live
    live.audience_resolver = audiences_of      # people: a person's topics, {"team:3", "person:5", "staff"}
    live.presence_permit = may_be_seen_at      # desk: may this person be where "ticket:42" is?
    live.door = door                           # people: policy.door, the permit on a view

Until then everything is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from whiteglove.ground.events import log

View = Callable[..., HttpResponse]


def nothing(person: AbstractBaseUser) -> Iterable[str]:
    return ()


def nowhere(person: AbstractBaseUser, subject: str) -> bool:
    return False


def closed(permit: str) -> Callable[[View], View]:
    def put_on(view: View) -> View:
        def refuse(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            raise PermissionDenied

        refuse.permit = permit
        return refuse

    return put_on


audience_resolver: Callable[[AbstractBaseUser], Iterable[str]] = nothing
presence_permit: Callable[[AbstractBaseUser, str], bool] = nowhere
door: Callable[[str], Callable[[View], View]] = closed


def cursor() -> str:
    """The place in the log now. Ask *before* reading what a page shows: its socket goes on from there."""
    return str(log.head())


def page(request: HttpRequest) -> dict[str, str]:
    """Context processor: `{{ live_cursor }}`, as LiveCursorMiddleware noted it."""
    return {"live_cursor": getattr(request, "live_cursor", "")}

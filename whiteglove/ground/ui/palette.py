"""What the command palette (Ctrl K) offers: commands of every room, and finders that search while one types."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.ui import judge


@dataclass(frozen=True)
class Command:
    key: str
    label: str
    url_name: str
    keys: str = ""
    permit: str | None = None
    icon: str = "forward"

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Hit:
    label: str
    url: str
    note: str = ""
    icon: str = "search"


@dataclass(frozen=True)
class Finder:
    key: str
    find: Callable[[HttpRequest, str], Iterable[Hit]]
    permit: str | None = None
    order: int = 50


_commands: dict[str, Command] = {}
_finders: dict[str, Finder] = {}


def command(
    *, key: str, label: str, url_name: str, keys: str = "", permit: str | None = None, icon: str = "forward"
) -> Command:
    """Offer a page under `label`; `keys` ("g q") opens it from anywhere."""
    _commands[key] = Command(key, label, url_name, keys, permit, icon)
    return _commands[key]


def finder(key: str, *, permit: str | None = None, order: int = 50) -> Callable:
    """Offer the decorated `find(request, words) -> Iterable[Hit]`; it shows only what the person may see."""

    def keep(find: Callable[[HttpRequest, str], Iterable[Hit]]) -> Callable:
        _finders[key] = Finder(key, find, permit, order)
        return find

    return keep


def commands(request: HttpRequest) -> list[Command]:
    """The commands this person may use, in the order they were offered."""
    return [one for one in _commands.values() if judge.allows(request.user, one.permit)]


def hits(request: HttpRequest, words: str) -> list[Hit]:
    """What the finders know about `words`, at most six each."""
    asked = sorted(_finders.values(), key=lambda one: one.order)
    allowed = [one for one in asked if judge.allows(request.user, one.permit)]
    return [hit for one in allowed for hit in list(one.find(request, words))[:6]]

"""Places and panels: how a room shows something inside a page of a room below it, without being imported.

The room that owns a page names a place; any room hangs panels into it from its `panels.py`:

    place("ticket.sidebar", "The column beside a conversation", opens=ticket_for)

    @panel("ticket.sidebar", order=10, permit="desk.see", template="customers/panels/card.html")
    def card(request, ticket):
        return {"customer": ticket.customer}    # or None: nothing to show

A `lazy` panel is fetched by the page itself once it stands. It gets its context from `opens(request, **ids)` of the
place, so that what a person may not see isn't reachable by asking for the panel either.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string

from whiteglove.ground.ui import judge

Fill = Callable[..., dict | None]


@dataclass(frozen=True)
class Place:
    name: str
    says: str
    opens: Callable[..., dict] | None = None


@dataclass(frozen=True)
class Panel:
    place: str
    key: str
    template: str
    fill: Fill
    order: int = 50
    permit: str | None = None
    lazy: bool = False


class UnknownPlace(LookupError):
    """Somebody names a place that no room has."""


_places: dict[str, Place] = {}
_panels: dict[str, list[Panel]] = {}


def place(name: str, says: str, opens: Callable[..., dict] | None = None) -> Place:
    """Name a place on a page of this room. `opens(request, **ids) -> context` lets lazy panels load."""
    _places[name] = Place(name, says, opens)
    return _places[name]


def panel(
    where: str, *, template: str, order: int = 50, permit: str | None = None, lazy: bool = False
) -> Callable[[Fill], Fill]:
    """Hang the decorated function, `fill(request, **context) -> dict | None`, into the place `where`."""

    def hang(fill: Fill) -> Fill:
        key = f"{fill.__module__.rsplit('.', 2)[-2]}.{fill.__name__}"
        made = Panel(where, key, template, fill, order, permit, lazy)
        rest = [other for other in _panels.get(where, []) if other.key != key]
        _panels[where] = sorted([*rest, made], key=lambda one: (one.order, one.key))
        return fill

    return hang


def places() -> list[Place]:
    return sorted(_places.values(), key=lambda one: one.name)


def panels(where: str) -> list[Panel]:
    """The panels of a place in their order; raises `UnknownPlace`."""
    if where not in _places:
        raise UnknownPlace(f"No room has a place called {where!r}. Known: {', '.join(sorted(_places))}")
    return _panels.get(where, [])


def homeless() -> list[Panel]:
    """Panels hung into a place nobody has."""
    return [one for where, hung in _panels.items() if where not in _places for one in hung]


def find(where: str, key: str) -> tuple[Place, Panel] | None:
    """One panel with its place, or None."""
    return next(((_places[where], one) for one in _panels.get(where, []) if one.key == key and where in _places), None)


# What a panel may use of the page around it, besides what the place gives and the panel fills in.
OF_THE_PAGE = ("request", "user", "csrf_token")


def show(one: Panel, request: HttpRequest, context: dict) -> str:
    """The panel's HTML, or "" when it has nothing to say to this person."""
    filled = filled_in(one, request, context)
    return "" if filled is None else render_to_string(one.template, {**context, **filled}, request)


def show_in(page: Context, one: Panel, context: dict) -> str:
    """The same inside a page that is being made: what the page knows already isn't worked out again."""
    filled = filled_in(one, page["request"], context)
    if filled is None:
        return ""
    known = {name: page.get(name) for name in OF_THE_PAGE}
    return page.template.engine.get_template(one.template).render(page.new({**known, **context, **filled}))


def filled_in(one: Panel, request: HttpRequest, context: dict) -> dict | None:
    """What the panel shows; None when that is nothing, or nothing for this person.

    Beside something that is only practised on it is asked whether they may do this there; `about` names what that is
    where the panel isn't given it.
    """
    given = {name: value for name, value in context.items() if name != "about"}
    practised = next((value for value in context.values() if getattr(value, "rehearsed", False)), None)
    allowed = judge.allows(getattr(request, "user", None), one.permit, practised)
    return one.fill(request, **given) if allowed else None

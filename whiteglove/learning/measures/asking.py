"""The address of a page as what is asked for. It translates: what it can't read is as good as not said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Kind, Priority

from .case_files import zone_name
from .metrics import NARROWED_BY
from .numbers import Asked
from .periods import NAMES, Period, custom, named
from .sight import scope_named

USUAL = "month"
CHANNELS = {"email": "Email", "chat": "Chat", "form": "Web form", "phone": "Phone"}
KINDS = dict(Kind.choices)
PRIORITIES = dict(Priority.choices)
NARROW = dict(zip(NARROWED_BY, (CHANNELS, KINDS, PRIORITIES), strict=True))


def today() -> date:
    """By the house's zone, as every day that is counted."""
    return clock.now().astimezone(ZoneInfo(zone_name())).date()


def asked_for(person: Person, given: Mapping[str, str]) -> Asked | None:
    """None for somebody's numbers that aren't this person's to know."""
    scope = scope_named(person, given.get("who", ""))
    if scope is None:
        return None
    narrow = {name: given.get(name, "") for name, known in NARROW.items() if given.get(name) in known}
    return Asked(scope, period_of(given, today()), **narrow, business=given.get("hours") == "opening")


def period_of(given: Mapping[str, str], now: date) -> Period:
    name = given.get("period", USUAL)
    if name == "custom":
        first, last = day_of(given.get("first", "")), day_of(given.get("last", ""))
        found = custom(first, last, now) if first and last else None
    else:
        found = named(name, now)
    return found or named(USUAL, now)


def day_of(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2200 else None


def address_of(asked: Asked, **other: str) -> str:
    """The query that asks for this again: an address is all a page remembers."""
    period = asked.period
    said = {"who": asked.scope.name, "period": period.name if period.name in NAMES else "custom"}
    if said["period"] == "custom":
        said |= {"first": period.first.isoformat(), "last": period.last.isoformat()}
    said |= {name: getattr(asked, name) for name in NARROW} | {"hours": "opening" if asked.business else ""} | other
    return urlencode({name: value for name, value in said.items() if value})

"""What this room knows of inventories: those in force, who did them, what may be read of them. Rooms above ask here."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from whiteglove.ground.packs.in_force import Known, content, known, ruling
from whiteglove.ground.people.models import Person

from .models import Portrait
from .portraits import Inventory, Reliability, inventory_from, reliability
from .schema import INVENTORIES

MOST = 500  # the latest answers reliability is worked out from
MOMENT = timedelta(seconds=30)


def inventories() -> Mapping[str, Inventory]:
    """Those in force, by id."""
    revision = ruling(INVENTORIES)
    return _inventories(revision) if revision else {}


@lru_cache(maxsize=16)
def _inventories(revision: Known) -> Mapping[str, Inventory]:
    return {name: inventory_from(one, revision) for name, one in (content(INVENTORIES, revision) or {}).items()}


def inventory_of(portrait: Portrait) -> Inventory:
    """As it stood when it was begun."""
    return _inventories(known(portrait.revision_id))[portrait.inventory]


def just_finished(person: Person, inventory: str, at: datetime) -> Portrait | None:
    """The one they finished a moment ago: a button pressed twice draws no second one."""
    rows = Portrait.objects.finished().kept().of(person, inventory)
    return rows.filter(finished_at__gt=at - MOMENT, finished_at__lte=at).order_by("-id").first()


def inventories_by(person: Person, day: Callable[[datetime], date] = datetime.date) -> list[tuple[str, date]]:
    """Which inventories they have finished, and on which `day`: nothing of what they said. One statement."""
    rows = Portrait.objects.finished().filter(person=person).order_by("id")
    return [(name, day(at)) for name, at in rows.values_list("inventory", "finished_at")]


def reliability_of(inventory: Inventory) -> list[Reliability]:
    """From the first portrait of each person, of the latest few hundred. One statement."""
    rows = Portrait.objects.finished().kept().filter(inventory=inventory.id)
    latest = rows.order_by("-id").values_list("person_id", "answers")[:MOST]
    return reliability(inventory, dict(latest).values())  # of several by one person the earliest stays

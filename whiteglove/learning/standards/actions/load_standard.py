"""Take a standard in: its targets become the clocks' targets."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.actions import load_again, load_pack
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.standards.acknowledging import letters
from whiteglove.service.desk.actions.rules import change_rules
from whiteglove.service.desk.models import DeskRules
from whiteglove.service.sla.actions import Adopted, adopt_targets, define_calendar
from whiteglove.service.sla.models import BusinessCalendar

SHIPPED = Path(__file__).resolve().parents[4] / "packs" / "white-glove"


def load_standard(*, by: Person | None, at: datetime, path: str | Path = SHIPPED) -> Loading:
    """Load a pack with a standard, by default the one that ships. Raises PackError."""
    if by is not None:
        require(by, "standards.load")
    return load_pack(path, by=by, at=at)


def put_back(*, revision: Revision, by: Person, at: datetime) -> Loading:
    """Put a revision in force that was so before; what was judged meanwhile stays as it was judged."""
    require(by, "standards.load")
    return load_again(revision, by=by, at=at)


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """The `standards` part of a pack being loaded; says what it did. Inside the loader's transaction."""
    by = Person.objects.filter(pk=by_id).first() if by_id else None
    with transaction.atomic():
        adopted = adopt_targets(content["targets"], revision=f"{revision.pack} {revision.number}", at=at, by=by)
        told = [f"Response times: {_said(adopted)}."]
        # Hours somebody has set stay theirs: a pack only brings the first calendar.
        if (calendar := content.get("calendar")) and not BusinessCalendar.objects.exists():
            spec = {key: value for key, value in calendar.items() if key != "name"}
            made = define_calendar(name=calendar["name"], spec=spec, by=by, at=at)
            told.append(f"Calendar: {made} in {made.time_zone}; change it under Setup.")
        told += _hand_letters_down(letters(content), at)
        record("standard.loaded", subject=revision, by=by, at=at, facts=_counted(content), audience="staff")
    return told


def _hand_letters_down(worded: dict[str, dict[str, str]], at: datetime) -> list[str]:
    """The desk writes the acknowledgements, so it gets their words."""
    if DeskRules.current().letters == worded:
        return []
    change_rules(by=None, at=at, letters=worded)
    return [f"Acknowledgements: in {', '.join(worded)}."]


def _said(adopted: Adopted) -> str:
    counts = [f"{len(keys)} {name}" for name, keys in vars(adopted).items() if keys]
    return ", ".join(counts) or "unchanged"


def _counted(content: dict[str, Any]) -> dict[str, int]:
    return {name: len(content[name]) for name in ("values", "targets", "kinds", "escalation")}

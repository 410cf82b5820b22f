"""Take a standard in: its targets become the clocks' targets."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.actions import load_pack
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require

from .standard import as_clock

SHIPPED = Path(__file__).resolve().parents[3] / "packs" / "white-glove"


def load_standard(*, by: Person | None, at: datetime, path: str | Path = SHIPPED) -> Loading:
    """Load a pack with a standard, by default the one that ships. Raises PackError."""
    if by is not None:
        require(by, "standards.load")
    return load_pack(path, by=by, at=at)


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """The `standards` part of a pack being loaded; says what it did. Inside the loader's transaction."""
    from whiteglove.service.sla.actions import adopt_targets

    clocks = [as_clock(target) for target in content["targets"] if "within" in target]
    with transaction.atomic():
        adopt_targets(clocks, revision=revision, at=at)
        record("standard.loaded", subject=revision, by=by_id, at=at, facts=_counted(content), audience="staff")
    return [f"{len(clocks)} response times are in force from now on."]


def _counted(content: dict[str, Any]) -> dict[str, int]:
    return {name: len(content[name]) for name in ("values", "targets", "kinds", "escalation")}

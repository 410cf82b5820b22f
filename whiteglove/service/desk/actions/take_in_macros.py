"""Take in macros that a file brings, of a pack or of another desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.macro_steps import Step
from whiteglove.service.desk.models import Macro

from .macro import change_macro, make_macro


def keep_all(rows: Sequence[dict], by: Person | None, at: datetime, why: str, following: bool) -> str:
    """All of them or none; says what became of them. Raises Refused.

    rows  as `macro_part.FILE` reads them; following  leave alone what somebody here has changed since it came
    """
    teams = {one.slug: one for one in Team.objects.current()}
    counts = dict.fromkeys(("new", "changed", "as they were", "left as you changed them", "without their team"), 0)
    with transaction.atomic():
        known = Macro.objects.in_bulk([row["id"] for row in rows], field_name="key")
        for row in rows:
            counts[keep_one(row, known.get(row["id"]), teams, by, at, why, following)] += 1
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number) or "none"


def keep_one(
    row: dict, kept: Macro | None, teams: dict[str, Team], by: Person | None, at: datetime, why: str, following: bool
) -> str:
    if unknown_team(row, teams):
        return "without their team"
    given = given_by(row, teams)
    if kept is None:
        make_macro(**given, key=row["id"], by=by, at=at, why=why)
        return "new"
    if following and (kept.changed_by_id or kept.archived_at):
        return "left as you changed them"
    before = kept.number
    return "changed" if change_macro(macro=kept, **given, by=by, at=at, why=why).number != before else "as they were"


def unknown_team(row: dict, teams: dict[str, Team]) -> bool:
    if row.get("team", "") and row["team"] not in teams:
        return True
    return any("move" in step and step["move"] not in teams for step in row.get("do", ()))


def given_by(row: dict, teams: dict[str, Team]) -> dict[str, Any]:
    ids = {slug: team.pk for slug, team in teams.items()}
    return {
        "name": row["name"], "place": row.get("place", ""), "team": teams.get(row.get("team", "")),
        "texts": row.get("text", {}), "steps": steps_of(row, ids),
    }  # fmt: skip


def steps_of(row: dict[str, Any], teams: dict[str, int]) -> list[Step]:
    found = []
    for one in row.get("do", ()):
        for name, value in one.items():
            found.append({"do": name} | {
                "tag": {"name": value}, "untag": {"name": value}, "note": {"text": value}, "assign": {"to": value},
                "move": {"team": teams.get(value)}, "escalate": {"reason": value}, "snooze": {"seconds": value},
                "complex": {}, "solve": {},
            }.get(name, {name: value}))  # fmt: skip
    return found

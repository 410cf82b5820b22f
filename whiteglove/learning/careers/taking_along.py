"""One's own file: all that this room keeps of somebody, and what it counts."""

from datetime import datetime
from typing import Any

from whiteglove.ground.people.models import Person

from . import queries
from .models import Aim, Claim, Opinion, Step


def file_of(person: Person, at: datetime) -> dict[str, Any]:
    found = queries.in_force()
    shown = queries.standings(found, [person], at)[person.pk] if found else {}
    claims = Claim.objects.filter(person=person).order_by("id")
    opinions = Opinion.objects.filter(about=person).select_related("by").order_by("id")
    given = Opinion.objects.filter(by=person).select_related("about").order_by("id")
    aims, steps = (model.objects.filter(person=person).select_related("by").order_by("id") for model in (Aim, Step))
    return {
        "person": person.name, "at": at,
        "evidence": [{"capability": id, "level": one.level, "likely": one.likely, "indicators": [
            {"says": each.indicator.says, "value": each.counted.value, "of": each.counted.of} for each in one.readings
        ]} for id, one in shown.items()],
        "said": [{"capability": one.capability, "level": one.level, "why": one.why, "shown": one.shown, "at": one.at,
                  "ended_at": one.ended_at} for one in claims],
        "said_by_leads": [{"by": one.by.name, "shown": one.shown, **_opinion(one)} for one in opinions],
        "said_of_others": [{"about": one.about.name, **_opinion(one)} for one in given],
        "aims": [{"role": one.role, "capability": one.capability, "level": one.level, "by": one.by.name, "at": one.at,
                  "ended_at": one.ended_at} for one in aims],
        "steps": [{"capability": one.capability, "kind": one.kind, "name": one.name, "says": one.says, "at": one.at,
                   "by": one.by.name, "until": one.until, "done_at": one.done_at, "dropped_at": one.dropped_at}
                  for one in steps],
    }  # fmt: skip


def _opinion(one: Opinion) -> dict[str, Any]:
    return {"capability": one.capability, "level": one.level, "confirms": one.confirms, "reason": one.reason,
            "at": one.at, "ended_at": one.ended_at}  # fmt: skip

"""One's own journey as a file."""

from typing import Any

from django.urls import reverse

from whiteglove.ground.people.models import Person

from .models import Appeal, Application, Evidence, Stage
from .models.judged import Judged


def file_of(person: Person) -> dict[str, Any]:
    """Applications, levels, evidence with what was said of it, second looks; and what one decided about others, without
    their names."""
    applied = Application.objects.filter(person=person).select_related("decided_by").order_by("id")
    stages = Stage.objects.filter(person=person).prefetch_related("met_duties", "renewals").order_by("id")
    evidence = Evidence.objects.filter(person=person).select_related("decided_by").prefetch_related("proofs")
    decided = Evidence.objects.filter(decided_by=person).order_by("id")
    return {
        "person": person.name,
        "applications": [{"level": one.level, "statement": one.statement, "links": one.links, **_judged(one)}
                         for one in applied],
        "levels": [_level(one) for one in stages],
        "evidence": [{"kind": one.kind, "about": one.about, "title": one.title, "words": one.words, "link": one.link,
                      "first": one.first, "last": one.last, "files": _files(one), **_judged(one)}
                     for one in evidence.order_by("id")],
        "second_looks": [{"why": one.why, "at": one.at, "outcome": one.outcome, "words": one.words}
                         for one in Appeal.objects.filter(person=person).order_by("id")],
        "decided_for_others": [{"at": one.decided_at, "state": one.state, "words": one.reason} for one in decided],
    }  # fmt: skip


def _files(one: Evidence) -> list[dict[str, Any]]:
    """By their addresses, where they are saved from."""
    return [{"name": file.name, "size": file.size, "address": reverse("journeys:proof", args=[one.pk, file.pk])}
            for file in one.proofs.all()]  # fmt: skip


def _judged(one: Judged) -> dict[str, Any]:
    return {"at": one.at, "state": one.state, "decided_at": one.decided_at, "reason": one.reason,
            "by": one.decided_by.name if one.decided_by else ""}  # fmt: skip


def _level(one: Stage) -> dict[str, Any]:
    return {"level": one.level, "admitted_at": one.admitted_at, "completed_at": one.completed_at,
            "ended_at": one.ended_at, "met": [{"duty": each.duty, "at": each.at} for each in one.met_duties.all()],
            "badges": [each.at for each in one.renewals.all()], "upkeep": one.upkeep, "due_on": one.due_on}  # fmt: skip

"""What is kept of oneself, as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from . import queries
from .models import Judge, Nomination


def kept_of(person: Person) -> dict[str, Any]:
    """Who judged isn't in it; what one gave as a judge is."""
    about = Nomination.objects.select_related("category__cycle", "nominee", "by", "result").order_by("id")
    judged = Judge.objects.filter(person=person).select_related("category__cycle")
    judged = judged.prefetch_related("scores", "conflicts")
    return {
        "person": person.name,
        "put_forward": [_nomination(one, True) for one in about.filter(nominee=person)],
        "made": [_nomination(one, False) for one in about.filter(by=person).exclude(nominee=person)],
        "judged": [{"round": one.category.cycle.name, "category": one.category.name, "since": one.at,
                    "ended_at": one.ended_at, "scores": [{"nomination": each.nomination_id, "given": each.given,
                                                          "words": each.words, "at": each.at}
                                                         for each in one.scores.all()],
                    "conflicts": [each.nomination_id for each in one.conflicts.all()]} for one in judged],
    }  # fmt: skip


def _nomination(one: Nomination, own: bool) -> dict[str, Any]:
    result = getattr(one, "result", None)
    said = {
        "round": one.category.cycle.name, "category": one.category.name, "by": one.by.name, "at": one.at,
        "nominee": one.nominee.name, "statement": one.statement, "links": one.links, "agreed_at": one.agreed_at,
        "ended_at": one.ended_at, "shown_at": one.shown_at, "won": bool(result and result.won),
    }  # fmt: skip
    if own and one.category.cycle.announced_at:
        said["heard"] = queries.heard(one)
    if own and result:
        said |= {"place": result.place, "mark": result.mean, "judges": result.judges}
    return said

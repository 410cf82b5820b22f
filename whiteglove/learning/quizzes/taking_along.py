"""One's own attempts as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from . import queries
from .inventories import inventory_of
from .models import Attempt, Given, Judgement, Portrait


def file_of(person: Person) -> dict[str, Any]:
    """Attempts with what was asked, answered and said of it by a reader; what one said oneself of others' texts."""
    attempts = Attempt.objects.filter(person=person).order_by("id")
    given: dict[int, list[Given]] = {}
    rows = Given.objects.filter(attempt__person=person).select_related("wording").prefetch_related("judgements__by")
    for row in rows.order_by("attempt_id", "place").iterator(500):
        given.setdefault(row.attempt_id, []).append(row)
    read = Judgement.objects.filter(by=person).order_by("id")
    return {
        "person": person.name,
        "attempts": [_attempt(one, given.get(one.pk, [])) for one in attempts],
        "portraits": [_portrait(one) for one in Portrait.objects.filter(person=person).order_by("id")],
        "read_for_others": [{"at": one.at, "percent": one.percent, "words": one.words} for one in read],
    }


def _portrait(one: Portrait) -> dict[str, Any]:
    inventory = inventory_of(one)
    said = {item.says: inventory.points[one.answers[item.id] - 1] for item in inventory.items if item.id in one.answers}
    at = {name: getattr(one, name) for name in ("begun_at", "finished_at", "shared_at", "emptied_at")}
    return {"inventory": one.inventory, "name": inventory.name, **at, "said": said}


def _attempt(one: Attempt, rows: list[Given]) -> dict[str, Any]:
    return {
        "quiz": one.quiz, "name": queries.quiz_of(one).name, "number": one.number, "started_at": one.started_at,
        "handed_in_at": one.handed_in_at, "in_time": one.in_time, "finished_at": one.finished_at, "score": one.score,
        "passed": None if queries.quiz_of(one).diagnostic else one.passed, "answers": [_answer(row) for row in rows],
    }  # fmt: skip


def _answer(row: Given) -> dict[str, Any]:
    one, said = row.wording.read, row.answer or {}
    places = [said["pick"]] if isinstance(said.get("pick"), int) else said.get("picks") or []
    chosen = [one.answers[place].text.text for place in places if place < len(one.answers)]
    pairs = {one.pairs[int(place)].left.text: right for place, right in (said.get("pairs") or {}).items()}
    return {
        "question": one.text.text, "chosen": chosen, "pairs": pairs, "text": said.get("text", ""), "at": row.at,
        "judgements": [{"by": each.by.name, "at": each.at, "percent": each.percent,
                                             "words": each.words} for each in row.judgements.all()],
    }  # fmt: skip

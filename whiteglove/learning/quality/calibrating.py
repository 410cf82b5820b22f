"""What a calibration shows: who has judged what, how far they agree, and how far each is from what was settled."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from whiteglove.ground.people.models import Person

from . import queries
from .agreement import Agreement, Grader, by_item, by_pair, drift, fleiss, graders
from .judgement import VERDICTS
from .models import Calibration, CalibrationCase, Reference, Review, Verdict
from .scorecard import Item


@dataclass
class Cell:
    """An item of a case: what each said of it, and what was settled."""

    item: Item
    said: dict[int, str] = field(default_factory=dict)
    settled: Reference | None = None
    names: dict[int, str] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        return len(set(self.said.values())) < 2

    @property
    def words(self) -> list[tuple[str, str]]:
        """(who, what they said), in the order of the people."""
        return [(self.names.get(who, "Somebody"), VERDICTS.get(one, one)) for who, one in sorted(self.said.items())]

    @property
    def settled_says(self) -> str:
        return VERDICTS.get(self.settled.verdict, "") if self.settled else ""

    @property
    def likely(self) -> str:
        """What was settled, or what most of them said."""
        return self.settled.verdict if self.settled else Counter(self.said.values()).most_common(1)[0][0]


@dataclass
class Shown:
    case: CalibrationCase
    cells: list[Cell]
    mine: Review | None
    given: int

    @property
    def apart(self) -> int:
        return sum(not cell.same for cell in self.cells)


def said_in(calibrations: Iterable[Calibration]) -> dict[int, dict[tuple[int, str], dict[int, str]]]:
    """{calibration: {(ticket, item): {person: verdict}}} of what was given. One statement."""
    rows = Verdict.objects.filter(
        review__calibration__in=list(calibrations), review__given_at__isnull=False, review__taken_back_at__isnull=True
    ).order_by("review__reviewer", "id")  # fmt: skip
    found: dict[int, dict[tuple[int, str], dict[int, str]]] = {}
    names = ("review__calibration", "review__ticket", "item", "review__reviewer", "verdict")
    for session, ticket, item, person, verdict in rows.values_list(*names):
        found.setdefault(session, {}).setdefault((ticket, item), {})[person] = verdict
    return found


def settled_in(calibrations: Iterable[Calibration]) -> dict[int, dict[tuple[int, str], Reference]]:
    rows = Reference.objects.filter(case__calibration__in=list(calibrations)).select_related("case", "by")
    found: dict[int, dict[tuple[int, str], Reference]] = {}
    for one in rows:
        found.setdefault(one.case.calibration_id, {})[one.case.ticket_id, one.item] = one
    return found


def shown(row: Calibration, person: Person) -> dict[str, Any]:
    """Before the verdicts are open: who is done. After: all of them, agreement and graders."""
    cases = list(row.cases.select_related("ticket", "about").order_by("id"))
    people = list(row.reviewers.order_by("id"))
    reviews = list(
        Review.objects.standing().filter(calibration=row).only("ticket", "reviewer", "given_at", "calibration")
    )
    said = said_in([row]).get(row.pk, {}) if row.revealed_at else {}
    settled = settled_in([row]).get(row.pk, {})
    card = queries.scorecard_of(row)
    items, names = tuple(card.items) if card else (), {one.pk: one.name for one in people}
    rows = [_shown(one, items, person, reviews, said, settled, names) for one in cases]
    about = {"cases": rows, "people": people, "member": any(one.pk == person.pk for one in people),
             "waiting": len(cases) * len(people) - sum(one.given_at is not None for one in reviews)}  # fmt: skip
    return about | (_numbers(items, people, said, settled) if said else {})


def _shown(
    case: CalibrationCase, items: Sequence[Item], person: Person, reviews: list[Review], said: dict, settled: dict,
    names: dict[int, str],
) -> Shown:  # fmt: skip
    cells = [
        Cell(item, said[case.ticket_id, item.id], settled.get((case.ticket_id, item.id)), names)
        for item in items if (case.ticket_id, item.id) in said
    ]  # fmt: skip
    own = [one for one in reviews if one.ticket_id == case.ticket_id]
    mine = next((one for one in own if one.reviewer_id == person.pk), None)
    return Shown(case, cells, mine, sum(one.given_at is not None for one in own))


def _numbers(items: Sequence[Item], people: list[Person], said: dict, settled: dict) -> dict[str, Any]:
    names, who = {item.id: item.name for item in items}, {one.pk: one.name for one in people}
    verdicts = {place: one.verdict for place, one in settled.items()}
    return {
        "whole": fleiss(list(words.values()) for words in said.values()),
        "by_item": [(names.get(item, item), found) for item, found in by_item(said).items()],
        "by_pair": [(who.get(one, "Somebody"), who.get(other, "Somebody"), found)
                    for (one, other), found in by_pair(said).items()],
        "graders": [(who.get(one.person, "Somebody"), one) for one in graders(said, verdicts) if one.count],
    }  # fmt: skip


@dataclass(frozen=True)
class Course:
    """A grader from session to session, the first first."""

    name: str
    sessions: list[Grader]

    @property
    def latest(self) -> Grader:
        return self.sessions[-1]

    @property
    def drift(self) -> float | None:
        """How their lenience has moved since the session before; None after the first."""
        return drift(self.sessions[-2], self.sessions[-1]) if len(self.sessions) > 1 else None

    @property
    def agreement(self) -> Agreement:
        return self.latest.agreement


def graders_over_time(rows: Iterable[Calibration]) -> list[Course]:
    """Of the closed sessions among these. Three statements."""
    closed = sorted((one for one in rows if one.closed_at), key=lambda one: (one.closed_at, one.pk))
    said, settled = said_in(closed), settled_in(closed)
    found: dict[int, list[Grader]] = {}
    for one in closed:
        verdicts = {place: each.verdict for place, each in settled.get(one.pk, {}).items()}
        for grader in graders(said.get(one.pk, {}), verdicts):
            if grader.count:
                found.setdefault(grader.person, []).append(grader)
    names = dict(Person.objects.filter(pk__in=list(found)).values_list("pk", "name"))
    return [Course(names[person], sessions) for person, sessions in sorted(found.items())]

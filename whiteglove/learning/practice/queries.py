"""Scenarios in force, runs as the engine sees them, and what pages show of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person
from whiteglove.ground.reader.needs import FILE as NEEDS
from whiteglove.ground.reader.needs import read_needs
from whiteglove.learning.coaching.queries import leads_of
from whiteglove.learning.standards.behaviours import BEHAVIOURS, WEIGHTS
from whiteglove.learning.standards.reader_in_force import in_force as reader_in_force

from . import keeping
from .engine import play
from .engine.case import Case, case_of
from .engine.state import Run as Fold
from .library import Card, Played, card_of, cards_of
from .models import Remark, Run, Shown
from .schema import EXPECT, GOOD, PART, lines_of, scenarios_of
from .skills import LATELY, Next, Skill, skills_of, suggested

if TYPE_CHECKING:  # they load what a start doesn't need
    from whiteglove.ground.reader.reader import Reader

    from .golden import Played as GoldenPlay

ALWAYS = ("escalate", "transfer", "hold", "note", "solve", "verify", "tag", "kind", "priority")
LISTED = ("scenario", "medium", "began_at", "ended_at", "ending", "score", "passed", "turns", "result", "from_turn",
          "parent", "person", "ticket", "mood")  # fmt: skip


def in_force() -> tuple[packs.Known, Mapping[str, Any]] | None:
    """(revision, scenarios) to begin with now; None where no pack has any. One short statement."""
    revision = packs.ruling(PART)
    return (revision, scenarios_in(revision)) if revision else None


def scenarios_in(revision: packs.Known) -> Mapping[str, Any]:
    """{id: scenario} of a revision."""
    return scenarios_of(packs.content(PART, revision) or {})


def scenario_of_run(run: Run) -> Mapping[str, Any]:
    return scenarios_in(packs.known(run.revision_id))[run.scenario]


_folds = keeping.Folds()


@lru_cache(maxsize=2048)
def case_in(revision: packs.Known, scenario: str, seed: int, medium: str) -> Case:
    """One customer as this revision has them. KeyError where it has no such scenario."""
    content = packs.content(PART, revision)
    one = content[scenario]
    return case_of(one, lines_of(content, one), seed=seed, channel=medium)


def case_of_run(run: Run) -> Case:
    """One short statement the first time."""
    return case_in(packs.known(run.revision_id), run.scenario, run.seed, run.medium)


def replayed(run: Run, upto: int | None = None) -> Fold:
    """The whole run from what is kept of it, or its first turns."""
    fold = _folds.replayed(case_of_run(run), run.inputs[:upto])
    return play.leave(fold) if upto is None and not run.is_open else fold


@lru_cache(maxsize=64)
def _golden(revision: packs.Known, scenario: str, seed: int, medium: str, version: str) -> Fold:
    from . import golden

    return golden.played(
        reader_in_force(), packs.content(PART, revision), scenario, GOOD, seed=seed, channel=medium
    ).run


def golden_of(run: Run) -> Fold | None:
    """The same customer, served as their author thinks it good. Reads some messages the first time."""
    reader = reader_in_force()
    return _golden(packs.known(run.revision_id), run.scenario, run.seed, run.medium, reader.version) if reader else None


def golden_plays(scenario: str) -> "list[GoldenPlay]":
    """All that its author wrote how it is to be played, played now by rules alone, as a pack is checked."""
    from . import golden

    ruling = in_force()
    if ruling is None or scenario not in ruling[1]:
        return []
    content, reader = packs.content(PART, ruling[0]), _rules(packs.ruling(BEHAVIOURS))
    return [golden.played(reader, content, scenario, one) for one in content[EXPECT][scenario]]


@lru_cache(maxsize=1)
def _rules(revision: packs.Known) -> "Reader":
    from whiteglove.ground.reader.reader import Reader

    return Reader.from_content(packs.content(BEHAVIOURS, revision), needs=read_needs(WEIGHTS / NEEDS))


def revision_in_force() -> Revision | None:
    ruling = packs.ruling(PART)
    return Revision.objects.defer("content").get(pk=ruling[0]) if ruling else None


@dataclass(frozen=True)
class Library:
    cards: list[Card]
    next: Next | None
    card_of_next: Card | None


def library(person: Person, busy: Collection[str] = ()) -> Library | None:
    """Everybody whom one can serve, with what came of one's own runs; None where no pack has any.

    `busy`: scenarios they are in the middle of, of which none is suggested.
    """
    ruling = in_force()
    if ruling is None:
        return None
    cards = cards_of(ruling[1], played_by(person))
    following = suggested(ruling[1], lately(person), language_of(person), busy)
    known = {one.id: one for one in cards}
    return Library(cards, following, known[following.scenario] if following else None)


def language_of(person: Person) -> str:
    return person.languages[0][:2] if person.languages else "en"


def played_by(person: Person, scenario: str = "") -> dict[str, Played]:
    """{scenario: what one's runs came to}. Best and passed count runs from the beginning alone."""
    whole = Q(from_turn__isnull=True)
    rows = Run.objects.of(person).filter(**{"scenario": scenario} if scenario else {}).values("scenario").order_by()
    rows = rows.annotate(
        times=Count("id"), best=Max("score", filter=whole), done=Count("id", filter=whole & Q(passed=True)),
        last=Max("began_at"),
    )  # fmt: skip
    return {one["scenario"]: Played(one["times"], one["best"], one["done"] > 0, one["last"]) for one in rows}


def card(person: Person, scenario: str) -> Card | None:
    ruling = in_force()
    if ruling is None or scenario not in ruling[1]:
        return None
    return card_of(ruling[1][scenario], played_by(person, scenario).get(scenario, Played()))


def lately(person: Person, most: int = 60) -> list[tuple[str, bool, dict]]:
    """(scenario, whether passed, what it came to) of the latest whole runs that ended, the latest first."""
    rows = Run.objects.of(person).ended().whole().order_by("-id")
    return list(rows.values_list("scenario", "passed", "result")[:most])


def skills(person: Person) -> list[Skill]:
    """How often each was seen in the latest runs, and in as many before."""
    return skills_of([result for *_, result in lately(person, 2 * LATELY)])


def listed(rows: QuerySet[Run]) -> QuerySet[Run]:
    """Without what is long: a list shows no words."""
    return rows.only(*LISTED)


def open_runs(person: Person) -> list[Run]:
    return titled(listed(Run.objects.of(person).open().order_by("-id"))[:10])


def titled(runs: Iterable[Run]) -> list[Run]:
    """Each with `title`, the name of whom it was played with; their id where nobody in force is called so."""
    known, rows = names(), list(runs)
    for one in rows:
        one.title = known.get(one.scenario, one.scenario)
    return rows


def deeds_known() -> list[str]:
    """What may be done at the desk, with whomever: of all scenarios, so that none gives away what is due."""
    ruling = in_force()
    return list(_deeds(ruling[0])) if ruling else []


@lru_cache(maxsize=4)
def _deeds(revision: packs.Known) -> tuple[str, ...]:
    due = {one["do"] for each in scenarios_in(revision).values() for one in each.get("deeds", ())}
    harm = {one["do"] for each in scenarios_in(revision).values() for one in each.get("traps", ()) if "do" in one}
    return tuple(sorted(one.replace("_", " ") for one in {*due, *harm, *ALWAYS}))


def names() -> dict[str, str]:
    """{scenario: its name} of what is in force."""
    ruling = in_force()
    return {key: one["name"] for key, one in ruling[1].items()} if ruling else {}


def shown_to(coach: Person) -> QuerySet[Shown]:
    """The runs that others show them."""
    return (
        Shown.objects.standing().filter(coach=coach).select_related("run__person")
        .defer("run__inputs")
    )  # fmt: skip


def run_with_talk(run: Run) -> tuple[list[Shown], list[Remark]]:
    """(to whom it is shown, what was remarked)."""
    shown = Shown.objects.standing().filter(run=run).select_related("coach")
    return list(shown), list(Remark.objects.filter(run=run, deleted_at__isnull=True).select_related("by"))


def ended_runs(person: Person, scenarios: Collection[str], since: datetime) -> list[Run]:
    """Theirs of these scenarios that ended since then, oldest first; none that was taken up from an earlier one."""
    rows = Run.objects.of(person).ended().whole().filter(scenario__in=scenarios, ended_at__gte=since)
    return list(rows.order_by("ended_at", "id"))


def coaches_of(person: Person) -> list[Person]:
    """To whom somebody may show a run: active leads of their teams, but not themselves."""
    return leads_of(person)


def topics_of_coaches(run: Run) -> str:
    near = Shown.objects.standing().filter(run=run).values_list("coach", flat=True)
    return " ".join(f"person:{pk}" for pk in near)

"""What the pages of this room read: journeys as a revision has them, and rows for one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.requirements.facts import Facts

from .gathering import day_of, known_of
from .models import Appeal, Application, Evidence, Proof, Stage
from .names import there_in
from .rules import PART, Duty, Journey, Level, journey_of, opened
from .standing import Standing, standing

LOOKED_AT = timedelta(hours=1)
# Parts of a pack that duties name things of.
NAMED = ("quizzes", "programmes", "achievements", "inventories", "capabilities")


def in_force() -> dict[str, Journey]:
    """One short statement."""
    revision = packs.ruling(PART)
    return _at(revision) if revision else {}


@lru_cache(maxsize=16)
def _at(revision: packs.Known) -> dict[str, Journey]:
    return {id: journey_of(id, one) for id, one in (packs.content(PART, revision) or {}).items()}


def journey() -> Journey | None:
    """The one people are on: a pack's first."""
    return next(iter(in_force().values()), None)


def opened_now(journey: Journey) -> Journey:
    """With what the packs in force offer by now, also where somebody was admitted before they did."""
    if not any(one.not_yet for one in journey.every()):
        return journey
    latest = packs.latest()
    return _opened(journey, latest) if latest else journey


@lru_cache(maxsize=8)
def _opened(journey: Journey, latest: tuple) -> Journey:
    ruling = {name: packs.ruling(name) for name in NAMED}
    parts = {name: packs.content(name, revision) for name, revision in ruling.items() if revision}
    return opened(journey, there_in(parts))


def ruling_revision() -> int | None:
    revision = packs.ruling(PART)
    return revision[0] if revision else None


def journey_at(stage: Stage) -> Journey | None:
    """As the pack had it when they were admitted."""
    return _at(packs.known(stage.revision_id)).get(stage.journey)


def journeys_of(person: Person, journey: Journey) -> list[Journey]:
    """As it is in force, and as it was when they were admitted to each level."""
    found = [journey, *filter(None, map(journey_at, stages_of(person, journey).values()))]
    return list(dict.fromkeys(found))


def level_of(stage: Stage) -> Level | None:
    found = journey_at(stage)
    return found.level(stage.level) if found else None


def stages_of(person: Person, journey: Journey) -> dict[int, Stage]:
    """{level: where they stand on it}. One statement."""
    rows = Stage.objects.standing().filter(person=person, journey=journey.id).select_related("person")
    return {one.level: one for one in rows}


def highest(person: Person, journey: Journey) -> Stage | None:
    """The highest level they were admitted to. One statement."""
    return Stage.objects.standing().filter(person=person, journey=journey.id).order_by("-level").first()


def open_application(person: Person, journey: Journey) -> Application | None:
    return Application.objects.waiting().filter(person=person, journey=journey.id).first()


def latest_applications(person: Person, journey: Journey) -> dict[int, Application]:
    """{level: their latest}."""
    rows = Application.objects.filter(person=person, journey=journey.id).select_related("decided_by")
    return {one.level: one for one in rows.prefetch_related("appeals").order_by("id")}


def applied_since(row: Application | Evidence) -> bool:
    """Whether another application has taken the place of this one."""
    later = Application.objects.filter(person=row.person_id, journey=row.journey, pk__gt=row.pk)
    return isinstance(row, Application) and later.exists()


def levels_of(stages: Iterable[Stage]) -> Iterator[tuple[Stage, Level | None]]:
    """Each with its level. One short statement for each revision."""
    known_by_now: dict[int, dict[str, Journey]] = {}
    for one in stages:
        if one.revision_id not in known_by_now:
            known_by_now[one.revision_id] = _at(packs.known(one.revision_id))
        found = known_by_now[one.revision_id].get(one.journey)
        yield one, found.level(one.level) if found else None


@dataclass(frozen=True)
class Place:
    """A level, and how somebody stands on it. `recognised`: by a badge that stands and hasn't
    run out, or stood when they went on."""

    level: Level
    stage: Stage | None
    standing: Standing
    application: Application | None
    credential: Credential | None = None
    recognised: bool = False

    @property
    def is_behind(self) -> bool:
        """Completed, or recognised by its badge."""
        return bool(self.stage.completed_at) if self.stage else self.recognised

    @property
    def is_open(self) -> bool:
        """They are on it and haven't completed it."""
        return self.stage is not None and self.stage.completed_at is None


@dataclass(frozen=True)
class Path:
    """All levels; `next_level`: the one they may apply for, None while they are on one."""

    journey: Journey
    places: tuple[Place, ...]
    next_level: Level | None
    facts: Facts

    @property
    def current(self) -> Place | None:
        """Where they are now: the level they are on, else the highest completed one."""
        on = [one for one in self.places if one.is_open]
        done = [one for one in self.places if one.is_behind]
        return (on or done[::-1] or [None])[0]


def path_of(person: Person, at: datetime) -> Path | None:
    """Where somebody stands on the whole journey. None where no pack has one."""
    ruling = journey()
    if ruling is None:
        return None
    found = opened_now(ruling)
    stages, today = stages_of(person, found), day_of(at)
    began = {number: journey_at(stage) or found for number, stage in stages.items()}
    facts = known_of(person, found, *began.values())
    applied, badges = latest_applications(person, found), badges_of(person, found)
    holds = in_time(badges, at)
    places = []
    for level in found.levels:
        stage = stages.get(level.number)
        own = (opened_now(began[level.number]).level(level.number) if stage else None) or level
        state, has = standing_on(own, stage, facts, today), badges.get(own.badge)
        behind = own.badge in holds or (has is not None and level.number < max(stages, default=0))
        places.append(Place(own, stage, state, applied.get(level.number), has, behind))
    return Path(found, tuple(places), next_level(found, stages, holds), facts)


def standing_on(level: Level, stage: Stage | None, facts: Facts, today) -> Standing:
    admitted = day_of(stage.admitted_at) if stage else None
    return standing(level, facts, admitted, bool(stage and stage.completed_at), today)


def next_level(journey: Journey, stages: dict[int, Stage], badges: Mapping[str, Credential]) -> Level | None:
    """The lowest they haven't completed, unless they are on it; nothing is skipped. A badge that somebody gave them by
    hand is a level recognised, for as long as it stands: `badges` are those that haven't run out."""
    if any(stage.completed_at is None for stage in stages.values()):
        return None
    highest = max(stages, default=0)
    return next((one for one in journey.levels if one.number > highest and one.badge not in badges), None)


def badges_of(person: Person, journey: Journey) -> dict[str, Credential]:
    """{achievement: the latest that stands}. One statement."""
    wanted = [one.badge for one in journey.levels]
    rows = Credential.objects.standing().filter(person=person, achievement__in=wanted).order_by("issued_at", "id")
    return {one.achievement: one for one in rows}


def in_time(badges: Mapping[str, Credential], at: datetime) -> dict[str, Credential]:
    """Those that haven't run out."""
    return {name: one for name, one in badges.items() if one.valid_until is None or one.valid_until > at}


def evidence_of(person: Person, journey: Journey) -> list[Evidence]:
    rows = Evidence.objects.filter(person=person, journey=journey.id).select_related("decided_by")
    return list(rows.prefetch_related("appeals", "proofs").order_by("-at", "-id")[:200])


def handed_in_for(person: Person, journey: Journey, duty: Duty) -> list[Evidence]:
    """What they handed in under the name the duty counts, the latest first."""
    name = duty.hand_in.name if duty.hand_in else ""
    return [one for one in evidence_of(person, journey) if not one.is_time and one.about == name]


def managers_of(learner: Person) -> list[Person]:
    """Who decides about somebody: leads of their teams; administrators about leads, or where there is none."""
    administrators = list(Person.objects.administrators().exclude(pk=learner.pk)[:5])
    if learner.role not in GIVEN_BY_LEADS:
        return administrators
    rows = Person.objects.active().filter(role=Role.LEAD, memberships__team__in=learner.team_ids).exclude(pk=learner.pk)
    return list(rows.distinct().order_by("name")[:5]) or administrators


def decided_about(reviewer: Person, person: Person) -> bool:
    """Whether somebody admitted a person, or accepted what they handed in. Two short statements at most."""
    rows = (kind.objects.accepted().filter(decided_by=reviewer, person=person) for kind in (Evidence, Application))
    return any(one.exists() for one in rows)


def in_turn(person: Person, by: Person) -> list[Person] | None:
    """Where `person` decided about whoever decides now: others who may, and who stand in no such turn. None where
    they didn't."""
    if not decided_about(person, by):
        return None
    rows = Person.objects.administrators()
    if person.role in GIVEN_BY_LEADS:
        leads = Q(role=Role.LEAD, memberships__team__in=person.team_ids)
        rows = Person.objects.active().filter(leads | Q(pk__in=rows.values("pk"))).distinct()
    others = rows.exclude(pk__in=(person.pk, by.pk)).order_by("name")[:20]
    return [one for one in others if not decided_about(person, one)][:3]


def deciding_anew(row: Appeal) -> list[Person]:
    """Who may take a second look; administrators where nobody else looks after them."""
    found = [one for one in managers_of(row.person) if one.pk != row.against_id]
    return found or list(Person.objects.administrators().exclude(pk__in=(row.person_id, row.against_id or 0))[:5])


def waiting_for(person: Person) -> dict[str, int]:
    """What a reviewer has to look at. Three short statements."""
    return {
        "evidence": Evidence.objects.waiting().to_judge(person).aggregate(n=Count("pk"))["n"],
        "applications": Application.objects.waiting().to_judge(person).aggregate(n=Count("pk"))["n"],
        "appeals": Appeal.objects.open().to_judge(person).aggregate(n=Count("pk"))["n"],
    }


def evidence_queue(person: Person, state: str, kind: str = "", about: str = "") -> QuerySet[Evidence]:
    rows = Evidence.objects.to_judge(person).select_related("person", "decided_by")
    rows = rows.waiting() if state == "waiting" else rows.decided()
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(about=about) if about else rows


def applications_queue(person: Person, state: str) -> QuerySet[Application]:
    rows = Application.objects.to_judge(person).select_related("person", "decided_by")
    return rows.waiting() if state == "waiting" else rows.decided()


def appeals_queue(person: Person) -> QuerySet[Appeal]:
    about = ("person", "against", "by", "application", "evidence")
    return Appeal.objects.to_judge(person).select_related(*about)


def also_handed_in(one: Evidence) -> tuple[int, int]:
    """(by the same person, by others) how often the same was handed in besides: the same words, link or file."""
    files = Proof.objects.filter(evidence=one).values("blob")
    rows = Evidence.objects.filter(Q(same=one.same) | Q(proofs__blob__in=files)).exclude(pk=one.pk)
    found = rows.aggregate(own=Count("pk", filter=Q(person=one.person_id), distinct=True),
                           all=Count("pk", distinct=True))  # fmt: skip
    return found["own"], found["all"] - found["own"]


def handed_in_besides(one: Evidence) -> list[Evidence]:
    """What else they handed in under the same name, the latest first."""
    rows = Evidence.objects.filter(person=one.person_id, journey=one.journey, kind=one.kind, about=one.about)
    return list(rows.exclude(pk=one.pk).order_by("-at", "-id")[:20])


def not_again(row: Application | Evidence) -> set[int]:
    """Who decided on it once and lost an appeal: they don't decide again."""
    return {one.against_id for one in row.appeals.all() if one.outcome == "again" and one.against_id}


def people_on(person: Person, level: int = 0, upkeep: str = "") -> QuerySet[Stage]:
    """The highest level of each of those somebody looks after."""
    rows = Stage.objects.standing().visible_to(person).exclude(person=person).select_related("person")
    own = {"person": OuterRef("person"), "journey": OuterRef("journey"), "level__gt": OuterRef("level")}
    rows = rows.filter(~Exists(Stage.objects.standing().filter(**own)), person__is_active=True)
    rows = rows.filter(level=level) if level else rows
    return rows.filter(upkeep=upkeep) if upkeep else rows


def longest_ago(at: datetime) -> QuerySet[Stage]:
    """Those nobody looked at for an hour."""
    rows = Stage.objects.to_look_at().filter(looked_at__lte=at - LOOKED_AT)
    return rows.select_related("person").order_by("looked_at", "id")


def counts_by_level(person: Person) -> list[tuple[int, int]]:
    """(level, people) of those somebody looks after. One statement."""
    return list(people_on(person).values_list("level").annotate(n=Count("pk")).order_by("level"))


def waiting_at_all(person: Person) -> int:
    """For whoever decides about others; 0 for everybody else, without a question."""
    return sum(waiting_for(person).values()) if person.role in (Role.LEAD, Role.ADMIN) else 0

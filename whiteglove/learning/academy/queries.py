"""What the pages of this room read: programmes as a revision has them, and rows for one person."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.hierarchy import GIVEN_BY_LEADS
from whiteglove.ground.people.models import Person, Role

from .models import Appeal, Application, Attempt, Enrolment, LessonRead, Meeting, Mentoring, Review, Seat, Session
from .programme import CASES, LABS, LESSONS, PROGRAMMES, WORKSHOPS, Gate, Module, Programme, programmes_of

PARTS = (PROGRAMMES, LESSONS, CASES, LABS, WORKSHOPS, "scenarios", "quizzes")


def in_force() -> dict[str, Programme]:
    """Programmes one may apply for. One short statement."""
    revision = packs.ruling(PROGRAMMES)
    return programmes_at(revision) if revision else {}


@lru_cache(maxsize=16)
def programmes_at(revision: packs.Known) -> dict[str, Programme]:
    return programmes_of({name: packs.content(name, revision) or {} for name in PARTS})


def ruling_revision() -> int | None:
    revision = packs.ruling(PROGRAMMES)
    return revision[0] if revision else None


def programme_of(row: Enrolment | Application) -> Programme | None:
    """As the pack had it when they began. One short statement."""
    return programme_named(row.programme, row.revision_id)


def programme_named(name: str, revision: int) -> Programme | None:
    return programmes_at(packs.known(revision)).get(name)


def part_of(revision: int, part: str) -> Mapping[str, Any]:
    """Cases, labs, workshops, scenarios as a revision has them."""
    return packs.content(part, packs.known(revision)) or {}


def ref_of(row: Enrolment) -> str:
    """What its certificate is given for."""
    return f"enrolment:{row.pk}"


def name_of(row: Enrolment | Application) -> str:
    found = programme_of(row)
    return found.name if found else row.programme


def gate_name(row: Enrolment, gate: str) -> str:
    found = programme_of(row)
    known = found.gate(gate) if found else None
    return known.name if known else gate


def enrolments_of(person: Person) -> list[Enrolment]:
    return list(Enrolment.objects.not_ended().filter(person=person).order_by("-at", "-id"))


def enrolment_for(person: Person, pk: int) -> QuerySet[Enrolment]:
    """Theirs, or of somebody they look after or mentor."""
    mine = Q(pk__in=Mentoring.objects.standing().filter(mentor=person).values("enrolment"))
    seen = Enrolment.objects.visible_to(person) | Enrolment.objects.filter(mine)
    return seen.filter(pk=pk).select_related("person")


def application_of(person: Person, programme: str) -> Application | None:
    """Their latest to this programme."""
    rows = Application.objects.filter(person=person, programme=programme).select_related("decided_by")
    return rows.order_by("-id").first()


def latest_applications(person: Person) -> dict[str, Application]:
    """{programme: their latest}."""
    rows = Application.objects.filter(person=person).select_related("decided_by").order_by("id")
    return {one.programme: one for one in rows}


def lesson_rows(enrolment: Enrolment, module: Module | None = None) -> list[LessonRead]:
    rows = LessonRead.objects.filter(enrolment=enrolment)
    return list(rows.filter(module=module.id) if module else rows)


def lesson_row(enrolment: Enrolment, module: Module, lesson: str) -> LessonRead | None:
    return LessonRead.objects.filter(enrolment=enrolment, module=module.id, lesson=lesson).first()


def attempts_at(enrolment: Enrolment, gate: Gate, item: str = "") -> list[Attempt]:
    """The latest first."""
    rows = Attempt.objects.filter(enrolment=enrolment, gate=gate.id)
    return list((rows.filter(item=item) if item else rows).order_by("-id")[:50])


def waiting_for(person: Person) -> dict[str, int]:
    """What a manager has to decide: applications, sign-offs, second looks. Three short statements."""
    rows = {"applications": Application.objects.waiting(), "sign_offs": Review.objects.waiting(),
            "appeals": Appeal.objects.waiting()}  # fmt: skip
    return {name: of.visible_to(person).exclude(**{_learner(name): person}).aggregate(n=Count("pk"))["n"]
            for name, of in rows.items()}  # fmt: skip


def _learner(name: str) -> str:
    return "person" if name == "applications" else "enrolment__person"


def cohort(person: Person, programme: str) -> QuerySet[Enrolment]:
    return Enrolment.objects.visible_to(person).not_ended().filter(programme=programme).select_related("person")


def sessions_coming(at: datetime) -> QuerySet[Session]:
    taken = Count("places", filter=Q(places__state="taken"))
    waiting = Count("places", filter=Q(places__state="waiting"))
    return Session.objects.coming(at).annotate(taken=taken, waiting=waiting).order_by("starts_at", "id")


def sessions_past(at: datetime) -> QuerySet[Session]:
    rows = Session.objects.standing().filter(starts_at__lte=at)
    return rows.annotate(taken=Count("places", filter=Q(places__state="taken"))).order_by("-starts_at", "-id")


def seats_of(person: Person) -> dict[int, Seat]:
    """{session: their seat}, those given back left out."""
    return {one.session_id: one for one in Seat.objects.standing().filter(person=person).select_related("session")}


def seats_in(session: Session) -> list[Seat]:
    """In the order in which they are given."""
    return list(Seat.objects.standing().filter(session=session).select_related("person").order_by("state", "at", "id"))


def mentoring_of(enrolment: Enrolment) -> Mentoring | None:
    return (
        Mentoring.objects.standing().filter(enrolment=enrolment).select_related("mentor", "enrolment__person").first()
    )


def meetings_of(enrolment: Enrolment) -> list[Meeting]:
    rows = Meeting.objects.filter(mentoring__enrolment=enrolment).select_related("by", "mentoring")
    return list(rows.order_by("day", "id"))


def mentored_by(person: Person) -> list[Mentoring]:
    rows = Mentoring.objects.standing().filter(mentor=person, enrolment__ended_at__isnull=True)
    return list(rows.select_related("enrolment__person").order_by("id")[:50])


def mentors_for(learner: Person) -> QuerySet[Person]:
    """Who may mentor somebody: active leads and agents, not themselves."""
    return Person.objects.active().filter(role__in=(Role.LEAD, Role.AGENT)).exclude(pk=learner.pk).order_by("name")


def managers_of(learner: Person) -> list[Person]:
    """Who decides about somebody: leads of their teams, and administrators about leads or where there is none."""
    if learner.role not in GIVEN_BY_LEADS:
        return list(Person.objects.administrators().exclude(pk=learner.pk)[:5])
    rows = Person.objects.active().filter(role=Role.LEAD, memberships__team__in=learner.team_ids).exclude(pk=learner.pk)
    return list(rows.distinct().order_by("name")) or list(Person.objects.administrators()[:5])


def meetings_between(enrolment: Enrolment, person: Person) -> list[Meeting]:
    """Those that `person`, the learner or a mentor, sat in: who mentors now doesn't read what was said before."""
    rows = meetings_of(enrolment)
    return rows if person.pk == enrolment.person_id else [one for one in rows if one.mentoring.mentor_id == person.pk]


def meetings_to_confirm(person: Person, mentorings: list[Mentoring]) -> dict[int, int]:
    """{mentoring: conversations that the learner noted and that wait for the mentor's word}. One statement."""
    rows = Meeting.objects.filter(mentoring__in=mentorings, confirmed_at__isnull=True).exclude(by=person)
    return dict(rows.values_list("mentoring").annotate(n=Count("pk")).order_by())

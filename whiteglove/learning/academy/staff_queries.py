"""What managers of programmes read: who applied, where everybody is, what waits for a word."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person

from .cohort import QUIET, Row, what_keeps
from .models import Appeal, Application, Enrolment, Review, Session
from .models.application import ApplicationState
from .programme import WORKSHOPS, Programme
from .queries import cohort, in_force, part_of, programmes_at, ruling_revision

DECIDED = (ApplicationState.ACCEPTED, ApplicationState.DECLINED)
ALL, GOING, STUCK, COMPLETED = "all", "going", "stuck", "completed"


def applications(person: Person, waiting: bool) -> QuerySet[Application]:
    """Of others: nobody decides about oneself."""
    rows = Application.objects.visible_to(person).exclude(person=person).select_related("person", "decided_by")
    return rows.waiting() if waiting else rows.filter(state__in=DECIDED)


def reviews(person: Person) -> QuerySet[Review]:
    return Review.objects.visible_to(person).exclude(enrolment__person=person).select_related("enrolment__person", "by")


def appeals(person: Person) -> QuerySet[Appeal]:
    return Appeal.objects.visible_to(person).exclude(enrolment__person=person).select_related("enrolment__person", "by")


def learners(person: Person) -> QuerySet[Enrolment]:
    """Those somebody manages, ended ones too."""
    return Enrolment.objects.visible_to(person).exclude(person=person).select_related("person")


def programmes_for(rows: Iterable[Enrolment | Application]) -> dict[tuple[int, str], Programme]:
    """{(revision, programme): as it was then}. One short statement for each revision."""
    wanted = {(one.revision_id, one.programme) for one in rows}
    known = {revision: programmes_at(packs.known(revision)) for revision, _ in wanted}
    return {(revision, name): known[revision][name] for revision, name in wanted if name in known[revision]}


def gate_name(row: Review | Appeal, known: dict[tuple[int, str], Programme]) -> str:
    programme = known.get((row.enrolment.revision_id, row.enrolment.programme))
    gate = programme.gate(row.gate) if programme else None
    return gate.name if gate else row.gate


def in_cohort(person: Person, programme: str, how: str, name: str, at: datetime) -> QuerySet[Enrolment]:
    """With whether a sign-off or a second look is asked for."""
    rows = _with_asked(cohort(person, programme).exclude(person=person))
    if name:
        rows = rows.filter(person__name__icontains=name)
    return rows.filter(_which(how, at))


def counts_of(person: Person, programme: str, at: datetime) -> dict[str, int]:
    """How many of each kind. One statement."""
    rows = cohort(person, programme).exclude(person=person).select_related(None)
    return rows.aggregate(**{how: Count("pk", filter=_which(how, at)) for how in (ALL, GOING, STUCK, COMPLETED)})


def _with_asked(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    return rows.annotate(asked=Exists(Review.objects.asked().filter(enrolment=OuterRef("pk"))),
                         appealed=Exists(Appeal.objects.open().filter(enrolment=OuterRef("pk"))))  # fmt: skip


def _which(how: str, at: datetime) -> Q:
    stuck = ~Q(stuck="") | Q(moved_at__lte=at - QUIET)
    going = Q(completed_at__isnull=True)
    return {GOING: going, STUCK: going & stuck, COMPLETED: ~going}.get(how, Q(pk__isnull=False))


def row_of(one: Enrolment, at: datetime) -> Row:
    about = {"stuck": one.stuck, "asked": one.asked, "appealed": one.appealed, "moved_at": one.moved_at, "at": at}
    why, tone = ("", "") if one.completed_at else what_keeps(**about)
    return Row(one.pk, one.person_id, one.person.name, one.module, one.passed, one.gates, one.at, one.moved_at,
               one.completed_at, why, tone)  # fmt: skip


def programmes_managed(person: Person) -> list[tuple[str, str, int]]:
    """(id, name, learners) of what is in force, and of what somebody still takes."""
    names = {id: one.name for id, one in in_force().items()}
    rows = Enrolment.objects.visible_to(person).exclude(person=person).not_ended()
    counts = dict(rows.values_list("programme").annotate(n=Count("pk")).order_by())
    return [(id, names.get(id, id), counts.get(id, 0)) for id in sorted({*names, *counts})]


def workshops_offered() -> list[tuple[str, str]]:
    revision = ruling_revision()
    return [(id, one["name"]) for id, one in sorted(part_of(revision, WORKSHOPS).items())] if revision else []


def agenda_of(session: Session) -> list[str]:
    return agendas_of([session])[session.pk]


def agendas_of(sessions: Sequence[Session]) -> dict[int, list[str]]:
    """{session: what is done in it}. One short statement for each revision they were planned by."""
    parts = {revision: part_of(revision, WORKSHOPS) for revision in {one.revision_id for one in sessions}}
    return {one.pk: parts[one.revision_id].get(one.workshop, {}).get("agenda", []) for one in sessions}


def said_before(review: Review) -> QuerySet[Review]:
    """What was decided on the same gate earlier, the oldest first."""
    rows = Review.objects.filter(enrolment=review.enrolment_id, gate=review.gate, pk__lt=review.pk)
    return rows.filter(decided_at__isnull=False).select_related("by").order_by("id")

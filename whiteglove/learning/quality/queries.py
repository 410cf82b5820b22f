"""Which scorecard is in force, what a conversation is judged from, and what others ask of this room."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Count, QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person, Role
from whiteglove.learning.standards.queries import PART as STANDARD
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.sla.queries import default_calendar

from .deadlines import business_days_after
from .models import Calibration, Dispute, Review, Sample, Score
from .scorecard import PART, USUAL, Scorecard, fitting, rules_of, scorecards_of, steps_of


def scorecards() -> list[Scorecard]:
    """Those in force; [] where no pack brings any. One short statement."""
    revision = packs.ruling(PART)
    return _of_revision(revision)[0] if revision else []


def rules() -> dict:
    revision = packs.ruling(PART)
    return _of_revision(revision)[1] if revision else USUAL


@lru_cache(maxsize=16)
def _of_revision(revision: packs.Known) -> tuple[list[Scorecard], dict]:
    content = packs.content(PART, revision) or {}
    standard = packs.content(STANDARD, revision) or {}
    return scorecards_of(content, revision[0], steps_of(standard.get("process", ()))), dict(rules_of(content))


def scorecard_for(channel: str, kind: str) -> Scorecard | None:
    return fitting(scorecards(), channel, kind)


def scorecard_of(row: Score | Review | Calibration) -> Scorecard | None:
    """The card something was judged by, as it was then."""
    cards, _ = _of_revision(packs.known(row.revision_id))
    return next((one for one in cards if one.id == row.card), None)


def standing_score(ticket: int) -> Score | None:
    return Score.objects.standing().filter(ticket=ticket).select_related("person").first()


def scores(person: Person, since: datetime | None = None) -> QuerySet[Score]:
    """The counted scores this person may see, the latest first."""
    rows = Score.objects.counted().visible_to(person)
    rows = rows.filter(solved_at__gte=since) if since else rows
    return rows.select_related("person", "ticket").order_by("-solved_at", "-id")


def reviews_of(person: Person, since: datetime | None = None) -> QuerySet[Review]:
    """Given reviews of a person's work, the latest first: what coaching is prepared from."""
    rows = Review.objects.given().ordinary().filter(about=person)
    rows = rows.filter(given_at__gte=since) if since else rows
    return rows.select_related("reviewer", "ticket").order_by("-given_at", "-id")


def disputes_open(person: Person) -> QuerySet[Dispute]:
    return Dispute.objects.open().visible_to(person).select_related("by", "ticket").order_by("due_at", "id")


def answered_by(ticket: Ticket) -> int | None:
    """Who answered most in it; None where nobody did."""
    rows = Message.objects.replies().filter(ticket=ticket).order_by()
    found = rows.values_list("author").annotate(n=Count("id")).order_by("-n", "author").first()
    return found[0] if found else None


def disputable_until(of: Review | Score) -> datetime:
    """The last moment at which it can be disputed: so many business days after it was given."""
    began = of.given_at if isinstance(of, Review) else of.at
    return business_days_after(default_calendar(), began, rules()["dispute"]["days"])


def who_decides(row: Dispute) -> list[int]:
    """Who is reminded: leads of the ticket's team who didn't review it; administrators where there are none; the
    reviewer where there is nobody else."""
    reviewer = row.review.reviewer_id if row.review else None
    leads, admins = _leads_of(row), set(Person.objects.administrators().values_list("pk", flat=True))
    apart = {reviewer, row.by_id}
    return sorted((leads - apart) or (admins - apart) or ({reviewer} - {None}))


def _leads_of(row: Dispute) -> set[int]:
    team = Ticket.objects.values_list("team_id", flat=True).get(pk=row.ticket_id)
    leads = Person.objects.active().filter(role=Role.LEAD)
    return set((leads.filter(memberships__team=team) if team else leads).values_list("pk", flat=True))


def may_decide(row: Dispute, person: Person) -> bool:
    """An open one; not one's own, nor of one's own review while somebody else could decide it."""
    if not row.is_open or row.by_id == person.pk:
        return False
    reviewed = row.review is not None and row.review.reviewer_id == person.pk
    return not (reviewed and others_who_decide(row))


def others_who_decide(row: Dispute) -> bool:
    """Whether anybody may decide besides who reviewed: another lead of the team, or an administrator."""
    reviewer = row.review.reviewer_id if row.review else None
    admins = Person.objects.administrators().values_list("pk", flat=True)
    return bool({*_leads_of(row), *admins} - {reviewer, row.by_id})


def decided_items(ticket: Ticket, person: int | None) -> dict[str, str]:
    """{item: verdict} of what was changed after a dispute of an automatic score of this solution by this person."""
    if ticket.solved_at is None:
        return {}
    rows = Dispute.objects.standing().of_solution(ticket.pk, person, ticket.solved_at).filter(outcome="changed")
    return dict(rows.order_by("id").values_list("item", "now"))


def mean_of(rows: QuerySet[Score]) -> dict[str, float | int | None]:
    """{"mean", "count"} of the latest fifty: one number says little, and none is shown of few."""
    totals = list(rows.values_list("total", flat=True)[:50])
    return {"mean": sum(totals) / len(totals) if totals else None, "count": len(totals)}


def reviews_seen(person: Person) -> QuerySet[Review]:
    """Given reviews this person may read: of their own work, or a lead's of their teams."""
    rows = Review.objects.given().ordinary().visible_to(person)
    return rows.select_related("about", "reviewer", "ticket").order_by("-given_at", "-id")


def samples_for(person: Person) -> QuerySet[Sample]:
    """What was drawn for them and still waits, of solved tickets they still see."""
    seen = Ticket.objects.visible_to(person).solved()
    rows = Sample.objects.open().filter(reviewer=person, ticket__in=seen.order_by())
    return rows.select_related("ticket", "ticket__customer", "about").order_by("id")[:50]


MOST_SHOWN = 300


def messages_of(ticket: Ticket) -> list[Message]:
    """What a reviewer reads: what was said to and by the customer, and notes, in order."""
    rows = Message.objects.filter(ticket=ticket).standing().select_related("author", "customer").in_order()
    return list(rows[:MOST_SHOWN])

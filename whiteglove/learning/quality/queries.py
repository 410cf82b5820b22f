"""Which scorecard is in force, what a conversation is judged from, and what others ask of this room."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Count, QuerySet

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Role
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.sla.queries import default_calendar

from .deadlines import business_days_after
from .models import Calibration, Dispute, Review, Sample, Score
from .scorecard import PART, USUAL, Scorecard, fitting, rules_of, scorecards_of

_latest = Prepared(
    lambda: Loading.objects.order_by("-at", "-id").values_list("pk", "revision_id", "revision__hash")[:1]
)


def scorecards() -> list[Scorecard]:
    """Those in force; [] where no pack brings any. One short statement."""
    latest = _latest.first()
    return _in_force(latest)[0] if latest else []


def rules() -> dict:
    latest = _latest.first()
    return _in_force(latest)[1] if latest else USUAL


@lru_cache(maxsize=8)
def _in_force(latest: tuple) -> tuple[list[Scorecard], dict]:
    pk = Loading.objects.rulers(PART).values_list("revision_id", flat=True).first()
    return _of_revision(pk, *_hash.first(pk)) if pk else ([], USUAL)


_hash = Prepared(lambda pk: Revision.objects.filter(pk=pk).order_by().values_list("hash"))


@lru_cache(maxsize=16)
def _of_revision(pk: int, digest: str) -> tuple[list[Scorecard], dict]:
    # A revision is frozen: what was read once stays true.
    content = Revision.objects.get(pk=pk).part(PART) or {}
    return scorecards_of(content, pk), dict(rules_of(content))


def scorecard_for(channel: str, kind: str) -> Scorecard | None:
    return fitting(scorecards(), channel, kind)


def scorecard_of(row: Score | Review | Calibration) -> Scorecard | None:
    """The card something was judged by, as it was then."""
    cards, _ = _of_revision(row.revision_id, *_hash.first(row.revision_id))
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
    """Leads of the ticket's team, and administrators; not who disputes."""
    team = Ticket.objects.values_list("team_id", flat=True).get(pk=row.ticket_id)
    leads = Person.objects.active().filter(role=Role.LEAD)
    leads = leads.filter(memberships__team=team) if team else leads
    found = set(leads.values_list("pk", flat=True))
    return sorted(found - {row.by_id})


def may_decide(row: Dispute, person: Person) -> bool:
    """An open one; not one's own, nor of one's own review while somebody else could decide it."""
    if not row.is_open or row.by_id == person.pk:
        return False
    reviewed = row.review is not None and row.review.reviewer_id == person.pk
    return not (reviewed and others_who_decide(row))


def others_who_decide(row: Dispute) -> list[int]:
    """Besides the one who reviewed: leads, or administrators where there is no other lead."""
    reviewer = row.review.reviewer_id if row.review else None
    admins = Person.objects.administrators().values_list("pk", flat=True)
    return sorted(({*who_decides(row), *admins}) - {reviewer, row.by_id})


def decided_items(ticket: int) -> dict[str, str]:
    """{item: verdict} of what was changed after a dispute of an automatic score of this ticket."""
    rows = Dispute.objects.standing().filter(ticket=ticket, score__isnull=False, outcome="changed").order_by("id")
    return dict(rows.values_list("item", "now"))


def mean_of(rows: QuerySet[Score]) -> dict[str, float | int | None]:
    """{"mean", "count"} of the latest fifty: one number says little, and none is shown of few."""
    totals = list(rows.values_list("total", flat=True)[:50])
    return {"mean": sum(totals) / len(totals) if totals else None, "count": len(totals)}


def reviews_seen(person: Person) -> QuerySet[Review]:
    """Given reviews this person may read: of their own work, or a lead's of their teams."""
    rows = Review.objects.given().ordinary().visible_to(person)
    return rows.select_related("about", "reviewer", "ticket").order_by("-given_at", "-id")


def samples_for(person: Person) -> QuerySet[Sample]:
    """What was drawn for them and still waits, of tickets they still see."""
    rows = Sample.objects.open().filter(reviewer=person, ticket__in=Ticket.objects.visible_to(person))
    return rows.select_related("ticket", "ticket__customer", "about").order_by("id")[:50]


MOST_SHOWN = 300


def messages_of(ticket: Ticket) -> list[Message]:
    """What a reviewer reads: what was said to and by the customer, and notes, in order."""
    rows = Message.objects.filter(ticket=ticket).standing().select_related("author", "customer").in_order()
    return list(rows[:MOST_SHOWN])

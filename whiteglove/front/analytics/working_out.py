"""Work the wall out, for every team at once, in a fixed number of statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Count, Min, Model, Q, QuerySet
from django.utils import timezone

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Membership, Person
from whiteglove.learning.standards.models import Reading
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk.models import ChatDuty, Escalation, Message, MessageKind, Ticket
from whiteglove.service.desk.models.ticket import IN_HAND, UNFINISHED

from .figures import Due, Figures, Here

SOON, AWAY = timedelta(minutes=30), timedelta(minutes=15)
DUE, LOOKED_BACK, PAGE = 300, 2_000, 1_000
Wall = dict[int, Figures]


def figures_of_all(now: datetime) -> Wall:
    """{team, or 0 for none: what the wall shows of it}."""
    wall: Wall = defaultdict(Figures)
    tickets_in(wall, now)
    due_next_in(wall)
    escalations_in(wall)
    chats = chats_in(wall)
    today = timezone.localtime(now, timezone.get_default_timezone()).replace(hour=0, minute=0, second=0, microsecond=0)
    replies_in(wall, today)
    moods_in(wall, today)
    people_in(wall, chats, now)
    return dict(wall)


def counted() -> QuerySet[Ticket]:
    """The tickets that count: the one place where some can be kept out."""
    return Ticket.objects.all()


def tickets_in(wall: Wall, now: datetime) -> None:
    rows = counted().open().order_by().values("lane").annotate(
        all=Count("pk"), nobodys=Count("pk", filter=Q(assignee__isnull=True)),
        over=Count("pk", filter=Q(due_at__lt=now)), soon=Count("pk", filter=Q(due_at__gte=now, due_at__lte=now + SOON)),
        first=Min("last_inbound_id"),
    )  # fmt: skip
    rows = list(rows)
    at = dict(Message.objects.filter(pk__in=[one["first"] for one in rows if one["first"]]).values_list("pk", "at"))
    for one in rows:
        lane = wall[one["lane"]]
        lane.waiting, lane.unassigned, lane.overdue, lane.soon = one["all"], one["nobodys"], one["over"], one["soon"]
        lane.oldest = at.get(one["first"])


def due_next_in(wall: Wall) -> None:
    rows = counted().open().filter(due_at__isnull=False).order_by("due_at")
    for lane, pk, kind, at, who in rows.values_list("lane", "pk", "kind", "due_at", "assignee__name")[:DUE]:
        wall[lane].due.append(Due(pk, kind, at, (who or "").partition(" ")[0]))


def escalations_in(wall: Wall) -> None:
    rows = Escalation.objects.standing().filter(accepted_at__isnull=True, ticket__in=counted())
    rows = rows.filter(ticket__state__in=UNFINISHED).order_by().values("ticket__lane")
    for one in rows.annotate(many=Count("pk"), since=Min("at")):
        lane = wall[one["ticket__lane"]]
        lane.asked, lane.asked_since = one["many"], one["since"]


def chats_in(wall: Wall) -> Counter:
    """Running chats by team; returns how many each person has."""
    refs = [ref for ref in ChatSession.objects.open().values_list("ref", flat=True) if ref.startswith("ticket:")]
    pks = [int(ref.partition(":")[2]) for ref in refs]
    has: Counter = Counter()
    for lane, person in counted().filter(pk__in=pks, state__in=IN_HAND).values_list("lane", "assignee"):
        wall[lane].chats += 1
        wall[lane].chats_waiting += person is None
        has[person] += 1
    return has


def replies_in(wall: Wall, today: datetime) -> None:
    said = Message.objects.replies().filter(pk__gt=last_before(Message, today), at__gte=today)
    rows = said.filter(ticket__in=counted()).order_by().values_list("ticket__lane").annotate(many=Count("pk"))
    for lane, many in rows:
        wall[lane].replies = many


def moods_in(wall: Wall, today: datetime) -> None:
    """How customers' messages of today read, each as it is read last."""
    rows = Reading.objects.counting().filter(
        pk__gt=last_before(Reading, today), message__kind=MessageKind.INBOUND, message__at__gte=today,
        message__ticket__in=counted(),
    )  # fmt: skip
    told = rows.order_by().values_list("message__ticket__lane", "emotion").annotate(many=Count("pk"))
    for lane, emotion, many in told:
        wall[lane].moods[emotion] += many


@lru_cache(maxsize=8)
def last_before(model: type[Model], since: datetime) -> int:
    """A number above which every row since then lies; found once a day by going back page by page, so that what is long
    past costs nothing."""
    rows, last = model._default_manager.all(), None
    while True:
        older = rows.order_by("-pk") if last is None else rows.order_by("-pk").filter(pk__lt=last)
        page = list(older.values_list("pk", "at")[:PAGE])
        if not page or all(at < since for _, at in page):
            return page[0][0] if page else 0
        last = page[-1][0]


def people_in(wall: Wall, chats: Counter, now: datetime) -> None:
    """Whoever takes chats, and whoever did something in the last quarter of an hour."""
    takes = set(ChatDuty.objects.standing().values_list("person", flat=True))
    events = Event.objects.in_earnest().order_by("-id").filter(by_id__isnull=False)
    did = events.values_list("by_id", "at")[:LOOKED_BACK]
    here = takes | {pk for pk, at in did if at >= now - AWAY}
    people = Person.objects.active().filter(pk__in=here, role__in=["agent", "lead", "admin"])
    named = people.values_list("pk", "name")
    shown = {pk: Here(pk, name, chats[pk] if pk in takes or chats[pk] else None) for pk, name in named}
    for person, team in Membership.objects.filter(person__in=list(shown)).values_list("person", "team"):
        wall[team].people.append(shown[person])


def summed(lanes: Iterable[int], wall: Wall) -> list[Figures]:
    return [wall[lane] for lane in lanes if lane in wall]

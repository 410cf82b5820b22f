"""What the pages of this room read, each for one person: nobody else's coaching is in any of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person, Role, Team
from whiteglove.service.desk.models import Ticket

from .models import (
    Absence,
    Agreed,
    Example,
    ExampleComment,
    ExampleLine,
    Focus,
    Line,
    News,
    Note,
    Pairing,
    Suggestion,
    Talk,
)
from .programme import BY_HAND, PART, Item, Kind, Programme, programme_of


def programme() -> Programme | None:
    """What the pack in force says about coaching; None where none says anything. One short statement."""
    revision = packs.ruling(PART)
    return _of_revision(revision) if revision else None


@lru_cache(maxsize=16)
def _of_revision(revision: packs.Known) -> Programme | None:
    content = packs.content(PART, revision)
    return programme_of(content, revision[0]) if content else None


def programme_of_talk(talk: Talk) -> Programme | None:
    return _of_revision((talk.revision_id, talk.revision.hash))


EXTRA = Kind(BY_HAND, "Extra conversation", "Outside of the usual ones.", "week", 1, 0, "10:00", 30, ())


def kind_of(talk: Talk) -> Kind:
    """As the pack had it when the conversation was planned, or held."""
    found = programme_of_talk(talk)
    return found.kinds.get(talk.kind, EXTRA) if found else EXTRA


def coachable() -> QuerySet[Person]:
    """Who is coached: active agents."""
    return Person.objects.active().filter(role=Role.AGENT)


def leads_of(agent: Person) -> list[Person]:
    """Active leads of the agent's teams; who shares most teams first."""
    rows = Person.objects.active().filter(role=Role.LEAD, memberships__team__in=agent.team_ids)
    rows = rows.exclude(pk=agent.pk).annotate(shared=Count("memberships", distinct=True))
    return list(rows.order_by("-shared", "pk"))


def talks_near(person: Person) -> QuerySet[Talk]:
    """The talks this person may see, with whom they are between."""
    return Talk.objects.visible_to(person).select_related("agent", "lead", "revision")


def next_talks(person: Person, count: int = 20) -> list[Talk]:
    """Their own planned ones, the next first; those whose time is over and that nobody has ended come first."""
    rows = Talk.objects.planned().of(person).select_related("agent", "lead", "revision")
    return list(rows.order_by("planned_for", "id")[:count])


@dataclass(frozen=True)
class Coached:
    """One of a lead's people: the next conversation and the last one held."""

    agent: Person
    next: Talk | None
    last: Talk | None
    open_actions: int


def coached_by(lead: Person) -> list[Coached]:
    """Four statements, however many people."""
    agents = list(Person.objects.filter(pk__in=Pairing.objects.standing().filter(lead=lead).values("agent")))
    about = Talk.objects.filter(agent__in=agents).select_related("revision")
    coming = {one.agent_id: one for one in about.planned().order_by("-planned_for", "-id")}
    latest = about.held().filter(agent=OuterRef("agent")).order_by("-ended_at", "-id").values("pk")[:1]
    held = {one.agent_id: one for one in about.held().filter(pk=Subquery(latest))}
    rows = Agreed.objects.open().filter(about__in=agents).order_by().values_list("about")
    opened = dict(rows.annotate(n=Count("id")))
    return [Coached(one, coming.get(one.pk), held.get(one.pk), opened.get(one.pk, 0)) for one in agents]


def actions_of(person: Person) -> QuerySet[Agreed]:
    """What they have to do, the soonest first."""
    rows = Agreed.objects.open().filter(owner=person).select_related("about", "owner", "talk")
    return rows.order_by("until", "id")


def talk_for(person: Person, pk: int) -> QuerySet[Talk]:
    return talks_near(person).filter(pk=pk)


def lines(talk: Talk, person: Person) -> list[Line]:
    """Without those of tickets this person doesn't see. A message is where a merge has put it."""
    rows = Line.objects.filter(talk=talk).select_related("ticket__customer", "message__ticket__customer")
    found = list(rows)
    where = {ticket.pk for one in found if (ticket := ticket_of(one))}
    seen = set(Ticket.objects.visible_to(person).filter(pk__in=where).values_list("pk", flat=True))
    return [one for one in found if ticket_of(one) is None or ticket_of(one).pk in seen]


def ticket_of(line: Line) -> Ticket | None:
    return line.message.ticket if line.message_id else line.ticket


@dataclass(frozen=True)
class Told:
    """One item of an agenda with its lines; `about`: the conversation they are of, if they are of one."""

    item: Item
    lines: list[Line]
    about: Ticket | None


def agenda_of(talk: Talk, person: Person) -> list[Told]:
    by_item: dict[str, list[Line]] = {}
    for one in lines(talk, person):
        by_item.setdefault(one.item, []).append(one)
    return [
        Told(item, by_item.get(item.id, []), _about(item, by_item.get(item.id, []))) for item in kind_of(talk).agenda
    ]


def _about(item: Item, found: Iterable[Line]) -> Ticket | None:
    first = next(iter(found), None) if item.source in ("best", "hardest") else None
    return ticket_of(first) if first else None


def notes(talk: Talk, person: Person) -> list[Note]:
    return list(Note.objects.filter(talk=talk).readable_by(person).select_related("author").order_by("id"))


def agreed_in(talk: Talk) -> list[Agreed]:
    return list(Agreed.objects.filter(talk=talk).select_related("owner", "ended_by").order_by("id"))


def last_held(talk: Talk) -> Talk | None:
    """The one of the same kind before this."""
    rows = Talk.objects.held().filter(agent=talk.agent_id, kind=talk.kind).exclude(pk=talk.pk)
    return rows.filter(planned_for__lt=talk.planned_for).order_by("-planned_for", "-id").first()


def carried_over(talk: Talk) -> list[Agreed]:
    """What was agreed before, and is open or was ended since the last conversation of whatever kind."""
    before = Talk.objects.held().filter(agent=talk.agent_id, planned_for__lt=talk.planned_for).exclude(pk=talk.pk)
    last = before.order_by("-planned_for", "-id").values_list("ended_at", flat=True).first()
    rows = Agreed.objects.filter(about=talk.agent_id).exclude(talk=talk).since(last).select_related("owner")
    return list(rows.order_by("until", "id")[:50])


def focuses_of(agent: int) -> list[Focus]:
    return list(Focus.objects.standing().filter(agent=agent).order_by("id"))


def history(agent: Person, person: Person) -> QuerySet[Talk]:
    """Every conversation with this agent that `person` may see, the latest first, whoever led it."""
    return talks_near(person).filter(agent=agent)


def may_read_history(person: Person, agent: Person) -> bool:
    """The agent, who coaches them now or has, and administrators."""
    if person.role == "admin" or person.pk == agent.pk:
        return person.at_the_desk
    mine = Pairing.objects.filter(lead=person, agent=agent)
    return person.at_the_desk and (mine.standing().exists() or Talk.objects.filter(lead=person, agent=agent).exists())


def follows_now(person: Person, agent: Person) -> bool:
    """Whether this person sees which skills an agent works on: the agent, who coaches them now, administrators."""
    if person.role == "admin" or person.pk == agent.pk:
        return person.at_the_desk
    return person.at_the_desk and Pairing.objects.standing().filter(lead=person, agent=agent).exists()


def absences_of(person: Person, today: date) -> list[Absence]:
    return list(Absence.objects.standing().filter(person=person, last__gte=today).order_by("first", "id"))


def away(people: Iterable[int], first: date, last: date) -> dict[int, list[tuple[date, date]]]:
    """{person: the days they are away} between two days."""
    found: dict[int, list[tuple[date, date]]] = {}
    for one in Absence.objects.touching(first, last).filter(person__in=set(people)):
        found.setdefault(one.person_id, []).append((one.first, one.last))
    return found


def news_of(person: Person) -> list[News]:
    return list(News.objects.unseen().filter(person=person).order_by("-id")[:20])


def examples_for(person: Person) -> QuerySet[Example]:
    rows = Example.objects.visible_to(person).for_all().filter(withdrawn_at__isnull=True)
    return rows.select_related("by", "team").annotate(
        thanks=Count("tried", filter=Q(tried__how="thanks"), distinct=True),
        tries=Count("tried", filter=Q(tried__how="tried"), distinct=True),
    )


def example_for(person: Person, pk: int) -> QuerySet[Example]:
    comments = ExampleComment.objects.filter(deleted_at__isnull=True).select_related("by").order_by("id")
    lines = ExampleLine.objects.order_by("id")
    return Example.objects.visible_to(person).filter(pk=pk).select_related("by", "team", "asked").prefetch_related(
        Prefetch("comments", comments), Prefetch("lines", lines), "tried__person"
    )  # fmt: skip


# Among fewer, whoever reads a conversation can tell whose it was, whatever is masked.
ENOUGH = 5


def answering(team: Team | None) -> int:
    """How many people answer customers in a team, or at all: among so many a nameless example is hidden."""
    rows = Person.objects.active().filter(role__in=(Role.AGENT, Role.LEAD))
    return (rows.filter(memberships__team=team).distinct() if team else rows).count()


def few_readers(person: Person) -> list[tuple[str, int]]:
    """Whom they could share with that are too few to hide anybody: (name, how many)."""
    found = [(team.name, answering(team)) for team in teams_to_share_with(person)]
    everybody = answering(None)
    found += [("all", everybody)] if everybody < ENOUGH else []
    return [(name, count) for name, count in found if count < ENOUGH]


def looks(person: Person) -> QuerySet[Example]:
    """Conversations somebody asks them about, or they ask somebody about."""
    rows = Example.objects.visible_to(person).shared().filter(asked__isnull=False)
    return rows.select_related("by", "asked").order_by("-shared_at", "-id")


def looks_to_take(person: Person) -> QuerySet[Example]:
    """Those they are asked for and haven't answered yet, the oldest first."""
    answered = ExampleComment.objects.filter(by=person, deleted_at__isnull=True).values("example")
    return looks(person).filter(asked=person).exclude(pk__in=answered).order_by("shared_at", "id")


def colleagues(person: Person) -> QuerySet[Person]:
    return Person.objects.assignable().exclude(pk=person.pk).order_by("name", "pk")


def teams_to_share_with(person: Person) -> list[Team]:
    return list(Team.objects.current().visible_to(person))


def suggestions(person: Person, state: str = "", words: str = "") -> QuerySet[Suggestion]:
    rows = Suggestion.objects.visible_to(person).counted().containing(words)
    return (rows.filter(state=state) if state else rows).select_related("by", "owner")


def suggestion_counts(person: Person) -> dict[str, int]:
    rows = Suggestion.objects.visible_to(person).counted().order_by()
    return dict(rows.values_list("state").annotate(n=Count("id")))


def alike(person: Person, title: str, but: int = 0) -> list[Suggestion]:
    """Suggestions that may say the same: most of the longer words of this title stand in them."""
    words = sorted({one.strip(".,:;?!").lower() for one in title.split()}, key=len, reverse=True)[:6]
    wanted = [one for one in words if len(one) > 3]
    rows = suggestions(person).exclude(pk=but)
    near = Q(pk__in=[])
    for word in wanted:
        near |= Q(title__icontains=word[:12])
    found = rows.filter(near).order_by("-id")[:100] if wanted else []
    scored = [(sum(word[:12] in one.title.lower() for word in wanted), one) for one in found]
    return [one for score, one in sorted(scored, key=lambda row: -row[0]) if 2 * score > len(wanted)][:3]


def tickets_named(person: Person, pks: Iterable[int | None]) -> dict[int, Ticket]:
    """Of these the tickets this person sees."""
    return {one.pk: one for one in Ticket.objects.visible_to(person).filter(pk__in=[pk for pk in pks if pk])}


def period_of(kind: Kind, talk: Talk, until: datetime) -> tuple[datetime, datetime]:
    """What an agenda looks at: since the last one of its kind was held, but no longer than two of its lengths."""
    length = {"week": 7, "month": 31, "quarter": 92, "year": 366}[kind.every]
    last = last_held(talk)
    since = until - timedelta(days=length)
    return (max(last.ended_at, until - timedelta(days=2 * length)) if last and last.ended_at < since else since), until

"""What the desk knows of its chats: which wait, who takes some, and how far ahead a visitor is."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Membership, PersonSkill
from whiteglove.service.channels.chat import nudges, queue
from whiteglove.service.channels.models import Account, ChatLine, ChatSession

from .models import Assignment, Attendance, ChatDuty, ChatLimit, Handover, Seen, State, Ticket
from .models.ticket import IN_HAND
from .routing import Ready, Waiting

MOST = 3  # chats at once, where the desk says nothing
AT_A_TIME = 100


def in_chat() -> QuerySet[Ticket]:
    """Tickets whose chat goes on: as many as there are open chats, however large the desk."""
    refs = ChatSession.objects.open().filter(ref__startswith="ticket:").values_list("ref", flat=True)
    return Ticket.objects.filter(pk__in=[int(ref.partition(":")[2]) for ref in refs], channel="chat")


def runs(ticket: Ticket) -> bool:
    """Whether its visitor is still in the chat."""
    return ticket.channel == "chat" and ChatSession.objects.open().filter(ref=f"ticket:{ticket.pk}").exists()


def words_offered(ticket: Ticket) -> set[str]:
    """What a bot gave its visitor to choose from."""
    lines = ChatLine.objects.filter(session__ref=f"ticket:{ticket.pk}", automatic=True)
    return {one for offers in lines.values_list("offers", flat=True) for one in offers}


def tell_visitor(ticket: Ticket) -> None:
    """Their chat isn't as it was: their page asks."""
    for session in ChatSession.objects.open().filter(ref=f"ticket:{ticket.pk}"):
        nudges.changed(session)


def given_away() -> dict[int, int]:
    """{ticket: who passed it on}, as long as nobody has answered since."""
    passed = Handover.objects.standing().filter(how=Handover.How.PASSED, giver__isnull=False)
    return dict(passed.values_list("ticket", "giver"))


def waiting() -> QuerySet[Ticket]:
    """Chats nobody has, the longest waiting first."""
    return in_chat().filter(state=State.OPEN, assignee=None).order_by("opened_at", "id")


def before(ticket: Ticket) -> int:
    """How many chats of its desk and team wait longer: asked by each visitor's page, so it looks at these alone."""
    ref = Concat(Value("ticket:"), Cast(OuterRef("pk"), CharField()))
    theirs = Ticket.objects.filter(
        account=ticket.account_id, team=ticket.team_id, state=State.OPEN, assignee=None, opened_at__lt=ticket.opened_at
    )
    return theirs.filter(Exists(ChatSession.objects.open().filter(ref=ref))).count()


def skills_asked() -> dict[int, str]:
    """{ticket: skill} of chats which an answer bot handed over to somebody who has one."""
    rows = Attendance.objects.filter(ticket__in=waiting(), skill__gt="").order_by("pk")
    return dict(rows.values_list("ticket", "skill"))


def wanted(ticket: Ticket) -> Waiting:
    settings = ticket.account.settings if ticket.account else {}
    return asks(ticket.pk, ticket.team_id, settings, ticket.customer.language)


def all_wanted() -> Iterator[Waiting]:
    """What each that waits asks of who takes it, the longest waiting first. Five statements, however many wait."""
    givers, desks = given_away(), dict(Account.objects.filter(kind="chat").values_list("pk", "settings"))
    skills = skills_asked()
    for pk, team, desk, language in waiting().values_list("pk", "team", "account", "customer__language"):
        settings = desks.get(desk, {})
        own = settings | {"skill": skills[pk]} if pk in skills else settings
        yield asks(pk, team, own, language, givers.get(pk))


def asks(ticket: int, team: int | None, settings: dict, language: str, giver: int | None = None) -> Waiting:
    return Waiting(ticket, team, settings.get("skill") or "", language or "", settings.get("capacity") or MOST, giver)


def ready() -> list[Ready]:
    """Everybody who takes chats and is at the desk. Four statements."""
    own = ChatLimit.objects.standing().filter(person=OuterRef("person")).values("most")[:1]
    standing = ChatDuty.objects.standing().annotate(limit=Subquery(own)).select_related("person")
    duties = [duty for duty in standing if duty.person.at_the_desk]
    people = [duty.person_id for duty in duties]
    teams, skills = {pk: set() for pk in people}, {pk: {} for pk in people}
    for person, team in Membership.objects.filter(person__in=people).values_list("person", "team"):
        teams[person].add(team)
    for person, skill, level in PersonSkill.objects.filter(person__in=people).values_list(
        "person", "skill__name", "level"
    ):
        skills[person][skill] = level
    carried = in_chat().filter(assignee__in=people, state__in=IN_HAND).order_by().values_list("assignee")
    chats = dict(carried.annotate(many=Count("pk")))
    return [
        Ready(
            duty.person_id, duty.at, frozenset(teams[duty.person_id]), tuple(duty.person.languages),
            skills[duty.person_id], chats.get(duty.person_id, 0), duty.limit,
        )
        for duty in duties
    ]  # fmt: skip


_passed = Prepared(lambda ticket: Handover.objects.standing().filter(ticket=ticket).order_by().values_list("pk")[:1])
_held_by = Prepared(lambda ticket: Ticket.objects.filter(pk=ticket).select_related("assignee"))


def stands(ref: str, answered: bool = False) -> queue.Standing:
    """How a visitor's chat stands: how many are before them with theirs, or who has it. Once they were answered only if
    it changed hands since."""
    kind, _, number = ref.partition(":")
    passed = bool(_passed(int(number)))
    if answered and not passed:
        return queue.Standing()
    ticket = _held_by.first(int(number)) if kind == "ticket" else None
    if ticket is None or (ticket.state != State.OPEN and not ticket.assignee_id):
        return queue.Standing()
    if ticket.assignee_id:
        name = ticket.assignee.name
        if has_joined(ticket):
            return queue.Standing(0, name)
        return queue.Standing(1, "", passed, name if passed else "")
    return queue.Standing(before(ticket) + 1, "", passed)


def has_joined(ticket: Ticket) -> bool:
    """Whether whoever has it took it themselves, or has looked at it since it was given to them."""
    given = Assignment.objects.standing().filter(ticket=ticket).first()
    seen = Seen.objects.filter(person=ticket.assignee_id, ticket=ticket)
    return given is None or given.by_id == given.person_id or seen.filter(at__gte=given.at).exists()


queue.register(stands)

"""What is asked before solving, what answers it, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.keyset import Page, page_after
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person
from whiteglove.learning.standards.queries import Heard
from whiteglove.service.desk.models import Clock, ClockState, Commitment, Message, MessageKind, Tagging, Ticket
from whiteglove.service.desk.models import Stage as Promise

from .checking import AGENT, CUSTOMER, Spoken, names_one
from .facts import FACTS
from .in_force import Closing
from .models import Choice, FollowUp, SelfAnswer, SelfCheck, Stage

PART = "closing"
UPSET = {"emotion.angry", "emotion.frustrated", "emotion.disappointed"}
THANKS = {"thanks", "emotion.satisfied", "confirms_solved", "accepts"}
STILL_TO_COME = {"commitment", "working", "vague_time", "follow_up_scheduled", "coordination"}
NOTE = 2000  # characters of a note that are looked through

_choices = Prepared(lambda: Choice.objects.standing().values_list("key", "value"))


def in_force() -> Closing | None:
    """What the pack loaded last with this part says; None where none has it. Two short statements."""
    revision = packs.ruling(PART)
    return Closing(revision[0], packs.content(PART, revision), choices=dict(_choices())) if revision else None


def spoken_in(readings: list[Heard]) -> list[Spoken]:
    """What the reader found in the words of both, the customer's last answer to us marked: the thanks with which they
    began say nothing about how it ended."""
    kinds = [one.kind for one in readings]
    since = kinds.index(MessageKind.REPLY) if MessageKind.REPLY in kinds else len(kinds)
    last = next((one.message for one in reversed(readings[since:]) if one.kind == MessageKind.INBOUND), None)
    return [
        Spoken(one["behaviour"], CUSTOMER if each.kind == MessageKind.INBOUND else AGENT, one["quote"], each.message,
               each.message == last)
        for each in readings for one in each.findings
    ]  # fmt: skip


_said = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket, kind__in=[MessageKind.REPLY, MessageKind.NOTE]).standing()
    .order_by().values_list("kind", Left("text", NOTE))
)  # fmt: skip
_tags = Prepared(lambda ticket: Tagging.objects.filter(ticket=ticket).order_by("tag__name").values_list("tag__name"))
_escalated = Prepared(
    lambda ticket: Event.objects.filter(subject_type="ticket", subject_id=ticket, name="ticket.escalated")
    .order_by().values_list("id")[:1]
)  # fmt: skip
_promises = Prepared(
    lambda ticket: Commitment.objects.filter(ticket=ticket).exclude(state=Promise.DISMISSED).order_by()
    .values_list("state", "due_at")
)  # fmt: skip
_planned = Prepared(lambda ticket: FollowUp.objects.standing().filter(ticket=ticket).order_by().values_list("due_at"))


def facts_of(ticket: Ticket, readings: list[Heard], closing: Closing, looked: Sequence[Spoken] = ()) -> dict[str, str]:
    """What the desk knows of it, as told in `facts.py`, the kind and the tags by name. Five short statements.
    `looked`: what the reply shows that is being sent."""
    said = list(_said(ticket.pk))
    notes = [text for kind, text in said if kind == MessageKind.NOTE]
    replies = len(said) - len(notes)
    tags = [name for (name,) in _tags(ticket.pk)]
    promises = list(_promises(ticket.pk))
    holds = {
        "unanswered": replies == 0,
        "one_reply": replies == 1 and not asked_more(readings) and not left_to_do(readings, looked),
        "noted": bool(notes),
        "cause_noted": any(names_one(note, closing.cause_words) for note in notes),
        "kind_set": bool(ticket.kind),
        "tagged": bool(tags),
        "promised": any(due for _, due in promises),
        "promise_open": any(state == Promise.OPEN for state, _ in promises),
        "follow_up_planned": bool(_planned(ticket.pk) or closing.rule_for(traits_of(ticket))),
        "complex": ticket.complex,
        "pressing": ticket.priority in ("high", "urgent"),
        "escalated": bool(_escalated(ticket.pk)),
        "upset": any(one.emotion in UPSET for one in readings),
    }
    told = FACTS | {"kind_set": f"Kind: {ticket.get_kind_display().lower()}", "tagged": f"Tagged {', '.join(tags)}"}
    return {name: told[name] for name in FACTS if holds[name]}


def asked_more(readings: list[Heard]) -> bool:
    """Whether the customer said more than thanks after our first answer."""
    kinds = [one.kind for one in readings]
    after = readings[kinds.index(MessageKind.REPLY) :] if MessageKind.REPLY in kinds else []
    asked = (one for one in after if one.kind == MessageKind.INBOUND)
    return any(not THANKS & {found["behaviour"] for found in one.findings} for one in asked)


def left_to_do(readings: list[Heard], looked: Sequence[Spoken]) -> bool:
    """Whether our words say that something is still to come: then no answer has settled it."""
    ours = {one["behaviour"] for each in readings if each.kind == MessageKind.REPLY for one in each.findings}
    return bool(STILL_TO_COME & (ours | {one.behaviour for one in looked}))


def traits_of(ticket: Ticket) -> dict[str, Any]:
    channel = ticket.goes_on_by
    return {"kind": ticket.kind, "priority": ticket.priority, "channel": channel, "complex": ticket.complex}


def checks(person: Person) -> QuerySet[SelfCheck]:
    """The self-checks this person may count: through this everything that is counted goes."""
    return SelfCheck.objects.visible_to(person).standing()


def check_of(ticket: Ticket) -> SelfCheck | None:
    """What was checked before it was solved last, with its `answers`; None where nothing was. Two statements."""
    near = SelfCheck.objects.filter(ticket=ticket).select_related("by", "revision").prefetch_related("answers")
    return near.order_by("-id").first()


def verdicts(person: Person, since: datetime, until: datetime) -> dict[str, dict[str, int]]:
    """{question: {verdict: how many}} of the checks this person may count in a time. One statement."""
    counted = checks(person).between(since, until).order_by()
    rows = SelfAnswer.objects.filter(check_of__in=counted).order_by().values_list("question", "verdict")
    found: dict[str, dict[str, int]] = {}
    for question, verdict, number in rows.annotate(n=Count("id")):
        found.setdefault(question, {})[verdict] = number
    return found


def follow_ups(person: Person, state: str, *, mine: bool = False) -> QuerySet[FollowUp]:
    """Those this person sees: "due" to ask now, "planned", or "ended". KeyError for others."""
    states = {"due": [Stage.DUE], "planned": [Stage.PLANNED], "ended": [Stage.SENT, Stage.ASKED, Stage.OFF]}[state]
    found = FollowUp.objects.visible_to(person).filter(state__in=states)
    found = found.filter(Q(person=person) | Q(by=person)) if mine else found
    return found.select_related("ticket__customer", "person", "by", "ended_by")


def page_of_follow_ups(person: Person, state: str, *, mine: bool = False, after: str = "", size: int = 25) -> Page:
    rows = follow_ups(person, state, mine=mine)
    return page_after(rows, order=("due_at", "id"), after=after, size=size)


def follow_up_of(ticket: Ticket) -> FollowUp | None:
    """The one that stands, else how the last one ended."""
    rows = FollowUp.objects.filter(ticket=ticket).select_related("person", "by", "ended_by")
    return rows.order_by("-id").first()


UPDATE = "periodic_update"
_update_of = Prepared(
    lambda ticket: Clock.objects.unfinished().filter(ticket=ticket, metric=UPDATE, due_at__isnull=False)
)  # fmt: skip


def update_owed(ticket: Ticket) -> Clock | None:
    """The clock of the next update on a complex matter. Asks nothing about any other ticket."""
    return _update_of.first(ticket.pk) if ticket.complex and ticket.is_unfinished else None


def updates_owed(person: Person, *, mine: bool = False) -> QuerySet[Clock]:
    """The next update of each complex matter this person sees."""
    tickets = Ticket.objects.filter(complex=True, solved_at__isnull=True).visible_to(person).unfinished()
    tickets = tickets.filter(assignee=person) if mine else tickets
    clocks = Clock.objects.unfinished().filter(metric=UPDATE, due_at__isnull=False)
    return clocks.filter(ticket__in=tickets.order_by()).select_related("ticket__customer", "ticket__assignee")


def page_of_updates(person: Person, *, mine: bool = False, after: str = "", size: int = 25) -> Page:
    """What is due next first."""
    return page_after(updates_owed(person, mine=mine), order=("due_at", "id"), after=after, size=size)


def just_due(person: Person, since: datetime) -> list[Clock]:
    """Updates on this person's own tickets that began to press since a moment ago."""
    return list(updates_owed(person, mine=True).filter(warned_at__gte=since).order_by("due_at", "id")[:5])


def updates_given(person: Person, since: datetime, until: datetime) -> list[tuple[int | None, int | None, int, int]]:
    """[(assignee, team, in time, late)] of updates on complex matters this person sees, by when they were given."""
    seen = Ticket.objects.visible_to(person).order_by()
    given = Clock.objects.filter(metric=UPDATE, ticket__in=seen, ended_at__gte=since, ended_at__lt=until)
    rows = given.exclude(state=ClockState.CANCELLED).order_by().values_list("ticket__assignee", "ticket__team")
    late = Q(breached_at__isnull=False)
    return list(rows.annotate(kept=Count("id", filter=~late), late=Count("id", filter=late)))


def page_of_checked(
    person: Person, question: str, verdict: str, since: datetime, until: datetime, after: str = "", size: int = 25
) -> Page:
    """The rows behind a number of `verdicts`, the latest first."""
    counted = checks(person).between(since, until).filter(answers__question=question, answers__verdict=verdict)
    near = counted.select_related("ticket__customer", "by")
    return page_after(near, order=("-at", "-id"), after=after, size=size)


def answers_between(person: Person, since: datetime, until: datetime) -> QuerySet[SelfAnswer]:
    """For export: every answer that is counted, in order."""
    rows = SelfAnswer.objects.filter(check_of__in=checks(person).between(since, until).order_by())
    return rows.select_related("check_of__by", "check_of__ticket").order_by("check_of", "id")

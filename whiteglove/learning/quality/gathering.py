"""What a conversation of the desk is judged from: its words as they were read, and what happened besides."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from whiteglove.ground.events.models import Event
from whiteglove.learning.closing.models import SelfAnswer
from whiteglove.learning.playbooks.queries import steps
from whiteglove.learning.standards.models import Reading, Signal
from whiteglove.learning.standards.queries import heard, text_of
from whiteglove.learning.surveys.models import SurveyAnswer
from whiteglove.learning.surveys.scales import CSAT, SCALES
from whiteglove.service.desk.models import Clock, Commitment, Escalation, Message, MessageKind, Solution, Ticket
from whiteglove.service.desk.models.commitment import Stage
from whiteglove.service.desk.waiting_chats import words_offered

from .transcript import AGENT, CUSTOMER, Facts, Line, Transcript, line_of

SIDES = {MessageKind.INBOUND: CUSTOMER, MessageKind.REPLY: AGENT}
MOST = 200  # messages of a conversation that are judged: the first and the last of longer ones


@dataclass(frozen=True)
class Gathered:
    """`person`: who answered most; None where nobody did. `unread`: messages the reader hasn't read yet."""

    talk: Transcript
    facts: Facts
    person: int | None
    unread: int

    def digest(self, *besides: str) -> str:
        """Another one whenever anything it is judged from is another."""
        said = [(one.side, one.text, [vars(found) for found in one.found]) for one in self.talk.lines]
        known = {**vars(self.facts), "clocks": self.facts.clocks and dict(self.facts.clocks)}
        return hashlib.sha256(json.dumps([said, known, self.person, besides], default=str).encode()).hexdigest()


def gather(ticket: Ticket, watched: Collection[str]) -> Gathered:
    """`watched`: names of events that count. Nine short statements, one more of a chat and, where a playbook was open,
    some six more; whatever the length."""
    rows = Message.objects.filter(ticket=ticket, kind__in=list(SIDES)).standing().in_order()
    said = _ends(own_words(list(rows.only("kind", "text", "new_text", "author", "at")), _offered(ticket)))
    read = {one.message: one for one in heard(ticket.pk)}
    lines = [_line(number, one, read) for number, one in enumerate(said)]
    who = Counter(one.author_id for one in said if one.kind == MessageKind.REPLY)
    person = max(who, key=lambda one: (who[one], one == ticket.assignee_id), default=None)
    return Gathered(
        Transcript(tuple(lines)), facts_of(ticket, watched), person, sum(one.pk not in read for one in said)
    )


def _offered(ticket: Ticket) -> Collection[str]:
    return words_offered(ticket) if ticket.channel == "chat" else ()


def own_words(rows: list[Message], offered: Collection[str]) -> list[Message]:
    """Without what a visitor pressed in answer to a bot once they had spoken: “Not what I meant” wasn't said to us. As
    soon as one of us has answered, everything is."""
    spoken, answered, kept = False, False, []
    for one in rows:
        pressed = one.kind == MessageKind.INBOUND and one.text in offered
        if answered or not (spoken and pressed):
            kept.append(one)
        spoken, answered = spoken or not pressed, answered or one.kind == MessageKind.REPLY
    return kept


def _ends(rows: list[Message]) -> list[Message]:
    return rows if len(rows) <= MOST else rows[: MOST // 2] + rows[-MOST // 2 :]


def _line(number: int, message: Message, read: dict) -> Line:
    text, found = text_of(message), read.get(message.pk)
    spans = found.sentences if found else [[0, len(text)]]
    return line_of(number, SIDES[message.kind], text, spans, found.findings if found else [], message.pk)


def facts_of(ticket: Ticket, watched: Collection[str]) -> Facts:
    return Facts(
        channel=ticket.channel, kind=ticket.kind, stayed=_stayed(ticket), rated=_rated(ticket),
        escalation=_escalation(ticket), checks=_checks(ticket),
        clocks=_clocks(ticket), promises=_promises(ticket),
        events=_events(ticket, watched), playbook=[(one.name, one.done) for one in steps(ticket)],
    )  # fmt: skip


def _stayed(ticket: Ticket) -> bool | None:
    """Whether no solution of it was ended; None while there is none."""
    ended = list(Solution.objects.filter(ticket=ticket).values_list("ended_at", flat=True))
    return all(one is None for one in ended) if ended else None


def _rated(ticket: Ticket) -> float | None:
    """What they answered last when asked how satisfied they were, 0 to 1."""
    rows = SurveyAnswer.objects.counted().filter(survey__ticket=ticket, kind=CSAT).order_by("-answered_at", "-id")
    score = rows.values_list("score", flat=True).first()
    scale = SCALES[CSAT]
    return None if score is None else (score - scale.least) / (scale.most - scale.least)


# What a question of the check before solving came to. Whoever says that it doesn't apply is asked no more.
ANSWERED = {"seen": True, "yes": True, "open": False}


def _checks(ticket: Ticket) -> dict[str, bool]:
    """Of the solution that stands; {} where nothing was asked."""
    rows = SelfAnswer.objects.filter(check_of__solution__ticket=ticket, check_of__solution__ended_at__isnull=True)
    found = rows.order_by("id").values_list("question", "verdict")
    return {question: ANSWERED[verdict] for question, verdict in found if verdict in ANSWERED}


def _escalation(ticket: Ticket) -> tuple[bool, bool]:
    cause = Signal.objects.standing().filter(ticket=ticket, name__in=("asks_manager", "legal_threat")).exists()
    return cause, Escalation.objects.filter(ticket=ticket).exists()


def _clocks(ticket: Ticket) -> dict[str, tuple[int, int]]:
    """{metric: (met, breached)}: what ran over its time counts as breached, however it ended."""
    found: dict[str, tuple[int, int]] = {}
    for metric, state, breached in Clock.objects.filter(ticket=ticket).values_list("metric", "state", "breached_at"):
        met, late = found.get(metric, (0, 0))
        over = breached is not None or state == "breached"
        found[metric] = (met + (state == "met" and not over), late + over)
    return found


def _promises(ticket: Ticket) -> tuple[int, int]:
    counts = Counter(Commitment.objects.filter(ticket=ticket).values_list("state", flat=True))
    return counts[Stage.KEPT], counts[Stage.BROKEN]


def _events(ticket: Ticket, watched: Collection[str]) -> list[str]:
    about = Q(subject_type="ticket", subject_id=ticket.pk)
    about |= Q(subject_type="customer", subject_id=ticket.customer_id, at__gte=ticket.opened_at)
    until = {"at__lte": ticket.solved_at} if ticket.solved_at else {}
    return list(
        Event.objects.filter(about, name__in=sorted(watched), **until).order_by("id").values_list("name", flat=True)
    )


def reader_of(ticket: Ticket) -> str:
    """The version that read it last, "" where nothing was read."""
    rows = Reading.objects.filter(message__ticket=ticket).order_by("-id")
    return rows.values_list("version", flat=True).first() or ""

"""What the practice room reads of the desk: what was said and done there, and what its pages show beside a ticket."""

from dataclasses import dataclass
from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.reader.reading import Conversation, Finding, Sentence
from whiteglove.ground.reader.reading import Message as Said
from whiteglove.ground.reader.reading import Reading as Read
from whiteglove.learning.standards.findings import KEPT
from whiteglove.learning.standards.models import Reading
from whiteglove.learning.standards.reader_in_force import in_force
from whiteglove.service.desk.models import Escalation, Message, Ticket

from . import desk_deeds, pace, queries
from .desk_deeds import Happened, Told
from .engine.case import PHONE, Case
from .engine.state import RINGING
from .listening import Reads
from .models import Run, Sitting

# What the desk has a button of its own for.
AT_THE_DESK = frozenset({"note", "solve", "verify", "escalate", "tag", "kind", "priority"})
ON_THE_PHONE = frozenset({"hold", "transfer"})


def told_in(sitting: Sitting) -> Told:
    """What was said and done since the customer spoke last; three statements at most."""
    rows = Event.objects.about(sitting.run.ticket).filter(pk__gt=sitting.heard)
    events = [Happened(*row) for row in rows.values_list("id", "name", "at", "facts")]
    return desk_deeds.told(events, words_of(events))


def words_of(events: list[Happened]) -> dict[str, str]:
    wrote = [one.facts["message"] for one in events if one.name in ("ticket.replied", "ticket.noted")]
    asked = [one.facts["escalation"] for one in events if one.name == "ticket.escalated"]
    texts = Message.objects.standing().filter(pk__in=wrote).values_list("pk", "text") if wrote else ()
    words = {f"message:{pk}": text for pk, text in texts}
    texts = Escalation.objects.filter(pk__in=asked).values_list("pk", "text") if asked else ()
    return words | {f"escalation:{pk}": text for pk, text in texts}


def last_event(ticket: Ticket) -> int:
    return Event.objects.about(ticket).reverse().values_list("pk", flat=True).first() or 0


def spoke_last(run: Run) -> datetime:
    """When the customer did."""
    said = Message.objects.inbound().filter(ticket=run.ticket_id).order_by("-id")
    return said.values_list("at", flat=True).first() or run.began_at


def stage_of(run: Run) -> str:
    return queries.replayed(run).state.stage


def run_of(ticket: Ticket) -> Run | None:
    """The run this ticket is of, with how far its customer is; one statement."""
    return _run_of.first(ticket.pk)


_run_of = Prepared(lambda ticket: Run.objects.filter(ticket=ticket).select_related("sitting").defer("result"))


def beside(medium: str) -> list[str]:
    """What can be done beside the desk, with whomever."""
    away = AT_THE_DESK | (frozenset() if medium == PHONE else ON_THE_PHONE)
    return [one for one in (each.replace(" ", "_") for each in queries.deeds_known()) if one not in away]


@dataclass(frozen=True)
class Stands:
    """Where a run at the desk stands, as its band says."""

    run: Run
    case: Case
    writes: bool
    rings: bool
    clock: datetime | None


def stands(run: Run, now: datetime) -> Stands:
    sitting = getattr(run, "sitting", None)
    fast = pace.SPEED[run.medium] > 1 and run.is_open
    return Stands(
        run, queries.case_of_run(run), bool(run.is_open and sitting and sitting.due_at),
        bool(run.is_open and not run.turns and run.medium == PHONE and stage_of(run) == RINGING),
        pace.clock_of(run.medium, run.began_at, now) if fast else None,
    )  # fmt: skip


class Kept:
    """Reads what the desk has read already by giving that again: nothing is worked out twice. Else it reads."""

    def __init__(self, kept: Reading, text: str, reader: Reads) -> None:
        self.kept, self.text, self.reader = kept, text, reader

    def read(self, message: Said, conversation: Conversation) -> Read:
        if message.text != self.text:
            return self.reader.read(message, conversation)
        sentences = tuple(Sentence(*place, self.text[slice(*place)]) for place in self.kept.sentences)
        findings = tuple(Finding(**{name: one[name] for name in KEPT}) for one in self.kept.shown)
        return Read(message, self.kept.language, sentences, findings)


def reads_again(told: Told) -> Reads | None:
    """For the one reply of this turn: what this reader found in it at the desk; None where there is none yet."""
    reader = in_force()
    if reader is None or len(told.wrote) != 1:
        return None
    found = Reading.objects.filter(message=told.wrote[0], message__language="", version=reader.version)
    kept = found.order_by("-id").first()
    return Kept(kept, told.said, reader) if kept else None

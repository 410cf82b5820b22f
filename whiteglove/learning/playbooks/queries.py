"""Playbooks in force, the one beside a ticket, and how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from whiteglove.ground.events.models import REHEARSED, Event
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person
from whiteglove.learning.standards.queries import Heard, heard
from whiteglove.service.customers.models import Verification
from whiteglove.service.desk.models import MessageKind, Ticket
from whiteglove.service.desk.queries import one_person, sentence

from .models import Decline, HandTick, Play
from .offering import Offer, Situation, offers
from .steps import ByHand, Happened, Progress, Said, Step, events_in, progress

PART = "playbooks"

_play = Prepared(lambda ticket: Play.objects.standing().filter(ticket=ticket).select_related("by"))
_last = Prepared(lambda ticket: Play.objects.filter(ticket=ticket).select_related("by").order_by("-id")[:1])
_ticks = Prepared(
    lambda play: HandTick.objects.standing().filter(play=play).order_by("id").values_list(
        "step", "by__name", "at", "by_id"
    )
)  # fmt: skip
_names = Prepared(lambda ids: Person.objects.filter(pk__in=ids).order_by().values_list("id", "name"))
_declined = Prepared(lambda ticket: Decline.objects.standing().filter(ticket=ticket).order_by().values_list("playbook"))


@dataclass(frozen=True)
class InForce:
    """`revision`: its id; a play begun now is played by it to its end."""

    revision: int
    playbooks: Mapping[str, Mapping[str, Any]]


def in_force() -> InForce | None:
    """The playbooks of the pack with playbooks that was loaded last. One short statement."""
    revision = packs.ruling(PART)
    return InForce(revision[0], packs.content(PART, revision)) if revision else None


def playbook_of(play: Play) -> Mapping[str, Any]:
    """As it was when it was opened. One short statement, two where another revision is in force by now."""
    book = in_force()
    same = book is not None and book.revision == play.revision_id
    books = book.playbooks if same else packs.content(PART, packs.known(play.revision_id))
    return books[play.playbook]


def play_of(ticket: int) -> Play | None:
    """The playbook that is open beside this ticket."""
    return _play.first(ticket)


def said_in(readings: Iterable[Heard]) -> list[Said]:
    """Every finding nobody denied, in the order in which it was said."""
    return [
        Said(one["behaviour"], each.message, one["quote"], each.at, each.kind == MessageKind.REPLY,
             each.sentences[one["sentence"]][0])
        for each in readings for one in each.findings
    ]  # fmt: skip


def progress_of(play: Play, ticket: Ticket, said: list[Said] | None = None) -> Progress:
    """How far it has come. Three short statements at most, one more for the names of those who did something."""
    playbook = playbook_of(play)
    said = said_in(heard(ticket.pk)) if said is None else said
    hands = {step: ByHand(by, at, by_id) for step, by, at, by_id in _ticks(play.pk)}
    return progress(playbook, play.at, said, _happened(ticket, events_in(playbook)), hands)


def _happened(ticket: Ticket, names: set[str]) -> list[Happened]:
    if not names:
        return []
    played = REHEARSED if ticket.rehearsed else ""
    about = Q(subject_type=f"{played}ticket", subject_id=ticket.pk)
    about |= Q(subject_type=f"{played}customer", subject_id=ticket.customer_id, at__gte=ticket.opened_at)
    found = list(Event.objects.filter(about, name__in=sorted(names)).order_by("id"))
    known = dict(_names(sorted({one.by_id for one in found if one.by_id}))) if found else {}
    return [Happened(one.name, one.at, sentence(one, known).replace("_", " ")) for one in found]


def steps(ticket: Ticket) -> list[Step]:
    """The steps of the playbook that was opened last beside this ticket, as they stand; [] where none was."""
    play = _last.first(ticket.pk)
    return progress_of(play, ticket).steps if play else []


def offered(ticket: Ticket, said: list[Said], book: InForce) -> list[Offer]:
    """What fits the ticket as it stands and wasn't declined. Two short statements, and two more where a customer's
    identity matters."""
    theirs = [one for one in said if not one.ours]
    sensitive = {name for one in book.playbooks.values() for name in one.get("offered", {}).get("unverified", ())}
    asked = any(one.behaviour in sensitive for one in theirs)
    here = Situation(
        kind=ticket.kind,
        heard=theirs,
        last=max((one.message for one in theirs), default=0),
        verified=not asked or verified(ticket),
        declined=frozenset(name for (name,) in _declined(ticket.pk)),
    )
    return offers(book.playbooks, here)


def verified(ticket: Ticket) -> bool:
    """Whether somebody has made sure who this customer is, on any record that is theirs."""
    return Verification.objects.standing().filter(customer__in=one_person(ticket.customer)).exists()

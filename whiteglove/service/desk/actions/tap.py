"""A word to whoever has a chat, which pops up at once: of the house, or whispered by a lead."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Tap, Ticket
from whiteglove.service.desk.waiting_chats import runs

from .change import allow

LONGEST = 2000


def whisper(*, ticket: Ticket, by: Person, at: datetime, text: str) -> Tap:
    """A lead's word to whoever has a running chat. It changes nothing of the ticket, and no message knows it.
    Raises Refused."""
    allow(by, "desk.whisper", ticket)
    words = text.strip()
    if not words:
        raise Refused("Write something before you whisper.")
    if len(words) > LONGEST:
        raise Refused("That is too long for a whisper: keep it as a note.")
    with transaction.atomic():
        now = Ticket.objects.select_for_update(of=("self",)).select_related("assignee").get(pk=ticket.pk)
        if now.assignee is None or not runs(now):
            raise Refused("Nobody has this chat just now: keep it as a note.")
        if now.assignee == by:
            raise Refused("This chat is yours: keep it as a note.")
        made = tap(now, Tap.Kind.WHISPER, by, now.assignee, at, words)
        Draft.objects.filter(person=by, ticket=now, kind=Draft.Kind.NOTE).delete()
        record("ticket.whispered", subject=now, by=by, at=at, facts={"tap": made.pk}, audience=now.topics)
    return made


def tap(ticket: Ticket, kind: str, by: Person, to: Person, at: datetime, text: str = "") -> Tap:
    """In a transaction. Only they hear of it, on every page they have open."""
    made = Tap.objects.create(ticket=ticket, kind=kind, by=by, to=to, at=at, text=text.strip()[:LONGEST])
    record("tap.given", subject=made, by=by, at=at, facts={"ticket": ticket.pk}, audience=f"person:{to.pk}")
    return made


def hear(*, taps: list[int], by: Person, at: datetime) -> int:
    """`by` has heard these; others' stay as they are."""
    require(by, "desk.see")
    with transaction.atomic():
        mine = Tap.objects.waiting().filter(to=by, pk__in=taps)
        heard = mine.update(heard_at=at)
        if heard:
            record("tap.heard", subject=f"tap:{taps[0]}", by=by, at=at, audience=f"person:{by.pk}")
    return heard

"""Take chats, stop taking them, and how many at once."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.actions.refusal import audience_of
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.desk.models import ChatDuty, ChatLimit

from .change import allow


def begin_chat_duty(*, by: Person, at: datetime) -> bool:
    """Chats that wait are given to `by` from now on. False if it was so already."""
    allow(by, "desk.reply")
    with transaction.atomic():
        if ChatDuty.objects.standing().filter(person=by).exists():
            return False
        insert_if_new(ChatDuty(person=by, at=at))
        record("person.takes_chats", subject=by, by=by, at=at, audience=f"person:{by.pk}")
    return True


def end_chat_duty(*, person: Person, by: Person | None, at: datetime) -> bool:
    """What they have stays theirs. `by` is None when the house does it, because a chat was given to nobody's eyes;
    a lead may do it for others."""
    allow(by, "desk.reply" if by == person else "desk.assign_others")
    with transaction.atomic():
        ended = ChatDuty.objects.standing().filter(person=person).update(ended_at=at, ended_by=by)
        if ended:
            record("person.leaves_chats", subject=person, by=by, at=at, audience=f"person:{person.pk}")
    return bool(ended)


def limit_chats(*, person: Person, most: int | None, by: Person, at: datetime) -> bool:
    """`person` has at most `most` chats at once from now on; None: what each chat desk says. False if it was so."""
    require(by, "desk.limit_chats", person)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        standing = ChatLimit.objects.standing().filter(person=person)
        before = standing.values_list("most", flat=True).first()
        if before == most:
            return False
        standing.update(ended_at=at, ended_by=by)
        if most is not None:
            ChatLimit.objects.create(person=person, most=most, by=by, at=at)
        facts = {"old": before, "new": most}
        record("person.chats_limited", subject=person, by=by, at=at, facts=facts, audience=audience_of(person))
    return True


def hold_duties() -> None:
    """Inside a transaction, before any ticket is locked: one at a time gives chats away or takes them back."""
    list(ChatDuty.objects.standing().select_for_update().order_by("pk").values_list("pk"))

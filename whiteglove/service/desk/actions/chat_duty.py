"""Take chats, and stop taking them."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import ChatDuty

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

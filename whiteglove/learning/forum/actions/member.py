"""One person as the forum knows them: their handle, their letters, what they have read."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.digesting import next_due
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.handles import handle_for
from whiteglove.learning.forum.models import Digest, Member, Notice

BATCH = 500


def member_for(*, person: Person, at: datetime, lock: bool = False) -> Member:
    found = Member.objects.select_for_update(of=("self",)) if lock else Member.objects
    row = found.filter(person=person).first()
    return row or _make(person, at)


def know_everybody(*, at: datetime) -> int:
    """A handle for each colleague who has none yet, so that all can be named."""
    known = Member.objects.values("person")
    new = list(Person.objects.active().staff().exclude(pk__in=known).order_by("pk")[:BATCH])
    for one in new:
        _make(one, at)
    return len(new)


def _make(person: Person, at: datetime) -> Member:
    """What was written before they came isn't new to them, nor sent to them."""
    root = handle_for(person.name, person.pk)
    taken = set(Member.objects.filter(handle__startswith=root).exclude(person=person).values_list("handle", flat=True))
    about = {"handle": handle_for(person.name, person.pk, taken), "all_read_at": at, "told_to": at,
             "digest_at": next_due(Digest.WEEKLY, person.local(at))}  # fmt: skip
    return Member.objects.get_or_create(person=person, defaults=about)[0]


def change_letters(*, digest: str, mail_mentions: bool, by: Person, at: datetime) -> Member:
    """Which letters they want."""
    require(by, "forum.see")
    if digest not in Digest.values:
        raise Refused("Choose how often.")
    with transaction.atomic():
        row = member_for(person=by, at=at, lock=True)
        if digest != row.digest and digest != Digest.NEVER:
            # Nobody is told in one letter of all that happened while they wanted none.
            row.told_to = at if row.digest == Digest.NEVER else row.told_to
            row.digest_at = next_due(digest, by.local(at))
        row.digest, row.mail_mentions = digest, mail_mentions
        row.save(update_fields=["digest", "mail_mentions", "digest_at", "told_to"])
    return row


def end_digest(*, member: Member, at: datetime) -> None:
    """No more letters, by the link in one of them."""
    Member.objects.filter(pk=member.pk).update(digest=Digest.NEVER, mail_mentions=False)


def read_all(*, by: Person, at: datetime) -> None:
    require(by, "forum.see")
    with transaction.atomic():
        row = member_for(person=by, at=at, lock=True)
        row.all_read_at = at
        row.save(update_fields=["all_read_at"])
        Notice.objects.unseen().filter(person=by).update(seen_at=at)

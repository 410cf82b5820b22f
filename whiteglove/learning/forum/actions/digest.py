"""Letters with news of the forum: they come due in one transaction with the day of the next, and each is taken once.

Killed between taking and sending, a letter is lost and its news stand in the next one: `told_to` moves when a letter
has left. So nobody gets the same letter twice, and nothing is lost for longer than a letter. One that the mail server
didn't take is tried again.
"""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.learning.forum import letters
from whiteglove.learning.forum.digesting import next_due
from whiteglove.learning.forum.models import Digest, DigestLetter, Member

BATCH = 500


class NotHandedOver(OSError):
    """The mail server couldn't be reached. Whoever works reactions off tries again."""


def tell_due(*, at: datetime) -> int:
    """How many letters came due now."""
    due = Member.objects.exclude(digest=Digest.NEVER).filter(digest_at__lte=at, person__is_active=True)
    return sum(_come_due(pk, at) for pk in due.order_by("digest_at").values_list("pk", flat=True)[:BATCH])


def _come_due(pk: int, at: datetime) -> bool:
    with transaction.atomic():
        row = Member.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk).first()
        if row is None or row.digest == Digest.NEVER or row.digest_at > at:
            return False
        row.digest_at = next_due(row.digest, row.person.local(at))
        row.save(update_fields=["digest_at"])
        letter = DigestLetter.objects.get_or_create(member=row, until=at, defaults={"since": row.told_to})[0]
        record("forum_digest.came_due", subject=letter, by=None, at=at, facts={"person": row.pk})
    return True


def send_digest(*, letter: DigestLetter, at: datetime) -> bool:
    """Whether it left. Called again, it does nothing; empty news are no letter."""
    if not DigestLetter.objects.filter(pk=letter.pk, taken_at=None).update(taken_at=at):
        return False
    member = letter.member
    if not member.person.is_staff_member or member.digest == Digest.NEVER:
        return False
    news = letters.news_for(member, letter.since, letter.until)
    if news and not letters.send_digest(member, news, letter):
        DigestLetter.objects.filter(pk=letter.pk).update(taken_at=None)
        raise NotHandedOver(f"The letter {letter.pk} with news of the forum wasn't taken by the mail server.")
    with transaction.atomic():
        DigestLetter.objects.filter(pk=letter.pk).update(sent_at=at)
        Member.objects.filter(pk=member.pk, told_to__lt=letter.until).update(told_to=letter.until)
    return bool(news)

"""Reasons not to file a message: a short ordered row, one concern each.

Every filter looks at (arrival, inbound, pace) and returns a `Verdict` or None. Nothing is dropped: a message that
is set aside is kept, shown with its reason, and a person can have it filed all the same.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels import registry
from whiteglove.service.channels.contract import InboundMessage
from whiteglove.service.channels.models import Arrival, Outgoing

WINDOW = timedelta(minutes=10)
# Beyond these counts within the window nothing is answered automatically; beyond LOOPING, replies are set aside.
NOISY_IN_THREAD, NOISY_IN_ALL, LOOPING = 5, 30, 30
STALE = timedelta(hours=1)
_PREFIX = re.compile(r"^\s*(?:(?:re|r|fw|fwd|aw|antw|wg|sv|vs|tr|rv|res|enc|odp|ynt)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.I)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a message is set aside; `bounced` is the outgoing message it reports on."""

    reason: str
    facts: dict = field(default_factory=dict)
    bounced: Outgoing | None = None


class Pace(NamedTuple):
    """How many messages one sender wrote within the window: in this thread, and in all."""

    in_thread: int = 0
    in_all: int = 0


def judge(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """The first filter's verdict, or None: file it."""
    for look in (bounce, auto_reply, our_own, loop, doubted, spam):
        if verdict := look(arrival, inbound, pace):
            return verdict
    return None


def too_large(size: int) -> Verdict | None:
    """Asked before anything is parsed."""
    limit = settings.MAIL_SIZE_LIMIT
    return Verdict(f"Larger than {limit // 1024 // 1024} MB") if size > limit else None


def bounce(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """A delivery report (RFC 3464) belongs to the message it reports on, never in the queue."""
    if not inbound.flags.bounce:
        return None
    outgoing = reported_on(arrival, inbound)
    if outgoing is None:
        return Verdict("A delivery report about a message this desk didn't send")
    final = any(r.permanent for r in inbound.bounce.recipients) if inbound.bounce else False
    if not final:
        return Verdict("A delivery report that isn't a failure", {"outgoing": outgoing.pk})
    return Verdict("A bounce of one of our messages", {"outgoing": outgoing.pk, "ref": outgoing.ref}, outgoing)


def reported_on(arrival: Arrival, inbound: InboundMessage) -> Outgoing | None:
    """Ours, by the reported Message-ID, what the report answers, or the signed return address."""
    original = inbound.bounce.original_message_id if inbound.bounce else ""
    ids = [i for i in (original, inbound.in_reply_to, *inbound.references) if i]
    if found := Outgoing.objects.filter(message_id__in=ids).first():
        return found
    # Gateways change the case of ids, which our signature doesn't mind.
    refs = [ref for i in ids if (ref := registry.driver(arrival.kind).ref_of(i))]
    if found := Outgoing.objects.filter(ref__in=refs).order_by("-id").first():
        return found
    kind, _, number = inbound.reply_ref.partition(":")
    return Outgoing.objects.filter(pk=int(number)).first() if kind == "outgoing" else None


def auto_reply(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """An out-of-office answer (RFC 3834) is filed with the message it answers, or set aside.

    Mail a machine *generated* (a monitor, a shop) is a request like any other; it is only never acknowledged.
    """
    generated = inbound.headers.get("auto-submitted", "").lower().startswith("auto-generated")
    if not inbound.flags.auto_reply or (generated and not inbound.in_reply_to):
        return None
    if answers_us(arrival, inbound):
        return None
    return Verdict("An automatic reply to nothing we know")


def answers_us(arrival: Arrival, inbound: InboundMessage) -> bool:
    ids = [i for i in (inbound.in_reply_to, *inbound.references) if i]
    driver = registry.driver(arrival.kind)
    return (
        bool(inbound.reply_ref) or any(map(driver.ref_of, ids)) or Outgoing.objects.filter(message_id__in=ids).exists()
    )


def our_own(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """Our own message coming back: by its signed id or by our loop mark."""
    mark = inbound.headers.get("x-whiteglove-loop", "").strip()
    if ref := registry.driver(arrival.kind).ref_of(inbound.external_id):
        outgoing = Outgoing.objects.filter(ref=ref).order_by("-id").first()
        # Named, so that erasing what was sent finds what came back.
        return Verdict("One of our own messages came back", {"outgoing": outgoing.pk} if outgoing else {})
    if mark and registry.driver(arrival.kind).is_our_mark(mark):
        return Verdict("A copy of one of our own messages came back")
    return None


def loop(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """Somebody's robot answers us faster than people do."""
    if pace.in_thread > LOOPING and answers_us(arrival, inbound):
        return Verdict(f"More than {LOOPING} answers in one conversation within ten minutes: this looks like a loop")
    return None


def spam(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """The mail server in front of us called it spam, and this mailbox believes it (the default)."""
    believes = arrival.account is None or arrival.account.settings.get("spam", "set_aside") == "set_aside"
    return Verdict("Marked as spam by the mail server") if inbound.flags.spam and believes else None


def doubted(arrival: Arrival, inbound: InboundMessage, pace: Pace) -> Verdict | None:
    """The channel itself saw, as it came in, what no person does."""
    reason = arrival.envelope.get("doubt", "")
    return Verdict(reason) if reason else None


def with_noise(inbound: InboundMessage, pace: Pace) -> InboundMessage:
    """The message, flagged when its sender writes so fast that automatic answers must stop."""
    if pace.in_thread <= NOISY_IN_THREAD and pace.in_all <= NOISY_IN_ALL:
        return inbound
    return replace(inbound, flags=replace(inbound.flags, noisy=True))


def pace_of(inbound: InboundMessage, at: datetime) -> Pace:
    """Counts what came before; old mail that is imported doesn't count."""
    address = inbound.sender.address.lower()
    if not inbound.answered_by_mail:
        return Pace()  # a chat keeps a pace of its own, and no robot answers there
    if not address or (inbound.sent_at and inbound.sent_at < at - STALE):
        return Pace()
    subjects = [bare(subject) for (subject,) in _lately(address, at - WINDOW)]
    return Pace(subjects.count(bare(inbound.subject)), len(subjects))


_lately = Prepared(
    lambda sender, since: (
        Arrival.objects.filter(sender=sender, received_at__gt=since)
        .order_by("-received_at")
        .values_list("subject")[:100]
    )
)


def bare(subject: str) -> str:
    """The subject without Re:, Fwd: and their sisters in other languages; cut as the row cuts it."""
    return _PREFIX.sub("", subject).strip().casefold()[:150]

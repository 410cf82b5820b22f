"""A message of ours didn't arrive: say so where it was written, and have somebody look."""

from django.db.models import Q

from whiteglove.ground.events.models import Event
from whiteglove.service.customers.actions.address import note_bounce
from whiteglove.service.desk.models import Message, MessageKind, State

from .change import Unchanged, changing, tell
from .solve import unsettle

WHY = {True: "the last reply came back undelivered", False: "the last reply couldn't be sent"}


def mark_undelivered(event: Event) -> None:
    """`event` is message.bounced, message.failed or message.uncertain about "message:55". Idempotent."""
    if event.subject_type != "message":
        return
    message = Message.objects.filter(pk=event.subject_id).select_related("ticket").first()
    if message is None:
        return
    bounced = event.name == "message.bounced"
    with changing(message.ticket, by=None, at=event.at, permit="desk.see", merged_too=True) as now:
        if (message.bounced_at if bounced else message.failed_at) is not None:
            raise Unchanged
        remember(message, event, bounced)
        solved = now.state == State.SOLVED and is_last_reply(message)
        if solved:
            unsettle(now, None, event.at, WHY[bounced])
        elif now.state == State.WAITING and message.kind == MessageKind.REPLY:
            now.state = State.OPEN
        name = "ticket.reply_bounced" if bounced else "ticket.reply_failed"
        tell(name, now, None, event.at, message=message.pk, error=event.facts.get("error", ""))
        if solved:
            tell("ticket.reopened", now, None, event.at, why=WHY[bounced])


def is_last_reply(message: Message) -> bool:
    """Whether nothing was answered after it: a ticket solved by a later reply stays solved."""
    if message.kind != MessageKind.REPLY:
        return False
    later = Message.objects.replies().filter(ticket=message.ticket_id, at__gte=message.at).exclude(pk=message.pk)
    return not later.filter(Q(at__gt=message.at) | Q(pk__gt=message.pk)).exists()


def remember(message: Message, event: Event, bounced: bool) -> None:
    message.bounce = {"addresses": event.facts.get("addresses", []), "words": event.facts.get("error", "")}
    if bounced:
        message.bounced_at = event.at
        for address in message.bounce["addresses"]:
            note_bounce(email=address, at=event.at)
    else:
        message.failed_at = event.at
    message.save(update_fields=["bounced_at", "failed_at", "bounce"])

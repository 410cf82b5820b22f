"""A visitor said how they found a chat: its ticket says so."""

from whiteglove.ground.events.models import Event
from whiteglove.service.desk.models import Ticket

from .change import Unchanged, changing, tell

HOW = {True: "good", False: "not good"}


def tell_chat_rated(event: Event) -> None:
    """`event` is chat.rated about "ticket:42". Idempotent; whoever changes their mind is heard again."""
    ticket = Ticket.objects.filter(pk=event.subject_id).first()
    if ticket is None:
        return
    told = Event.objects.filter(
        name="ticket.chat_rated", subject_type="ticket", subject_id=ticket.pk, facts__rating=event.pk
    )
    with changing(ticket, by=None, at=event.at, permit="desk.see", merged_too=True) as now:
        if told.exists():
            raise Unchanged
        said = {"how": HOW[event.facts["good"]], "comment": event.facts["comment"]}
        tell("ticket.chat_rated", now, None, event.at, session=event.facts["session"], rating=event.pk, **said)

"""A word among ourselves, which the customer never sees."""

from collections.abc import Sequence
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Merge, Message, MessageKind, Ticket

from .change import bring_up_to_date, changing_wherever, tell, ticket_of
from .recount import recount
from .write import attach_kept, count_in


def note(*, ticket: Ticket, by: Person, at: datetime, text: str, attachments: Sequence[dict] = ()) -> Message:
    """`attachments` as in a draft: [{"blob", "name", "type", "size"}]. Raises Refused for an empty note.

    Where the ticket was merged meanwhile it stands in the one that shows its messages, with the files of the draft that
    went there; Refused if `by` doesn't see that one.
    """
    if not text.strip() and not attachments:
        raise Refused("Write something before you save the note.")
    with changing_wherever(lambda: lives_in(ticket, by), by=by, at=at, permit="desk.note") as now:
        moved = now.pk != ticket.pk
        made = write_note(now, by, at, text, moved_from=ticket if moved else None)
        draft = begun_in(ticket, now, by)
        attach_kept(made, attachments or (draft.attachments if draft and moved else ()))
        if draft:
            draft.delete()
        tell("ticket.noted", now, by, at, message=made.pk)
    if not moved:
        bring_up_to_date(ticket, now)
    return made


def lives_in(ticket: Ticket, by: Person) -> int:
    """The number of the ticket it lives on in now, or its own."""
    here = Ticket.every.get(pk=ticket.pk).current
    if here.pk != ticket.pk and not may(by, "desk.note", here):
        raise Refused(f"This ticket was merged into #{here.pk}, which you don't see. Your words are still here.")
    return here.pk


def begun_in(ticket: Ticket, now: Ticket, by: Person) -> Draft | None:
    """The draft of this note: where a merge has joined it with another, all of that stays to be looked at."""
    draft = Draft.objects.select_for_update().filter(person=by, ticket=now, kind=Draft.Kind.NOTE).first()
    if draft is None or now.pk == ticket.pk:
        return draft
    row = Merge.objects.standing().get(source=ticket)
    return draft if draft.pk in row.before.get("drafts", []) else None


def write_note(ticket: Ticket, by: Person, at: datetime, text: str, moved_from: Ticket | None = None) -> Message:
    """Inside a change. `moved_from`: the ticket it was written in, or goes back to, if that one was merged."""
    made = Message.objects.create(
        ticket=ticket, kind=MessageKind.NOTE, author=by, at=at, text=text, new_text=text, sender_name=by.name,
        moved_from=moved_from,
    )  # fmt: skip
    count_in(ticket, made)
    return made


def undo_note(*, message: Message, by: Person, at: datetime) -> Message:
    """Its writer takes a note back; nobody reads it any more. Refused if it isn't theirs or was taken back already."""
    with changing_wherever(lambda: ticket_of(message), by=by, at=at, permit="desk.note") as now:
        kept = Message.objects.select_for_update().get(pk=message.pk)
        if kept.author_id != by.pk or kept.kind != MessageKind.NOTE or kept.undone_at:
            raise Refused("Only its writer takes a note back, and only once.")
        kept.undone_at = at
        kept.save(update_fields=["undone_at"])
        recount(now)
        tell("ticket.note_undone", now, by, at, message=kept.pk)
    return kept

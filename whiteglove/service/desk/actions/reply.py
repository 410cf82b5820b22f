"""Answer the customer; for a few seconds it can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert, update
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import Account, Outgoing
from whiteglove.service.desk import answering, macro_words
from whiteglove.service.desk.before_solving import Asking
from whiteglove.service.desk.errors import CardInside, NewerMessage, Refused, TooLate
from whiteglove.service.desk.models import (
    DeskRules,
    Draft,
    Merge,
    Message,
    MessageKind,
    Seen,
    Snooze,
    Solution,
    State,
    Ticket,
)

from .assign import hand_to, take_from
from .attend import step_in
from .change import changing, tell
from .count_chats import count_again
from .draft import save_draft
from .escalation import end_with_solution, follow_merge
from .merge import both, wake_up
from .pass_on import answered_by
from .recount import recount
from .send_out import cancel, chat_of, hand_over
from .snooze import end_snooze
from .solve import settle, unsettle
from .write import attach_kept, count_in

_merges_into = Prepared(lambda ticket: Merge.objects.standing().filter(target=ticket).order_by("-pk"))
THEN = {None, "", "wait", "solve"}
ASK, MASK, SEND = "ask", "mask", "send"  # what to do with full card numbers


def reply(
    *,
    ticket: Ticket,
    by: Person,
    at: datetime,
    text: str,
    seen_message_id: int | None,
    then: str | None = None,
    to: Sequence[dict] | None = None,
    cc: Sequence[dict] | None = None,
    attachments: Sequence[dict] = (),
    version: int | None = None,
    cards: str = ASK,
    seen_version: int | None = None,
    word: Mapping[str, str] | None = None,
) -> Message:
    """Send `text` to the customer after the undo time, as the next message of their mail thread.

    seen_message_id  the newest inbound message the writer saw; NewerMessage if the customer has written since
    then             "wait": now it's the customer's turn; "solve": solved; None: it stays what it is
    to, cc           [{"name", "address"}]; without them, those the last message came from and was copied to
    attachments      as in a draft: [{"blob", "name", "type", "size"}]
    cards            full card numbers in it: "ask" raises CardInside, "mask" masks them, "send" lets them go
    seen_version     the ticket's version the writer saw; NewerMessage if a merge has brought words of a customer since,
                     or ever, without it, unless they read them in the other ticket
    word             what its writer says about solving it (see before_solving.py); Unready if something is missing

    Whoever answers an unassigned ticket takes it. Raises Refused, Stale, NewerMessage, CardInside or Unready and keeps
    the draft then.
    """
    if then not in THEN:
        raise Refused("After a reply the ticket can wait, be solved, or stay as it is.")
    if not text.strip() and not attachments:
        raise Refused("Write something before you send.")
    if names := macro_words.blanks(text):
        raise Refused(f"Fill in {' and '.join(f'⟨{name}⟩' for name in names)}, then send your reply.")
    text = without_cards(text, cards)
    asking = Asking(ticket, by if then == "solve" else None, at, word, text)
    with changing(ticket, by=by, at=at, permit="desk.reply", version=version) as now:
        check_nothing_merged(now, by, seen_message_id or 0, seen_version or 0)
        check_nothing_newer(now, seen_message_id)
        made = write(now, by, at, text, to, cc, then or "")
        attach_kept(made, attachments)
        chat = chat_of(made)
        hand_over(now, made, by=by, at=at, not_before=at + undo_time(chat), chat=chat)
        made.before = follow_up(now, by, at, then, asking, made.pk)
        update(made, "outgoing", "message_id", "in_reply_to", "references", "before")
        count_in(now, made)
        answers = answered_by(now, by, at)
        Draft.objects.filter(person=by, ticket=now, kind=Draft.Kind.REPLY).delete()
        facts = {"answers": answers} if answers else {}
        tell("ticket.replied", now, by, at, message=made.pk, then=then or "", before=made.before["state"], **facts)
        count_again(now)
    return made


def without_cards(text: str, cards: str) -> str:
    """The text as it may leave; a number isn't sent whole unless somebody has decided so. Raises CardInside."""
    from whiteglove.ground.reader import masking  # only when there is something to look for

    found = masking.cards(text) if cards != SEND and sum(map(str.isdigit, text)) > 12 else []
    if found and cards != MASK:
        raise CardInside([one.masked for one in found])
    return masking.mask(text, found)


def check_nothing_newer(ticket: Ticket, seen_message_id: int | None) -> None:
    """The comparison happens under the ticket's lock: a message that is just being filed is waited for."""
    newest = ticket.last_inbound_id
    if newest and newest > (seen_message_id or 0):
        raise NewerMessage(newest)


def check_nothing_merged(ticket: Ticket, by: Person, seen_message_id: int, seen_version: int) -> None:
    """What a merge brought may be older than what the writer saw, and is new to them all the same."""
    for row in _merges_into(ticket.pk):
        if row.before.get("version", -1) < seen_version or not row.before["moved"]:
            continue
        read = read_of(row, by)
        # Mail that followed the merge has higher numbers, and is compared like any other.
        brought = Message.objects.inbound().filter(ticket=ticket, moved_from=row.source_id, flags=[])
        unseen = brought.filter(pk__gt=read, pk__lte=max(map(int, row.before["moved"]))).in_order().last()
        if unseen:
            # With what the merge brought all is seen, unless somebody wrote in the ticket itself as well.
            besides = Message.objects.inbound().filter(ticket=ticket, flags=[], pk__gt=seen_message_id)
            also = besides.exclude(moved_from=row.source_id).exists()
            seen = seen_message_id if also else max(seen_message_id, ticket.last_inbound_id or 0)
            raise NewerMessage(unseen.pk, seen=seen, merged=row.source_id, version=ticket.version)


def read_of(row: Merge, by: Person) -> int:
    """How far somebody has read what a merge brought: in the other ticket, or answered it there or here since."""
    seen = Seen.objects.filter(person=by, ticket=row.source_id).values_list("message_id", flat=True).first() or 0
    said = Message.objects.replies().filter(ticket=row.target_id, author=by)
    last = said.filter(Q(moved_from=row.source_id) | Q(at__gt=row.at)).aggregate(last=Max("pk"))["last"]
    return max(seen, last or 0)


def undo_time(chat: Account | None) -> timedelta:
    """How long a reply can be taken back: nobody who chats waits ten seconds for every line."""
    return timedelta(seconds=chat.settings.get("undo_seconds", 0) if chat else DeskRules.current().undo_seconds)


def write(
    ticket: Ticket,
    by: Person,
    at: datetime,
    text: str,
    to: Sequence[dict] | None,
    cc: Sequence[dict] | None,
    then: str,
) -> Message:
    suggested = answering.answer_to(ticket)
    to = list(suggested.to if to is None else to)
    if not to:
        raise Refused("This customer has no email address yet. Add one to their record, then send.")
    return insert(
        fresh(
            Message, ticket=ticket, kind=MessageKind.REPLY, author=by, at=at, text=text, new_text=text, then=then,
            sender_name=by.name, to=to, cc=list(suggested.cc if cc is None else cc),
        )
    )  # fmt: skip


def follow_up(ticket: Ticket, by: Person, at: datetime, then: str | None, asking: Asking, message: int) -> dict:
    """What a reply changes besides the words; returns what undoing must restore."""
    step_in(ticket, by, at)
    before = {"ticket": ticket.pk, "state": ticket.state, "took": ticket.assignee_id is None}
    if before["took"]:
        hand_to(ticket, by, by, at)
    if then == "solve" and ticket.state != State.SOLVED:
        asking.judge(ticket, message)
        before["snooze"] = standing_snooze(ticket)
        asking.keep(settle(ticket, by, at))
    elif then == "wait" and ticket.state != State.WAITING:
        before["snooze"] = standing_snooze(ticket)
        if ticket.state == State.SOLVED:
            before["solution"] = Solution.objects.standing().filter(ticket=ticket).values_list("pk", flat=True).first()
            unsettle(ticket, by, at, "answered again")
        end_snooze(ticket, by, at, "answered")
        ticket.state = State.WAITING
    return before | {"after": ticket.state}


def standing_snooze(ticket: Ticket) -> int | None:
    return Snooze.objects.standing().filter(ticket=ticket).values_list("pk", flat=True).first()


def undo_reply(*, message: Message, by: Person, at: datetime) -> Draft:
    """Take a reply back before it leaves; its words are a draft again. Raises TooLate once it was handed over."""
    with transaction.atomic(), changing(hold(message), by=by, at=at, permit="desk.reply") as now:
        kept = Message.objects.select_for_update().get(pk=message.pk)
        if kept.author_id != by.pk:
            raise Refused("Only its writer takes a reply back.")
        if kept.kind != MessageKind.REPLY or kept.undone_at:
            raise Refused("This reply was taken back already.")
        if now.rehearsed or (kept.outgoing_id and not stop(kept.outgoing, by, at)):
            raise TooLate
        kept.undone_at = at
        kept.save(update_fields=["undone_at"])
        recount(now)
        if is_at_home(kept):
            restore(now, kept, by, at)
        else:
            restore_merged(now, kept, by, at)
        draft = draft_again(now, kept, by, at)
        tell("ticket.reply_undone", now, by, at, message=kept.pk)
        count_again(now, kept.pk)
    message.undone_at = at
    return draft


def stop(outgoing: Outgoing, by: Person, at: datetime) -> bool:
    """Whether it won't leave; somebody else may have stopped it already."""
    return cancel(outgoing, by=by, at=at) or outgoing.state == Outgoing.State.CANCELLED


def restore(ticket: Ticket, message: Message, by: Person, at: datetime) -> None:
    """Back to what the reply found, as far as nobody has decided otherwise since."""
    before = message.before
    if before.get("took") and ticket.assignee_id == by.pk:
        take_from(ticket, by, at)
    if ticket.state != before.get("after") or ticket.state == before.get("state"):
        return
    if ticket.state == State.SOLVED:
        unsettle(ticket, by, at, "the reply was taken back")
    ticket.state = before["state"]
    sleep_on(ticket, before.get("snooze"))
    stay_solved(ticket, before.get("solution"), at)


def is_at_home(message: Message) -> bool:
    """Whether it lies where it was written: in a ticket that wasn't merged since."""
    return message.before.get("ticket", message.ticket_id) == message.ticket_id


def hold(message: Message) -> Ticket:
    """Its ticket; locked here already, in the order of merges, if the one it was written in has to change as well."""
    if not is_at_home(message):
        both(Ticket(pk=message.before["ticket"]), message.ticket)
    return message.ticket


def restore_merged(here: Ticket, message: Message, by: Person, at: datetime) -> None:
    """The ticket it was written in lives on in another: taken out again, it will be what the reply found.

    The one it lives in keeps its own state, but waits on us, or on a supervisor, if the other would.
    """
    row = Merge.objects.standing().select_for_update().get(source=message.before["ticket"])
    away = Ticket.objects.select_for_update().get(pk=row.source_id)
    away.state = row.before["state"]
    restore(away, message, by, at)
    untouched = row.target_id == here.pk and here.state == row.before["target_after"]
    wake_up(here, away, by, at)
    asked = follow_merge(away, here, by, at) or row.before.get("escalation", {})
    row.before |= {"state": away.state, "escalation": asked} | ({"target_after": here.state} if untouched else {})
    row.save(update_fields=["before"])
    away.state = State.MERGED
    away.save()


def sleep_on(ticket: Ticket, snooze_id: int | None) -> None:
    row = Snooze.objects.filter(pk=snooze_id).first() if snooze_id else None
    if row and ticket.state == State.SNOOZED:
        row.ended_at, row.ended_by, row.why = None, None, ""
        row.save()
        ticket.wakes_at = row.until


def stay_solved(ticket: Ticket, solution_id: int | None, at: datetime) -> None:
    row = Solution.objects.filter(pk=solution_id).first() if solution_id else None
    if row and ticket.state == State.SOLVED:
        row.ended_at, row.ended_by, row.why = None, None, ""
        row.save()
        ticket.solved_at = row.at
        end_with_solution(ticket, row.by, at)


def draft_again(ticket: Ticket, message: Message, by: Person, at: datetime) -> Draft:
    """Words begun meanwhile stay, below the ones taken back."""
    begun = Draft.objects.filter(person=by, ticket=ticket, kind=Draft.Kind.REPLY).first()
    text = "\n\n".join(filter(None, (message.text, begun.text if begun else "")))
    files = [
        {"blob": row.blob_id, "name": row.name, "type": row.type, "size": row.size} for row in message.attachments.all()
    ]
    return save_draft(
        ticket=ticket, by=by, at=at, text=text, seen_message_id=ticket.last_inbound_id,
        attachments=[*files, *(begun.attachments if begun else [])],
        parties={"to": message.to, "cc": message.cc},
    )  # fmt: skip

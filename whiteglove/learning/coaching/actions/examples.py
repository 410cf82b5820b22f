"""Share a conversation as an example: masked, checked, shared, withdrawn."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.masking import mask_words, masked
from whiteglove.learning.coaching.models import Example, ExampleComment, ExampleLine, Tried
from whiteglove.learning.standards.queries import text_of
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, MessageKind, Ticket

MOST = 60  # messages


def draft(*, ticket: Ticket, by: Person, at: datetime) -> Example:
    """The conversation, masked, for this person to check. One draft of a ticket each: asked again, it is the same."""
    require(by, "coaching.share")
    require(by, "desk.see", ticket)
    known = Example.objects.filter(ticket=ticket, by=by, shared_at__isnull=True, withdrawn_at__isnull=True).first()
    if known:
        return known
    rows = _said(ticket)
    if not rows:
        raise Refused("Nothing has been said in this ticket yet.")
    names = _known(ticket, rows)
    with transaction.atomic():
        # Pressed twice at once, the second finds what the first has made.
        made, new = Example.objects.get_or_create(
            ticket=ticket, by=by, shared_at=None, withdrawn_at=None, defaults={"at": at}
        )
        if new:
            lines = [ExampleLine(example=made, message=one, by_us=not one.is_inbound,
                                 text=masked(text_of(one), one.language, names)) for one in rows]  # fmt: skip
            ExampleLine.objects.bulk_create(one for one in lines if one.text.strip())
            _tell("example.drafted", made, by, at)
    return made


def _said(ticket: Ticket) -> list[Message]:
    """To the customer and by them; notes are nobody's example."""
    rows = Message.objects.filter(ticket=ticket, kind__in=[MessageKind.INBOUND, MessageKind.REPLY]).standing()
    return list(rows.select_related("customer", "author").in_order()[:MOST])


def _known(ticket: Ticket, rows: Iterable[Message]) -> list[str]:
    """Names and addresses of whoever took part: the customer, their organisation, our people."""
    found = {ticket.customer.name, ticket.customer.organisation.name if ticket.customer.organisation else ""}
    found |= set(ticket.customer.addresses.filter(kind="email").values_list("value", flat=True))
    for one in rows:
        found |= {one.sender_name, one.sender_address, one.author.name if one.author else "",
                  one.customer.name if one.customer else ""}  # fmt: skip
    return sorted(found - {""})


def mask_more(*, example: Example, words: str, by: Person, at: datetime) -> int:
    """Besides what was found: these words wherever they stand. Returns in how many messages."""
    with transaction.atomic():
        row = _draft(example, by)
        changed = 0
        for line in row.lines.all():
            text = mask_words(line.text, words)
            if text != line.text:
                line.text, changed = text, changed + 1
                line.save(update_fields=["text"])
        if not changed:
            raise Refused("These words stand nowhere in it.")
        _tell("example.masked", row, by, at, lines=changed)
    return changed


def leave_out(*, line: ExampleLine, out: bool, by: Person, at: datetime) -> None:
    """A message that doesn't belong to what is to be shown; or take it in again."""
    with transaction.atomic():
        row = _draft(line.example, by)
        if ExampleLine.objects.filter(pk=line.pk, left_out=not out).update(left_out=out):
            _tell("example.cut", row, by, at, line=line.pk, out=out)


def share(
    *, example: Example, title: str, why: str, team: Team | None, by: Person, at: datetime, nameless: bool = False
) -> Example:
    """The masked words were checked: from now on colleagues read it. Whoever shares it still sees the ticket.
    `nameless` only among so many that nobody can tell who it was."""
    require(by, "coaching.share")
    if not title.strip() or not why.strip():
        raise Refused("Give it a title, and say what one can learn from it.")
    if team is not None and team not in queries.teams_to_share_with(by):
        raise Refused("Share it with a team of yours, or with everybody.")
    if nameless and queries.answering(team) < queries.ENOUGH:
        raise Refused("They are so few that they can tell whose it was: share it with your name, or with more people.")
    with transaction.atomic():
        row = _checked(example, by)
        row.title, row.why, row.team, row.nameless = title.strip()[:120], why.strip()[:2000], team, nameless
        _share(row, at, ["team", "nameless"])
        _tell("example.shared", row, by, at, team=team and team.pk)
    return row


def ask(*, example: Example, colleague: Person, question: str, by: Person, at: datetime) -> Example:
    """One colleague alone is asked for a look, and answers in a comment. They see the ticket if they may anyway."""
    require(by, "coaching.share")
    if not question.strip():
        raise Refused("Say what you would like to know.")
    if colleague.pk == by.pk or not colleague.is_active or colleague.role not in ("agent", "lead"):
        raise Refused("Choose a colleague who answers customers.")
    with transaction.atomic():
        row = _checked(example, by)
        row.title, row.why, row.asked = f"{by.first_name} asks for a look", question.strip()[:2000], colleague
        _share(row, at, ["asked"])
        _tell("example.asked", row, by, at, asked=colleague.pk)
    return row


def _checked(example: Example, by: Person) -> Example:
    """A draft of theirs that shows something of a ticket they see."""
    row = _draft(example, by)
    require(by, "desk.see", row.ticket)
    if not row.lines.filter(left_out=False).exists():
        raise Refused("Every message is left out: take one in again.")
    return row


def _share(row: Example, at: datetime, fields: list[str]) -> None:
    row.shared_at = at
    row.save(update_fields=["title", "why", "shared_at", *fields])
    row.lines.filter(left_out=True).delete()


def withdraw(*, example: Example, by: Person, at: datetime) -> None:
    """Any time; nobody reads it any more. A draft is thrown away."""
    require(by, "coaching.withdraw", example)
    with transaction.atomic():
        row = Example.objects.select_for_update(of=("self",)).get(pk=example.pk)
        if row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_by = at, by
            row.save(update_fields=["withdrawn_at", "withdrawn_by"])
            _tell("example.withdrawn", row, by, at)


def share_again(*, example: Example, by: Person, at: datetime) -> None:
    """The withdrawal is taken back by whoever withdrew it."""
    require(by, "coaching.withdraw", example)
    with transaction.atomic():
        row = get_object_or_404(Example.objects.select_for_update(of=("self",)), pk=example.pk, withdrawn_by=by)
        row.withdrawn_at, row.withdrawn_by = None, None
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _tell("example.shared", row, by, at, team=row.team_id)


def react(*, example: Example, how: str, by: Person, at: datetime) -> None:
    """Thank you, or: I tried it. Twice is once."""
    _readable(example, by)
    if how not in Tried.HOW:
        raise Refused("Say thank you, or that you tried it.")
    with transaction.atomic():
        if Tried.objects.get_or_create(example=example, person=by, how=how, defaults={"at": at})[1]:
            _tell("example.tried", example, by, at, how=how)


def take_reaction_back(*, example: Example, how: str, by: Person, at: datetime) -> None:
    _readable(example, by)
    with transaction.atomic():
        if Tried.objects.filter(example=example, person=by, how=how).delete()[0]:
            _tell("example.untried", example, by, at, how=how)


def comment(*, example: Example, text: str, by: Person, at: datetime) -> ExampleComment:
    _readable(example, by)
    if not text.strip():
        raise Refused("Write a few words first.")
    with transaction.atomic():
        made = ExampleComment.objects.create(example=example, by=by, text=text.strip()[:4000], at=at)
        _tell("example.commented", example, by, at, comment=made.pk)
    return made


def delete_comment(*, comment: ExampleComment, by: Person, at: datetime, back: bool = False) -> None:
    """Its author takes it away, or brings it `back`."""
    row = get_object_or_404(ExampleComment, pk=comment.pk, by=by)
    with transaction.atomic():
        row.deleted_at = None if back else at
        row.save(update_fields=["deleted_at"])
        _tell("example.commented" if back else "example.comment_deleted", row.example, by, at, comment=row.pk)


def _draft(example: Example, by: Person) -> Example:
    row = get_object_or_404(Example.objects.select_for_update(of=("self",)), pk=example.pk, by=by)
    if not row.is_draft:
        raise Refused("It is shared already. Withdraw it, then begin anew.")
    return row


def _readable(example: Example, by: Person) -> None:
    require(by, "coaching.see")
    get_object_or_404(Example.objects.visible_to(by).shared(), pk=example.pk)


def _tell(name: str, row: Example, by: Person | None, at: datetime, **facts: object) -> None:
    near = f"person:{row.asked_id}" if row.asked_id else f"team:{row.team_id}" if row.team_id else "staff"
    audience = f"{near} person:{row.by_id}" if row.is_shared else f"person:{row.by_id}"
    known = None if row.nameless and by and by.pk == row.by_id else by
    record(name, subject=row, by=known, at=at, facts=facts, audience=audience)

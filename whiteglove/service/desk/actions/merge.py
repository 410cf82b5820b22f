"""Two tickets turned out to be one matter. The merge can be undone, and then everything is where it was."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat.actions import hold, refile
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, Escalation, Merge, Message, State, Ticket, places

from .attend import step_in
from .change import allow, bring_up_to_date, columns, keep, tell
from .draft import move_drafts, take_drafts_back
from .escalation import come_back, end_with_solution, follow_merge, waiting
from .hand_on import pass_unseen
from .recount import recount
from .snooze import end_snooze
from .solve import unsettle


def merge(*, source: Ticket, into: Ticket, by: Person, at: datetime) -> Merge:
    """`source` lives on in `into`, which shows its messages and gets the later answers to it.

    If `source` waits on us or on a supervisor, `into` does too from now on. Raises Refused for a ticket into itself or
    merged already.
    """
    if source.pk == into.pk:
        raise Refused("Choose another ticket: one can't be merged into itself.")
    with transaction.atomic():
        hold(refs=refs(source, into))
        away, here = both(source, into)
        for ticket in (away, here):
            allow(by, "desk.merge", ticket)
            if ticket.state == State.MERGED:
                raise Refused(f"#{ticket.pk} was merged into #{ticket.merged_into_id} already.")
        seats = [(places(ticket), columns(ticket)) for ticket in (away, here)]
        step_in(away, by, at)
        step_in(here, by, at)
        row = Merge.objects.create(source=away, target=here, by=by, at=at, before=snapshot(away, here))
        Message.objects.filter(ticket=away).update(ticket=here, moved_from=away)
        promises_follow(away, here)
        refile(ref=f"ticket:{away.pk}", to=f"ticket:{here.pk}")
        wake_up(here, away, by, at)
        moved = {"drafts": move_drafts(away, here), "escalation": follow_merge(away, here, by, at)}
        row.before |= {"target_after": here.state, **moved}
        row.save(update_fields=["before"])
        away.state, away.merged_into = State.MERGED, here
        tell("ticket.merged", away, by, at, audience=here.topics, into=here.pk)
        tell("ticket.took_in", here, by, at, audience=away.topics, source=away.pk)
        pass_unseen(here, by, at)
        settle_both(away, here, seats, at)
    bring_up_to_date(source, away)
    bring_up_to_date(into, here)
    return row


def unmerge(*, source: Ticket, by: Person, at: datetime) -> Ticket:
    """Take a merged ticket out again, with its messages and the answers to it that came since."""
    with transaction.atomic():
        row = Merge.objects.standing().filter(source=source).first()
        if row is None:
            raise Refused("This ticket isn't merged.")
        hold(refs=refs(source, row.target))
        away, here = both(source, row.target)
        row = Merge.objects.select_for_update().get(pk=row.pk)
        if row.ended_at or here.state == State.MERGED:
            raise Refused("Unmerge the ticket that this one lives in first." if not row.ended_at else "Already undone.")
        for ticket in (away, here):
            allow(by, "desk.merge", ticket)
        seats = [(places(ticket), columns(ticket)) for ticket in (away, here)]
        give_back(row, away, here)
        take_drafts_back(row.before.get("drafts", []), here, away)
        come_back(row.before.get("escalation", {}), away, here)
        promises_follow(away, here)
        refile(ref=f"ticket:{here.pk}", to=f"ticket:{away.pk}", only=chats_in(away))
        away.state, away.merged_into = row.before["state"], None
        restored = nothing_since(row, here)
        if here.state == row.before["target_after"] and restored:
            put_back(here, row.before, at)
        was, became = row.before["target"]["state"], row.before["target_after"]
        restored = restored and here.state == was != became
        row.ended_at, row.ended_by = at, by
        row.save(update_fields=["ended_at", "ended_by"])
        tell("ticket.unmerged", away, by, at, audience=here.topics, out_of=here.pk)
        tell("ticket.gave_back", here, by, at, audience=away.topics, source=away.pk, restored=restored)
        pass_unseen(away, by, at)
        settle_both(away, here, seats, at)
    bring_up_to_date(source, away)
    return source


def both(one: Ticket, other: Ticket) -> tuple[Ticket, Ticket]:
    """Locked in the order of their numbers, so that two merges never wait for each other in a circle."""
    rows = {row.pk: row for row in Ticket.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    return rows[one.pk], rows[other.pk]


def refs(*tickets: Ticket) -> list[str]:
    return [f"ticket:{ticket.pk}" for ticket in tickets]


def chats_in(ticket: Ticket) -> set[int]:
    """The chats of which a line lies in it."""
    lines = Message.objects.inbound().filter(ticket=ticket, arrival__kind="chat")
    return set(lines.values_list("arrival__envelope__session", flat=True)) - {None}


def promises_follow(*tickets: Ticket) -> None:
    """Each promise lies where the reply lies that gave it."""
    for ticket in tickets:
        Commitment.objects.filter(message__ticket=ticket).exclude(ticket=ticket).update(ticket=ticket)
    for ticket in tickets:
        ticket.promised = Commitment.objects.unsettled().filter(ticket=ticket).count()


def snapshot(away: Ticket, here: Ticket) -> dict:
    moved = Message.objects.filter(ticket=away).values_list("pk", "moved_from_id")
    when = {"solved_at": here.solved_at, "wakes_at": here.wakes_at}
    standing = {"solution": here.solutions.standing().first(), "snooze": here.snoozes.standing().first()}
    return {
        "state": away.state,
        "version": here.version,
        "moved": {str(pk): origin for pk, origin in moved},
        "last": Message.objects.filter(ticket=here).order_by("-pk").values_list("pk", flat=True).first() or 0,
        "target": {"state": here.state}
        | {name: value.isoformat() if value else None for name, value in when.items()}
        | {name: row.pk if row else None for name, row in standing.items()},
    }


def wake_up(here: Ticket, away: Ticket, by: Person, at: datetime) -> None:
    """The ticket that lives on waits on us if the one that goes away does; a supervisor isn't asked of a solved one."""
    asks = here.state == State.SOLVED and waiting(away)
    if here.state == State.OPEN or not (away.state == State.OPEN or asks):
        return
    if here.state == State.SOLVED:
        unsettle(here, by, at, f"#{away.pk} was merged into it")
    end_snooze(here, by, at, "merged")
    here.state = State.OPEN


def give_back(row: Merge, away: Ticket, here: Ticket) -> None:
    """What was moved goes back with its earlier origin; what followed the merge since goes along.

    Mail to a ticket that lives in `away` was filed straight into `here`.
    """
    Message.objects.filter(ticket=here, moved_from=away).update(ticket=away, moved_from=None)
    Message.objects.filter(ticket=here, moved_from__in=living_in(away)).update(ticket=away)
    for pk, origin in row.before["moved"].items():
        if origin:
            Message.objects.filter(pk=pk, ticket=away).update(moved_from=origin)


def living_in(ticket: Ticket) -> set[int]:
    """The tickets merged into this one, those merged into them, and so on."""
    found, nearest = set(), {ticket.pk}
    while nearest := set(Ticket.objects.filter(merged_into__in=nearest).values_list("pk", flat=True)) - found:
        found |= nearest
    return found


def nothing_since(row: Merge, here: Ticket) -> bool:
    """Nobody has written in the target itself since the merge, or asked a supervisor."""
    if Escalation.objects.standing().filter(ticket=here, at__gt=row.at).exists():
        return False
    newest = max([row.before["last"], *map(int, row.before["moved"])])
    return not Message.objects.filter(ticket=here, pk__gt=newest).exists()


def put_back(here: Ticket, before: dict, at: datetime) -> None:
    was = before["target"]
    if was["state"] == here.state:
        return
    here.state = was["state"]
    here.solved_at = datetime.fromisoformat(was["solved_at"]) if was["solved_at"] else None
    here.wakes_at = datetime.fromisoformat(was["wakes_at"]) if was["wakes_at"] else None
    for rows, pk in ((here.solutions, was["solution"]), (here.snoozes, was["snooze"])):
        rows.filter(pk=pk).update(ended_at=None, ended_by=None, why="")
    if here.state == State.SOLVED:
        end_with_solution(here, None, at)


def settle_both(away: Ticket, here: Ticket, seats: list[tuple[set, dict]], at: datetime) -> None:
    for ticket, (before, stored) in zip((away, here), seats, strict=True):
        recount(ticket)
        keep(ticket, before, at, stored)

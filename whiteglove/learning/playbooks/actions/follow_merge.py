"""Let an open playbook lie where its conversation lies, once two tickets have become one, or two again."""

from datetime import datetime

from django.db import transaction

from whiteglove.learning.playbooks.models import Play
from whiteglove.service.desk.models import State, Ticket

from .ground import tell


def follow_merge(*, source: int, other: int, at: datetime) -> int:
    """`source` was merged into `other`, or taken out of it again. Returns how many playbooks moved; run twice, none.

    One that is open goes along unless `other` has one of its own: then it waits in `source` until that is by itself
    again. What has come back closed comes back too.
    """
    with transaction.atomic():
        # In the order of their numbers, as merging locks them.
        rows = Ticket.objects.select_for_update(of=("self",)).filter(pk__in=(source, other)).order_by("pk")
        held = {one.pk: one for one in rows}
        if len(held) < 2:
            return 0
        away = held[source]
        moved = _go_along(away, held[other]) if away.state == State.MERGED else _come_back(away, held[other])
        if moved:
            for one in held.values():
                tell("playbook.followed", one, None, at, source=source, other=other)
    return moved


def _go_along(away: Ticket, into: Ticket) -> int:
    if away.merged_into_id != into.pk or Play.objects.standing().filter(ticket=into).exists():
        return 0
    mine = list(Play.objects.standing().filter(ticket=away))
    for one in mine:
        one.came_from, one.ticket = [*one.came_from, away.pk], into
        one.save(update_fields=["came_from", "ticket"])
    return len(mine)


def _come_back(home: Ticket, out_of: Ticket) -> int:
    """From where it was merged into, or from where that was merged into since."""
    near = Play.objects.filter(ticket__in={out_of.pk, out_of.current.pk}).exclude(came_from=[])
    far = [one for one in near if home.pk in one.came_from]
    taken = Play.objects.standing().filter(ticket=home).exists()
    back = [one for one in far if one.ended_at or not taken]
    for one in back:
        one.came_from, one.ticket = one.came_from[: one.came_from.index(home.pk)], home
        one.save(update_fields=["came_from", "ticket"])
    return len(back)

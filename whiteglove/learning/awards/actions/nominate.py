"""Put somebody forward, oneself too; agree, decline, rewrite, withdraw; show an award to everybody."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.http import Http404

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.text import mark_of
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.awards import queries, statements
from whiteglove.learning.awards.models import Category, Judge, Nomination, Win
from whiteglove.learning.awards.stages import DECIDING, JUDGING, OPEN
from whiteglove.learning.community.actions.changing import refuse_unseen
from whiteglove.service.desk.errors import Refused

from .changing import locked, running, text

CLOSED = "Nominations are taken while they are open."
MOST_LINKS, MOST_A_CYCLE = 5, 10
_is_address = URLValidator(schemes=["https", "http"])


def nominate(
    *, category: Category, nominee: Person, statement: str, links: Sequence[str] = (), by: Person, at: datetime
) -> Nomination:
    """One's own stands at once; a colleague's once they agree."""
    require(by, "awards.see")
    said, found = text(statement, statements.LONGEST), _links(links)
    with transaction.atomic():
        cycle = running(category, at, OPEN, says=CLOSED)
        if not nominee.is_staff_member:
            raise Refused("Put somebody forward who works here.")
        _refuse_who_arranges(category, nominee)
        mine = Nomination.objects.filter(category__cycle=cycle, by=by)
        if mine.count() >= MOST_A_CYCLE:
            raise Refused(f"{MOST_A_CYCLE} nominations a round is as many as one may make.")
        if Nomination.objects.not_ended().filter(category=category, nominee=nominee).exists():
            who = "You" if by == nominee else "They"
            raise Refused(f"{who} are put forward in this category already.")
        if wrong := statements.fault(said, queries.said_before(category, by)):
            raise Refused(wrong)
        own = by.pk == nominee.pk
        made = Nomination.objects.create(category=category, nominee=nominee, by=by, at=at, statement=said,
                                         links=found, agreed_at=at if own else None)  # fmt: skip
        tell("nomination.made", made, by, at, own=own)
    return made


def rewrite(
    *, nomination: Nomination, statement: str, links: Sequence[str], seen: str = "", by: Person, at: datetime
) -> None:  # fmt: skip
    """By whoever wrote it, while nominations are open. `seen`: the mark of what one began with; Stale if it is another
    by now."""
    said, found = text(statement, statements.LONGEST), _links(links)
    with transaction.atomic():
        row = _open(nomination, by, at)
        if row.by_id != by.pk:
            raise Refused("Whoever wrote it changes it.")
        refuse_unseen(seen, row.mark, mark_of(said, found))
        if wrong := statements.fault(said, queries.said_before(row.category, by, besides=row.pk)):
            raise Refused(wrong)
        row.statement, row.links = said, found
        row.save(update_fields=["statement", "links"])
        tell("nomination.rewritten", row, by, at)


def agree(*, nomination: Nomination, by: Person, at: datetime) -> None:
    """The nominee says yes: judges will read it, and whoever works here learns it if they win."""
    with transaction.atomic():
        row = _open(nomination, by, at)
        if row.nominee_id != by.pk:
            raise Refused("They say so themselves.")
        if row.agreed_at is None:
            _refuse_who_arranges(row.category, by)
            row.agreed_at = at
            row.save(update_fields=["agreed_at"])
            tell("nomination.agreed", row, by, at)


def withdraw(*, nomination: Nomination, by: Person | None, at: datetime) -> None:
    """By the nominee until it is announced (before they agreed it is declining); by whoever made it until they agree.
    It isn't deleted: what was given so far stays with it. `by`: None when the nominee leaves the house."""
    with transaction.atomic():
        row = _kept(nomination, by)
        running(row.category, at, OPEN, JUDGING, DECIDING, says="The results are announced.")
        if row.ended_at:
            return
        if by and by.pk != row.nominee_id and row.agreed_at:
            raise Refused("They have agreed: now it is theirs to withdraw.")
        row.ended_at, row.ended_by = at, by
        row.save(update_fields=["ended_at", "ended_by"])
        declined = by and by.pk == row.nominee_id and not row.agreed_at
        tell("nomination.declined" if declined else "nomination.withdrawn", row, by, at)


def show(*, nomination: Nomination, by: Person, at: datetime) -> None:
    """Everybody may read it, outside of the house too: the winner says so, and takes it back when they like."""
    _show(nomination, True, by, at)


def hide(*, nomination: Nomination, by: Person, at: datetime) -> None:
    _show(nomination, False, by, at)


def _show(nomination: Nomination, shown: bool, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = _kept(nomination, by)
        if row.nominee_id != by.pk or not Win.objects.filter(nomination=row, won=True).exists():
            raise Refused("Whoever won it says whether everybody may see it.")
        if bool(row.shown_at) != shown:
            row.shown_at = at if shown else None
            row.save(update_fields=["shown_at"])
            tell("nomination.shown" if shown else "nomination.hidden", row, by, at)


def _kept(nomination: Nomination, by: Person | None) -> Nomination:
    row = Nomination.objects.select_related("category__cycle").filter(pk=nomination.pk).first()
    if row is None:
        raise Http404
    if by:
        require(by, "awards.own", row)
    locked(row.category.cycle_id)  # first, as where scores are given: else two wait for each other
    return Nomination.objects.select_for_update(of=("self",)).select_related("category__cycle").get(pk=row.pk)


def _open(nomination: Nomination, by: Person, at: datetime) -> Nomination:
    row = _kept(nomination, by)
    running(row.category, at, OPEN, says=CLOSED)
    if row.ended_at:
        raise Refused("This nomination was declined or withdrawn.")
    return row


def _refuse_who_arranges(category: Category, nominee: Person) -> None:
    """Whoever planned the round or chose judges in the category would win by their own doing."""
    if category.cycle.by_id == nominee.pk or Judge.objects.filter(category=category, by=nominee).exists():
        raise Refused("Whoever arranges a round or chooses its judges isn't put forward in it.")


def _links(given: Sequence[str]) -> list[str]:
    found = [one.strip() for one in given if one.strip()]
    if len(found) > MOST_LINKS:
        raise Refused(f"Give {MOST_LINKS} addresses at most: those that show it best.")
    for one in found:
        try:
            _is_address(one)
        except ValidationError:
            raise Refused("Give whole web addresses, each beginning with https://") from None
    return found


def tell(name: str, row: Nomination, by: Person | None, at: datetime, **more: object) -> None:
    facts = {"person": row.nominee_id, "category": row.category_id} | more
    record(name, subject=row, by=by, at=at, facts=facts, audience=f"person:{row.nominee_id}")

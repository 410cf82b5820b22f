"""Choose what strangers may see of oneself, and take it back at once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community.models import PARTS, Publication

from .changing import one_at_a_time, tell


def publish(
    *, parts: Iterable[str], in_list: bool, indexed: bool, by: Person, at: datetime
) -> Publication:  # fmt: skip
    """One's own page. Each choice is a row of its own, so that it stays known what was agreed to, and when; the address
    stays while there is a page."""
    require(by, "community.own")
    wanted, chosen = set(parts), {"in_list": in_list, "indexed": indexed}
    chosen["parts"] = [part for part in PARTS if part in wanted]
    with transaction.atomic():
        one_at_a_time(by)
        before = Publication.objects.select_for_update().standing().filter(person=by).first()
        if before and all(getattr(before, name) == value for name, value in chosen.items()):
            return before
        if before:
            _end(before, at)
        made = _named(by, before.slug if before else "", at, chosen)
        tell("profile.published", made, by.pk, by, at, **chosen)
    return made


def _named(person: Person, slug: str, at: datetime, chosen: dict) -> Publication:
    """Somebody of the same name may take the address at the same moment: then the next one is tried."""
    for last in (False, False, True):
        try:
            with transaction.atomic():
                return Publication.objects.create(person=person, slug=slug or free_address(person), at=at, **chosen)
        except IntegrityError:
            if last:
                raise
    raise AssertionError("the third try returns or raises")


def publish_again(*, by: Person, at: datetime) -> None:
    """What was withdrawn last, as it was; nothing where there is a page or never was one."""
    require(by, "community.own")
    last = Publication.objects.filter(person=by).order_by("-id").first()
    if last and last.withdrawn_at:
        publish(parts=last.parts, in_list=last.in_list, indexed=last.indexed, by=by, at=at)


def free_address(person: Person) -> str:
    """From the name, and a number where somebody else has it."""
    name = slugify(person.name)[:60] or "colleague"
    taken = set(Publication.objects.standing().filter(slug__startswith=name).values_list("slug", flat=True))
    return next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def withdraw(*, person: Person, by: Person | None, at: datetime) -> None:
    """At once. By themselves, or by the house when somebody leaves."""
    if by is not None:
        require(by, "community.own")
    with transaction.atomic():
        row = Publication.objects.select_for_update().standing().filter(person=person).first()
        if row and (by is None or by.pk == person.pk):
            _end(row, at)
            tell("profile.withdrawn", row, person.pk, by, at)


def _end(row: Publication, at: datetime) -> None:
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])

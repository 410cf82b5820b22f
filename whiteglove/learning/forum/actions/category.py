"""Categories: made, worded, put in order, archived."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Category

SHIPPED = (
    ("Difficult conversations", "Upset customers, bad news, a no that stays kind"),
    ("Tools and tricks", "The desk, macros, searching, keys: how to get there quicker"),
    ("Products and policies", "What we may promise, how things really work"),
    ("Learning together", "Lessons, practice, certificates, books"),
    ("Everything else", "What fits nowhere"),
)


def make_category(*, name: str, says: str = "", place: int = 0, by: Person, at: datetime) -> Category:
    require(by, "forum.setup")
    with transaction.atomic():
        made = Category.objects.create(name=_free(name), says=" ".join(says.split())[:160], place=place)
        record("forum_category.made", subject=made, by=by, at=at, audience="staff")
    return made


def change_category(*, category: Category, name: str, says: str, place: int, by: Person, at: datetime) -> Category:
    require(by, "forum.setup")
    with transaction.atomic():
        row = Category.objects.select_for_update(of=("self",)).get(pk=category.pk)
        row.name, row.says, row.place = _free(name, row.pk), " ".join(says.split())[:160], place
        row.save(update_fields=["name", "says", "place"])
        record("forum_category.changed", subject=row, by=by, at=at, audience="staff")
    return row


def archive_category(*, category: Category, by: Person, at: datetime) -> None:
    """Nothing new is begun there; what stands there stays."""
    _turn(category, at, by, at)


def restore_category(*, category: Category, by: Person, at: datetime) -> None:
    _turn(category, None, by, at)


def ship_categories() -> None:
    """Those an installation begins with, once, as long as it has none."""
    if not Category.objects.exists():
        Category.objects.bulk_create([Category(name=name, says=says, place=place)
                                      for place, (name, says) in enumerate(SHIPPED)])  # fmt: skip


def _turn(category: Category, archived_at: datetime | None, by: Person, at: datetime) -> None:
    require(by, "forum.setup")
    with transaction.atomic():
        Category.objects.filter(pk=category.pk).update(archived_at=archived_at)
        record("forum_category.archived", subject=category, by=by, at=at, facts={"archived": bool(archived_at)},
               audience="staff")  # fmt: skip


def _free(name: str, but: int = 0) -> str:
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused("Give the category a name.")
    if Category.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise Refused("There is a category of that name already.")
    return name

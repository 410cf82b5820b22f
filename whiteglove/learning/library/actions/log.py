"""Log what happened in the field: without anybody's name."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.library.field import PARTS, why_not
from whiteglove.learning.library.models import Confirmation, Experience
from whiteglove.learning.library.naming import without_people
from whiteglove.service.desk.errors import Refused

from .telling import tell

LONGEST = 6000
CONFIRMED = "It was confirmed as it is. Write another entry for what you would add."
ASKED = "Somebody is reading it: take back that you asked for a word, then change it."
COMPARED = 100  # entries of one's own, and of others about the same days
ABOUT = timedelta(days=7)  # a colleague's entry with another day is still a colleague's
TEN_YEARS = timedelta(days=3653)


def log(*, entry: Mapping[str, Any], by: Person, at: datetime, nobody: bool = False) -> Experience:
    """`entry`: day, title, place, hours, happened, did, learnt, link. Numbers and addresses of people are taken out,
    names too, unless its writer says that `nobody` could be recognised by one."""
    require(by, "library.see")
    given = in_shape(entry, by, nobody)
    with transaction.atomic():
        _check(given, by, at, 0)
        made = Experience.objects.create(person=by, at=at, **given)
        tell("experience.logged", made, by.pk, by, at)
    return made


def change(
    *, experience: Experience, entry: Mapping[str, Any], by: Person, at: datetime, nobody: bool = False
) -> Experience:
    """As long as nobody has confirmed it: what was confirmed stays as it was."""
    given = in_shape(entry, by, nobody)
    with transaction.atomic():
        row = own(experience, by)
        said = row.confirmations.exclude(confirmed=False).first()
        if said:
            raise Refused(CONFIRMED if said.decided_at else ASKED)
        _check(given, by, at, row.pk, day_stays=row.day == given["day"])
        for name, value in given.items():
            setattr(row, name, value)
        row.changed_at = at
        row.save(update_fields=[*given, "changed_at"])
        tell("experience.changed", row, by.pk, by, at)
    return row


def delete(*, experience: Experience, by: Person, at: datetime) -> Experience:
    """It can be brought back for a month; then it is gone."""
    with transaction.atomic():
        row = own(experience, by)
        if row.deleted_at:
            return row
        Confirmation.objects.asked().filter(experience=row).delete()
        row.deleted_at = at
        row.save(update_fields=["deleted_at"])
        tell("experience.deleted", row, by.pk, by, at)
    return row


def bring_back(*, experience: Experience, by: Person, at: datetime) -> Experience:
    with transaction.atomic():
        row = own(experience, by)
        if row.deleted_at is None:
            return row
        row.deleted_at = None
        row.save(update_fields=["deleted_at"])
        tell("experience.restored", row, by.pk, by, at)
    return row


def own(experience: Experience, by: Person) -> Experience:
    require(by, "library.see")
    row = Experience.objects.select_for_update(of=("self",)).get(pk=experience.pk)
    if row.person_id != by.pk:
        raise Refused("Only its writer does this.")
    return row


def in_shape(entry: Mapping[str, Any], by: Person, nobody: bool) -> dict[str, Any]:
    """Every text without whom it could tell of."""
    given = {name: entry.get(name) for name in ("day", "hours")}
    for name in ("title", "place", *PARTS):
        text = one_line_end(storable(entry.get(name) or "")).strip()[: LONGEST if name in PARTS else 160]
        given[name] = without_people(text, names=not nobody and name != "place").text
    link = (entry.get("link") or "").strip()[:500]
    if link and (link.startswith(("//", "/\\")) or not link.startswith(("https://", "http://", "/"))):
        raise Refused("The link begins with https://.")
    if not given["title"]:
        raise Refused("Give it a title.")
    return given | {"link": link, "title": given["title"][:160]}


def _check(given: Mapping[str, Any], by: Person, at: datetime, besides: int, day_stays: bool = False) -> None:
    today, day = by.local(at).date(), given["day"]
    theirs = Experience.objects.exclude(pk=besides).order_by("-id").filter(person=by)[:COMPARED]
    about = min(max(day, today - TEN_YEARS), today)
    near = Experience.objects.filter(day__range=(about - ABOUT, about + ABOUT)).exclude(person=by)
    those_days = near.order_by("-id")[:COMPARED]
    earlier = [" ".join((one.happened, one.did, one.learnt)) for rows in (theirs, those_days) for one in rows]
    if no := why_not({name: given[name] for name in PARTS}, today if day_stays else day, today, earlier):
        raise Refused(no)

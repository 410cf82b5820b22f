"""Hand in what the product doesn't see, or time in a role; take it back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.gathering import day_of
from whiteglove.learning.journeys.links import safe_link
from whiteglove.learning.journeys.models import Evidence
from whiteglove.learning.journeys.models.judged import State
from whiteglove.learning.journeys.sameness import same
from whiteglove.service.channels.given import Given
from whiteglove.service.desk.errors import Refused

from .changing import ENOUGH, journey, locked, said, tell
from .proofs import bounded, erase, keep

AT_ONCE = 20  # that may wait for a reviewer
LONGEST_AGO = 60  # years


def hand_in(
    *,
    about: str,
    title: str,
    words: str,
    on: date,
    link: str = "",
    files: Sequence[Given] = (),
    by: Person,
    at: datetime,
) -> Evidence:
    """A deed, on its day. The same one is handed in once."""
    require(by, "journeys.own")
    found = journey()
    if not any(one.hand_in(about) for one in queries.journeys_of(by, found)):
        raise Refused("Nothing is handed in under this name.")
    told = said(words, "Tell a little more: two or three sentences in your own words.", least=ENOUGH)
    name = said(title, "Give it a name.", 160)
    days(on, None, by, at)
    known, shown = address(link), bounded(files)
    what = same(about=about, title=name, words=told, link=known)
    with transaction.atomic():
        room_for_one_more(by)
        if Evidence.objects.filter(person=by, same=what).exclude(state=State.RETURNED).exists():
            raise Refused("You handed this in already. What counts is something else besides it.")
        made = Evidence.objects.create(journey=found.id, person=by, about=about, title=name, words=told, link=known,
                                       first=on, same=what, at=at)  # fmt: skip
        keep(made, shown)
        tell("journey.evidence_handed_in", made, by.pk, by, at, about=about)
    return made


def state_time(
    *,
    role: str,
    where: str,
    words: str,
    first: date,
    last: date | None,
    link: str = "",
    files: Sequence[Given] = (),
    by: Person,
    at: datetime,
) -> Evidence:
    """Time in a role; `last` None where it still lasts. Stretches may overlap: they count once."""
    require(by, "journeys.own")
    found = journey()
    if not any(one.role(role) for one in queries.journeys_of(by, found)):
        raise Refused("Choose what kind of work it was.")
    name = said(where, "Say where it was.", 160)
    told = said(words, "Tell what you did there, and who can confirm it.", least=ENOUGH)
    days(first, last, by, at)
    shown = bounded(files)
    about: dict[str, Any] = {"about": role, "title": name, "words": told, "link": address(link)}
    with transaction.atomic():
        room_for_one_more(by)
        made = Evidence.objects.create(journey=found.id, person=by, kind=Evidence.TIME, first=first, last=last, at=at,
                                       same=same(**{**about, "words": f"{told} {first} {last}"}), **about)  # fmt: skip
        keep(made, shown)
        tell("journey.evidence_handed_in", made, by.pk, by, at, about=role)
    return made


def days(first: date, last: date | None, by: Person, at: datetime) -> None:
    """What lies ahead can't be handed in; where they are, a day may begin earlier than in the house."""
    today = max(day_of(at), by.local(at).date())
    if first > today or (last and last > today):
        raise Refused("This day lies ahead. Hand it in once it has been.")
    if last and last < first:
        raise Refused("It ended before it began: look at the two days again.")
    if first.year < today.year - LONGEST_AGO:
        raise Refused("Look at the day again: it lies very far back.")


def address(link: str) -> str:
    found = safe_link(link)
    if link.strip() and not found:
        raise Refused("The link should be the address of a web page, beginning with https://.")
    return found


def room_for_one_more(by: Person) -> None:
    Person.objects.select_for_update().get(pk=by.pk)
    if Evidence.objects.waiting().filter(person=by).count() >= AT_ONCE:
        raise Refused(f"{AT_ONCE} of yours wait for a reviewer: let some of them be looked at first.")


def take_back(*, evidence: Evidence, by: Person, at: datetime) -> None:
    """What was accepted counts no longer. A level that was completed stays so."""
    with transaction.atomic():
        row = locked(evidence)
        if row.person_id != by.pk:
            raise Refused("Only whoever handed it in takes it back.")
        tell("journey.evidence_taken_back", by, by.pk, by, at, about=row.about)
        erase(Evidence.objects.filter(pk=row.pk))

"""Suggest, support, decide, do: a suggestion travels until something came of it."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching.models import Backing, Suggestion
from whiteglove.learning.coaching.models.suggestion import SuggestionState
from whiteglove.learning.coaching.wording import kept, without_last
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Ticket

from .agree import MEANWHILE

LONGEST = 4000


def suggest(*, title: str, text: str = "", ticket: Ticket | None = None, by: Person, at: datetime) -> Suggestion:
    """Whoever suggests supports it."""
    require(by, "coaching.suggest")
    if ticket is not None:
        require(by, "desk.see", ticket)
    with transaction.atomic():
        made = Suggestion.objects.create(title=_said(title), text=text.strip()[:LONGEST], ticket=ticket, by=by, at=at,
                                         backed=1)  # fmt: skip
        Backing.objects.create(suggestion=made, person=by, at=at)
        _tell("suggestion.made", made, by, at)
    return made


def change(
    *, suggestion: Suggestion, title: str, text: str, by: Person, at: datetime, seen: int | None = None
) -> Suggestion:
    """In other words, by whoever made it and before anybody has decided."""
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.suggest")
        if row.by_id != by.pk or row.state != SuggestionState.OPEN:
            raise Refused("Only whoever suggested it changes it, and before it is decided.")
        if seen is not None and seen != len(row.wordings):
            raise Refused(MEANWHILE)
        row.wordings = kept(row.wordings, {"title": row.title, "text": row.text})
        row.title, row.text, row.changed_at = _said(title), text.strip()[:LONGEST], at
        row.save(update_fields=["title", "text", "changed_at", "wordings"])
        _tell("suggestion.changed", row, by, at)
    return row


def take_change_back(*, suggestion: Suggestion, by: Person, at: datetime) -> Suggestion:
    """As it was before the last change; as long as nobody has decided."""
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.suggest")
        if row.by_id != by.pk or row.state != SuggestionState.OPEN:
            raise Refused("Only whoever suggested it changes it, and before it is decided.")
        last, row.wordings = without_last(row.wordings)
        if last:
            row.title, row.text = last["title"], last["text"]
            row.changed_at = row.changed_at if row.wordings else None
            row.save(update_fields=["title", "text", "changed_at", "wordings"])
            _tell("suggestion.changed", row, by, at)
    return row


def back(*, suggestion: Suggestion, by: Person, at: datetime) -> None:
    """Support it. Twice is once."""
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.suggest")
        if Backing.objects.get_or_create(suggestion=row, person=by, defaults={"at": at})[1]:
            Suggestion.objects.filter(pk=row.pk).update(backed=F("backed") + 1)
            _tell("suggestion.backed", row, by, at)


def unback(*, suggestion: Suggestion, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.suggest")
        if Backing.objects.filter(suggestion=row, person=by).delete()[0]:
            Suggestion.objects.filter(pk=row.pk).update(backed=F("backed") - 1)
            _tell("suggestion.unbacked", row, by, at)


def accept(
    *, suggestion: Suggestion, owner: Person, until: date | None, reason: str = "", by: Person, at: datetime
) -> Suggestion:
    """It will be done: by whom, and until when."""
    if not owner.at_the_desk:
        raise Refused("Choose somebody at the desk who sees to it.")
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.decide")
        _open(row)
        row.state, row.owner, row.until = SuggestionState.ACCEPTED, owner, until
        _decided(row, reason, by, at)
        _tell("suggestion.accepted", row, by, at, owner=owner.pk, until=until)
    return row


def decline(*, suggestion: Suggestion, reason: str, by: Person, at: datetime) -> Suggestion:
    """It won't, for a reason that whoever suggested it can read."""
    if not reason.strip():
        raise Refused("Say why not, so that whoever suggested it understands.")
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.decide")
        _open(row)
        row.state = SuggestionState.DECLINED
        _decided(row, reason, by, at)
        _tell("suggestion.declined", row, by, at)
    return row


def finish(*, suggestion: Suggestion, changed: str, by: Person, at: datetime) -> Suggestion:
    """It is done, and this is what changed. By its owner, or whoever may decide."""
    if not changed.strip():
        raise Refused("Say in a few words what is different now.")
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.suggest")
        if row.owner_id != by.pk:
            require(by, "coaching.decide")
        if row.state != SuggestionState.ACCEPTED:
            raise Refused("Accept it first, then say what was done.")
        row.state, row.changed, row.done_at = SuggestionState.DONE, changed.strip()[:LONGEST], at
        row.save(update_fields=["state", "changed", "done_at"])
        _tell("suggestion.done", row, by, at)
    return row


def open_again(*, suggestion: Suggestion, by: Person, at: datetime) -> Suggestion:
    """Take the last step back: done becomes accepted, decided becomes open."""
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.decide")
        if row.state == SuggestionState.OPEN:
            return row
        if row.state == SuggestionState.DONE:
            row.state, row.changed, row.done_at = SuggestionState.ACCEPTED, "", None
        else:
            row.state, row.decided_at, row.decided_by = SuggestionState.OPEN, None, None
            row.reason, row.owner, row.until = "", None, None
        row.save()
        _tell("suggestion.reopened", row, by, at)
    return row


def point_at(*, suggestion: Suggestion, same_as: Suggestion, by: Person, at: datetime) -> Suggestion:
    """Both say the same: whoever supports this one supports the other. The latter stands in the list alone."""
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.decide")
        target = Suggestion.objects.select_for_update(of=("self",)).get(pk=same_as.pk)
        if target.pk == row.pk or target.same_as_id:
            raise Refused("Point at another suggestion, one that stands by itself.")
        row.same_as = target
        row.save(update_fields=["same_as"])
        Suggestion.objects.filter(same_as=row).update(same_as=target)
        _lend_support(row, target, at)
        _tell("suggestion.found_same", row, by, at, other=target.pk)
    return row


def _lend_support(row: Suggestion, target: Suggestion, at: datetime) -> None:
    known = set(Backing.objects.filter(suggestion=target).values_list("person_id", flat=True))
    new = Backing.objects.filter(suggestion=row).exclude(person__in=known).values_list("person_id", flat=True)
    Backing.objects.bulk_create([Backing(suggestion=target, person_id=pk, at=at) for pk in new])
    target.backed = Backing.objects.filter(suggestion=target).count()
    target.save(update_fields=["backed"])


def tell_apart(*, suggestion: Suggestion, by: Person, at: datetime) -> Suggestion:
    """They differ after all; support that was lent stays, for nobody took it back."""
    with transaction.atomic():
        row = _locked(suggestion, by, "coaching.decide")
        if row.same_as_id:
            row.same_as = None
            row.save(update_fields=["same_as"])
            _tell("suggestion.found_different", row, by, at)
    return row


def _locked(suggestion: Suggestion, by: Person, permit: str) -> Suggestion:
    require(by, permit)
    return Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)


def _open(row: Suggestion) -> None:
    if row.state != SuggestionState.OPEN:
        raise Refused("This is decided already. Take the decision back first.")


def _decided(row: Suggestion, reason: str, by: Person, at: datetime) -> None:
    row.reason, row.decided_at, row.decided_by = reason.strip()[:LONGEST], at, by
    row.save(update_fields=["state", "owner", "until", "reason", "decided_at", "decided_by"])


def _said(title: str) -> str:
    if not title.strip():
        raise Refused("Give your suggestion a short title.")
    return " ".join(title.split())[:120]


def _tell(name: str, row: Suggestion, by: Person, at: datetime, **facts: object) -> None:
    record(name, subject=row, by=by, at=at, facts=facts, audience="staff")

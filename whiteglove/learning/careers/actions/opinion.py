"""Confirm or dispute a level, with a reason that is kept, and take that back."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.models import Claim, Opinion
from whiteglove.service.desk.errors import Refused

from .changing import about, end, give_way, known, locked, tell, words

ASK = "Say what you saw that makes you see it otherwise. It stays beside the level."
MEANWHILE = "They say something else by now. Look at it again, then answer."


def say(
    *, of: Person, capability: str, level: int, reason: str, by: Person, at: datetime, claim: int | None = None
) -> Opinion:
    """The level a lead sees: of what the person claims (`claim`: its number as it was read), else of what evidence
    shows. Another level than that disputes it and needs a reason."""
    found, one = known(capability)
    if not 0 <= level <= len(found.levels):
        raise Refused("Choose one of the levels.")
    if of.pk == by.pk:
        raise Refused("Your own levels are confirmed by somebody else.")
    with about(of, by=by, at=at, permit="careers.judge") as person:
        claimed = Claim.objects.standing().filter(person=person, capability=capability).first()
        if claim is not None and claim != (claimed.pk if claimed else 0):
            raise Refused(MEANWHILE)
        shown = queries.standing_of(found, one, person, at, by).level
        confirms = level == (claimed.level if claimed else shown)
        said = " ".join(reason.split())[:1000] if confirms else words(reason, ASK)
        before = Opinion.objects.standing().filter(about=person, capability=capability).first()
        give_way(before, at)
        made = Opinion.objects.create(about=person, by=by, capability=capability, level=level, confirms=confirms,
                                      reason=said, claim=claimed, shown=shown, at=at, replaces=before)  # fmt: skip
        name = "level.confirmed" if confirms else "level.disputed"
        tell(name, made, person, by, at, capability=capability, level=level)
    return made


def withdraw_opinion(*, opinion: Opinion, by: Person, at: datetime, back: bool = False) -> Opinion:
    """Whoever said it. `back`: what stood before it stands again."""
    with about(opinion.about, by=by, at=at, permit="careers.judge") as person:
        row = locked(opinion)
        if end(row, at):
            if back and row.replaces:
                _stand(row.replaces)
            tell("level.opinion_withdrawn", row, person, by, at, capability=row.capability)
    return row


def restore_opinion(*, opinion: Opinion, by: Person, at: datetime) -> Opinion:
    """Unless something else was said meanwhile."""
    with about(opinion.about, by=by, at=at, permit="careers.judge") as person:
        row = locked(opinion)
        others = Opinion.objects.standing().filter(about=person, capability=row.capability)
        if row.ended_at and not others.exists():
            _stand(row)
            tell("level.opinion_restored", row, person, by, at, capability=row.capability, level=row.level)
    return row


def _stand(row: Opinion) -> None:
    row.ended_at = None
    row.save(update_fields=["ended_at"])

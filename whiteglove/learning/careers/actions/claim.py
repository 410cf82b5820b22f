"""Say what level one sees in oneself, and take that back."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.models import Claim
from whiteglove.service.desk.errors import Refused

from .changing import about, end, give_way, known, locked, tell, words

ASK = "Say in a sentence what makes you say so."


def claim(*, capability: str, level: int, why: str, by: Person, at: datetime) -> Claim:
    """It stands in place of what they said before, which is kept."""
    said = words(why, ASK)
    found, one = known(capability)
    if not 1 <= level <= len(found.levels):
        raise Refused("Choose one of the levels.")
    with about(by, by=by, at=at, permit="careers.claim") as person:
        before = Claim.objects.standing().filter(person=person, capability=capability).first()
        if before and (before.level, before.why) == (level, said):
            return before
        give_way(before, at)
        shown = queries.standing_of(found, one, person, at).level
        made = Claim.objects.create(
            person=person, capability=capability, level=level, why=said, shown=shown, at=at, replaces=before
        )
        tell("level.claimed", made, person, by, at, capability=capability, level=level)
    return made


def withdraw_claim(*, claim: Claim, by: Person, at: datetime, back: bool = False) -> Claim:
    """`back`: what they said before it stands again."""
    with about(claim.person, by=by, at=at, permit="careers.claim") as person:
        row = locked(claim)
        if end(row, at):
            if back and row.replaces:
                _stand(row.replaces)
            tell("level.claim_withdrawn", row, person, by, at, capability=row.capability)
    return row


def restore_claim(*, claim: Claim, by: Person, at: datetime) -> Claim:
    """Unless they said something else meanwhile."""
    with about(claim.person, by=by, at=at, permit="careers.claim") as person:
        row = locked(claim)
        if row.ended_at and not _another(row):
            _stand(row)
            tell("level.claim_restored", row, person, by, at, capability=row.capability, level=row.level)
    return row


def _another(row: Claim) -> bool:
    return Claim.objects.standing().filter(person=row.person_id, capability=row.capability).exists()


def _stand(row: Claim) -> None:
    row.ended_at = None
    row.save(update_fields=["ended_at"])

"""Say what a sample taught one; drop it for another, or take it in again."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Enrolment, Sample

from .changing import LONGEST, learning, tell


def reflect(*, enrolment: Enrolment, key: str, words: str, by: Person, at: datetime) -> Sample:
    with learning(enrolment, by) as row:
        text = words.replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST]
        kept, _ = Sample.objects.update_or_create(enrolment=row, key=key[:80],
                                                  defaults={"reflection": text, "changed_at": at})  # fmt: skip
        tell("portfolio.changed", kept, row, by, at)
    return kept


def drop(*, enrolment: Enrolment, key: str, dropped: bool, by: Person, at: datetime) -> Sample:
    """Another passed one of its kind takes its place. What was written to it is kept."""
    with learning(enrolment, by) as row:
        about = {"dropped_at": at if dropped else None, "changed_at": at}
        kept, _ = Sample.objects.update_or_create(enrolment=row, key=key[:80], defaults=about)
        tell("portfolio.changed", kept, row, by, at)
    return kept

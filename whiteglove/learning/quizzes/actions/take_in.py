"""Files of questions: look at one, take it in, take it out again."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.quizzes.bank.question import as_content
from whiteglove.learning.quizzes.incoming import Found
from whiteglove.learning.quizzes.models import Import
from whiteglove.service.desk.errors import Refused


def look_at(*, name: str, found: Found, by: Person, at: datetime) -> Import:
    """Keep what was read of a file, for a look. Nothing of it is in the bank yet."""
    require(by, "quizzes.bank")
    with transaction.atomic():
        made = Import.objects.create(
            name=name[:120], format=found.format, questions=[as_content(one) for one in found.questions],
            count=len(found.questions), report=[list(one) for one in found.report], plan=found.plan, by=by, at=at,
        )  # fmt: skip
        _tell("question_file.read", made, by, at)
    return made


def take_in(*, file: Import, by: Person, at: datetime) -> Import:
    """Its questions can be asked from now on. Twice is once; also after it was taken out."""
    require(by, "quizzes.bank")
    with transaction.atomic():
        now = Import.objects.select_for_update().get(pk=file.pk)
        if now.in_force:
            return now
        if not now.questions:
            raise Refused("There is no question in this file that could be asked.")
        now.taken_in_at, now.taken_in_by, now.withdrawn_at, now.withdrawn_by = at, by, None, None
        now.save(update_fields=["taken_in_at", "taken_in_by", "withdrawn_at", "withdrawn_by"])
        _tell("question_file.taken_in", now, by, at)
    return now


def withdraw(*, file: Import, by: Person, at: datetime) -> Import:
    """No quiz draws them any more; attempts that were asked them keep their wording. Twice is once."""
    require(by, "quizzes.bank")
    with transaction.atomic():
        now = Import.objects.select_for_update().get(pk=file.pk)
        if not now.in_force:
            return now
        now.withdrawn_at, now.withdrawn_by = at, by
        now.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _tell("question_file.withdrawn", now, by, at)
    return now


def _tell(name: str, file: Import, by: Person, at: datetime) -> None:
    facts = {"file": file.pk, "questions": file.count}
    record(name, subject=f"question_file:{file.pk}", by=by, at=at, facts=facts, audience="staff")

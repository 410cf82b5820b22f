"""Whatever points at a person is in the file they take along and goes when they are erased, or stands here with why.

The rooms' parts are run for somebody who left, and their statements say which columns were asked for that person. What
is done with what they find is for the rooms' own tests.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from tests.house.tree import complain
from whiteglove.ground.people import keeping
from whiteglove.ground.people.models import Person

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
NUMBER = 987_654_321  # of a person, and of nothing else
# How columns are called that hold a person's number without a foreign key.
NUMBERED = {"agent", "assignee", "author", "by", "by_id", "owner", "person", "person_id", "user_id"}

# What isn't erased, by why. Columns named `…_by` (ended_by, decided_by, …) say who did something to a row that is
# there for another reason: they stay with it.
STAYS = {
    "who they are: name, address, role and teams say who answered customers": """
        account.EmailAddress.user people.Deactivation.by people.Deactivation.person people.Invitation.by
        people.Membership.person""",
    "conversations with customers, and what was done about them": """
        calls.SpokenLine.by channels.Call.offered_to channels.Call.person channels.CallMark.by
        channels.CallMark.to channels.Outgoing.by closing.FollowUp.by closing.FollowUp.person
        customers.CustomerMerge.by customers.CustomerNote.by customers.Erasure.by customers.Verification.by
        desk.Assignment.by desk.Assignment.person desk.Commitment.person desk.Escalation.by
        desk.Escalation.to_person desk.Handover.by desk.Handover.giver desk.Handover.to_person
        desk.MacroRun.by desk.Merge.by desk.Message.author desk.Snooze.by desk.Solution.by desk.Tagging.by
        desk.Tally.person desk.Tap.by desk.Tap.to desk.Ticket.assignee measures.Departure.by
        playbooks.Decline.by playbooks.HandTick.by playbooks.Play.by standards.Correction.by
        surveys.SeenTo.by""",
    "what they noted, asked or decided about others": """
        academy.Appeal.by academy.Enrolment.by academy.Grant.by academy.Meeting.by academy.Mentoring.by
        academy.Mentoring.mentor academy.Review.by awards.Judge.by awards.Judge.person careers.Aim.by
        careers.Opinion.by careers.Step.by closing.Choice.by coaching.Absence.by coaching.Agreed.by
        coaching.Focus.by coaching.Note.author coaching.OwnGoal.by coaching.Pairing.by coaching.Pairing.lead
        coaching.Talk.lead community.Speech.by credentials.Credential.by credentials.Revocation.by
        desk.ChatLimit.by forum.Deed.by forum.Mentor.by forum.Notice.by journeys.Appeal.against
        journeys.Appeal.by journeys.Stage.by library.Confirmation.by practice.Remark.by practice.Shown.coach
        quality.Calibration.by quality.Calibration.reviewers quality.Reference.by quality.Review.reviewer
        quality.Sample.reviewer quizzes.Judgement.by""",
    "what others wrote to them": "coaching.Example.asked",
    "that two met counts for the other, without the words": """
        community.Feedback.by community.Mentorship.mentee community.Mentorship.mentor community.Session.by""",
    "what they reached: certificates hold outside too": "credentials.Credential.person journeys.Stage.person",
    "the house's own matters, and who made them": """
        academy.Session.by answers.Alias.by answers.Bot.by answers.Flow.by answers.Settlement.by
        awards.Cycle.by coaching.Suggestion.owner credentials.IssuerProfile.by credentials.SigningKey.by
        desk.MacroVersion.by gatherings.Gathering.by gatherings.Gathering.hosts knowledge.Archival.by
        knowledge.Article.owner knowledge.Picture.by knowledge.Publication.by knowledge.Version.by
        library.Book.by packs.Loading.by_id quizzes.Import.by records.RecordStore.by sla.Adoption.by
        sla.CalendarVersion.by sla.Reign.by surveys.Switch.by""",
    "the log of what happened": "events.Event.by_id",
}
# What goes, and isn't in the file all the same.
NOT_GIVEN = {
    "made of other rows, and can be made again": "careers.Remembered.reader measures.Spread.person",
    "how far they had read conversations": "desk.Seen.person",
    "the key to a calendar": "gatherings.Feed.person",
    "given with the row it belongs to": """
        coaching.Agreed.about community.Goal.by forum.Topic.author forum.Wording.by""",
    "about others": "coaching.Pairing.lead practice.Shown.coach",
    "among reviewers": "quality.CalibrationCase.about",
}


def test_whatever_points_at_a_person_is_erased_or_stays_for_a_reason(erasing):
    left = columns() - erasing - named(STAYS)
    complain(sorted(left), "Erase these in their room's `forget`, or say in STAYS why they stay:")


def test_whatever_is_erased_was_given_before(giving, erasing):
    left = (columns() & erasing) - giving - named(NOT_GIVEN)
    complain(sorted(left), "Give these in their room's `give`, or say in NOT_GIVEN why not:")


def test_nothing_stands_here_that_is_no_longer_so(giving, erasing):
    complain(sorted(named(STAYS) - columns()), "Take these out of STAYS, they aren't there:")
    complain(sorted(named(NOT_GIVEN) - (columns() & erasing - giving)), "Take these out of NOT_GIVEN:")


def test_only_what_is_compared_with_this_person_counts():
    inner = f'DELETE FROM "a" WHERE "a"."id" IN (SELECT U0."id" FROM "b" U0 WHERE U0."by_id" = {NUMBER})'
    assert list(compared(inner)) == [("b", "by_id")]
    assert list(compared(f'UPDATE "a" SET "x" = 1 WHERE "a"."person_id" IN ({NUMBER})')) == [("a", "person_id")]
    assert not list(compared(f'SELECT "a"."by_id" FROM "a" WHERE "a"."by_id" = {NUMBER}0'))


@pytest.fixture
def left(db) -> Person:
    return Person.objects.create(pk=NUMBER, name="Ira Left", email="ira@house.example", role="agent", is_active=False)


@pytest.fixture
def giving(left) -> set[str]:
    return asked(left, [part.give for part in keeping.parts()])


@pytest.fixture
def erasing(left) -> set[str]:
    return asked(left, [part.forget for part in keeping.parts()])


def asked(person: Person, verbs: Iterable[Callable[[Person, datetime], object]]) -> set[str]:
    """The columns that were compared with this person's number."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        for verb in verbs:
            verb(person, AT)
    found = {pair for one in caught.captured_queries for pair in compared(one["sql"])}
    return {name for name, pair in places().items() if pair in found}


def compared(sql: str) -> Iterator[tuple[str, str]]:
    """(table, column) of what stands beside the number; inner selects call their tables U0, U1, …"""
    tables = {alias: table for table, alias in re.findall(r'"(\w+)" ([A-Z]\d+)\b', sql)}
    for table, column in re.findall(rf'"?(\w+)"?\."(\w+)" (?:= |IN \(|BETWEEN ){NUMBER}\b', sql):
        yield tables.get(table, table), column


@cache
def places() -> dict[str, tuple[str, str]]:
    """{room.Model.field: (table, column)} of every column that holds a person's number."""
    found = {}
    for model in apps.get_models():
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if points_at_a_person(field):
                found[f"{model._meta.label}.{field.name}"] = place_of(model, field)
    return found


def points_at_a_person(field: models.Field) -> bool:
    if field.is_relation:
        return field.related_model is Person and (field.name == "by" or not field.name.endswith("_by"))
    return field.name in NUMBERED and isinstance(field, models.IntegerField)


def place_of(model: type[models.Model], field: models.Field) -> tuple[str, str]:
    if field.many_to_many:
        return field.m2m_db_table(), field.m2m_reverse_name()
    return model._meta.db_table, field.column


def columns() -> set[str]:
    return set(places())


def named(table: dict[str, str]) -> set[str]:
    return {name for names in table.values() for name in names.split()}

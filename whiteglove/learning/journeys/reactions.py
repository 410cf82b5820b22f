"""What this room does when something happened, and what it looks at again and again."""

import logging
from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials.actions import issue_credential
from whiteglove.learning.credentials.queries import in_pack
from whiteglove.learning.forum.actions import end_mentor, name_mentor
from whiteglove.learning.forum.models import Mentor
from whiteglove.learning.records import statements
from whiteglove.learning.records.statements import Told

from . import letters, queries
from .actions.depart import forget, part
from .actions.settle import pass_over, ref_of, settle
from .models import Appeal, Application, Evidence, Stage
from .rules import DUTY

# After any of these somebody may have got on: whom it concerns, or whoever did it. What is missed is found by the
# periodic look.
MOVES = ("journey.admitted", "journey.evidence_handed_in", "journey.evidence_accepted", "journey.evidence_returned",
         "journey.evidence_reconsidered", "journey.evidence_taken_back", "quiz.graded", "portrait.finished",
         "module.completed", "programme.completed", "credential.issued", "gathering.attendance_marked",
         "mentorship.session_held", "profile.changed", "profile.pictured", "speech.confirmed", "experience.logged",
         "reading_note.written", "topic.answered", "topic.helped", "topic.settled")  # fmt: skip
AT_ONCE = 40
log = logging.getLogger(__name__)


@on(*MOVES)
def write_down_where_they_are(event: Event) -> None:
    whose = {event.by_id, event.facts.get("person"), event.facts.get("author"), event.facts.get("mentor")} - {None}
    for one in Stage.objects.to_look_at().filter(person__in=whose):
        settle(stage=one, at=event.at)


@every(seconds=60, name="journeys.look")
def look_again(at: datetime) -> None:
    """Days pass, and deeds in other rooms: everybody is looked at about once an hour, those longest ago first."""
    for one in queries.longest_ago(at)[:AT_ONCE]:
        try:
            settle(stage=one, at=at)
        except Exception:  # whoever comes after them is looked at all the same
            log.exception("where stage %s stands couldn't be written down", one.pk)
            pass_over(stage=one, at=at)


@on("journey.admitted")
def make_them_a_mentor_of_the_forum(event: Event) -> None:
    """Where the level asks them to answer as one; twice is once."""
    row = Stage.objects.standing().select_related("person").filter(pk=event.subject_id).first()
    if row and row.person.is_staff_member and asks_for_a_mentor(row):
        name_mentor(person=row.person, by=None, at=event.at)


def asks_for_a_mentor(row: Stage) -> bool:
    level = queries.level_of(row)
    return level is not None and level.asks_for("counted", "mentored-answers")


@on("journey.decision_taken_back")
def they_are_no_mentor_by_it(event: Event) -> None:
    """Whom the house named is one no longer; whom a lead named stays."""
    person = event.facts["person"]
    named = Mentor.objects.standing().select_related("person").filter(person=person, by=None).first()
    if named and not any(map(asks_for_a_mentor, Stage.objects.standing().filter(person=person))):
        end_mentor(person=named.person, by=None, at=event.at)


@on("journey.badge_due")
def give_the_badge(event: Event) -> None:
    """By the pack of their admission, or by what is in force where that had no such badge."""
    row = Stage.objects.select_related("person", "revision").get(pk=event.subject_id)
    name, level = event.facts["achievement"], queries.level_of(row)
    if level is None or not row.person.is_staff_member:
        return
    began_with = row.revision if in_pack(row.revision, name) else None
    evidence = [{"name": one.name, "says": one.counts} for one in level.to_do]
    issue_credential(person=row.person, achievement=name, by=None, at=event.at, evidence=evidence, revision=began_with,
                     ref=ref_of(row, event.facts["number"]))  # fmt: skip


@on("journey.applied", atomic=False)
def ask_for_a_decision(event: Event) -> None:
    row = Application.objects.waiting().select_related("person").filter(pk=event.subject_id).first()
    if row:
        letters.ask_reviewers(row)


@on("journey.admitted", "journey.declined", atomic=False)
def tell_of_the_decision(event: Event) -> None:
    about = event.subject_id
    if event.name == "journey.admitted":
        about = Stage.objects.standing().filter(pk=about).values_list("application", flat=True).first()
    row = Application.objects.decided().select_related("person", "decided_by").filter(pk=about).first()
    if row:
        letters.tell_of_application(row)


@on("journey.evidence_returned", "journey.evidence_accepted", atomic=False)
def tell_of_the_word(event: Event) -> None:
    row = Evidence.objects.decided().select_related("person", "decided_by").filter(pk=event.subject_id).first()
    if row:
        letters.tell_of_evidence(row)


@on("journey.appealed", atomic=False)
def ask_for_a_second_look(event: Event) -> None:
    row = Appeal.objects.open().select_related("person").filter(pk=event.subject_id).first()
    if row:
        letters.ask_for_a_second_look(row)


@on("journey.appeal_decided", atomic=False)
def tell_of_the_second_look(event: Event) -> None:
    row = Appeal.objects.select_related("person", "by").filter(pk=event.subject_id, decided_at__isnull=False).first()
    if row:
        letters.tell_of_the_second_look(row)


@on("journey.level_completed", "journey.standing_changed", atomic=False)
def tell_of_the_level(event: Event) -> None:
    row = Stage.objects.standing().select_related("person").filter(pk=event.subject_id).first()
    level = queries.level_of(row) if row else None
    if row and level:
        letters.tell_of_level(row, level, event.name == "journey.level_completed")


@on("person.deactivated", "person.role_changed")
def nothing_waits_for_whoever_left(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@on("profile.cleared")
def nothing_they_wrote_stays(event: Event) -> None:
    """An administrator emptied the page of somebody who left; whoever is here takes back what they like themselves."""
    person = Person.objects.filter(pk=event.facts["person"]).first()
    if person:
        forget(person=person, at=event.at)


def completed(event: Event) -> Told | None:
    said = event.facts
    return Told("completed", f"journeys/levels/{said['level']}", "course", f"Level {said['level']}", said["person"],
                completed=True)  # fmt: skip


def met(event: Event) -> Told | None:
    said = event.facts
    return Told("completed", f"journeys/duties/{said['duty']}", "performance", f"{DUTY.capitalize()} {said['duty']}",
                said["person"], completed=True)  # fmt: skip


statements.register("journey.level_completed", completed)
statements.register("journey.duty_met", met)

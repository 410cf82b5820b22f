"""What this room does when something happened."""

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import on
from whiteglove.ground.people.models import Person
from whiteglove.learning.records import statements
from whiteglove.learning.records.statements import Told

from . import letters
from .actions.depart import part
from .models import Mentorship, Request, Session, Speech


@on("person.deactivated", "person.role_changed")
def leave_nothing_open_of_whoever_leaves(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@on("mentor.asked", atomic=False)
def write_to_the_mentor(event: Event) -> None:
    row = Request.objects.waiting().select_related("offer__mentor", "mentee").filter(pk=event.subject_id).first()
    if row and row.offer.mentor.is_active:
        letters.tell_mentor(row)


@on("mentor.declined", atomic=False)
def write_to_whoever_asked(event: Event) -> None:
    row = Request.objects.select_related("offer__mentor", "mentee").filter(pk=event.subject_id).first()
    if row and row.state == "declined" and row.mentee.is_active:
        letters.tell_mentee(row)


@on("mentorship.begun", atomic=False)
def write_that_it_begins(event: Event) -> None:
    row = Mentorship.objects.select_related("mentor", "mentee").filter(pk=event.subject_id).first()
    if row and row.mentee.is_active and not row.ended_at:
        letters.tell_begun(row)


@on("mentorship.ended", atomic=False)
def write_that_it_ended(event: Event) -> None:
    row = Mentorship.objects.select_related("mentor", "mentee").filter(pk=event.subject_id).first()
    to = Person.objects.active().filter(pk=event.facts["person"]).first()
    if row and to:
        letters.tell_ended(row, to)


@on("mentorship.session_planned", "mentorship.session_moved", "mentorship.session_cancelled", atomic=False)
def write_when_they_meet(event: Event) -> None:
    """To the other; whoever did it sees it on the page."""
    rows = Session.objects.select_related("mentorship__mentor", "mentorship__mentee")
    row, to = rows.filter(pk=event.subject_id).first(), Person.objects.active().filter(pk=event.facts["person"]).first()
    if row and to:
        letters.tell_session(row, to)


STEPS = {
    "speech.invited": "You are invited to speak: {topic}",
    "speech.confirmed": "Your talk was confirmed: {topic}",
    "speech.returned": "Your talk needs a little more evidence: {topic}",
}


@on(*STEPS, atomic=False)
def write_to_the_speaker(event: Event) -> None:
    row = Speech.objects.select_related("person").filter(pk=event.subject_id).first()
    if row and row.person.is_active and event.by_id != row.person_id:
        letters.tell_speaker(row, STEPS[event.name].format(topic=row.topic))


def mentored(event: Event) -> Told | None:
    """To the mentee's record: that they met, not about what."""
    row = Session.objects.filter(pk=event.subject_id).first()
    if row is None:
        return None
    what = f"/community/mentoring/{event.facts['mentorship']}/#session-{row.pk}"
    return Told("completed", what, "performance", "A session with a mentor", event.facts["mentee"], completed=True,
                seconds=row.minutes * 60)  # fmt: skip


def spoke(event: Event) -> Told | None:
    row = Speech.objects.filter(pk=event.subject_id).first()
    if row is None:
        return None
    what = f"/community/speaking/#talk-{row.pk}"
    return Told("completed", what, "performance", row.topic, row.person_id, completed=True)


statements.register("mentorship.session_held", mentored)
statements.register("speech.confirmed", spoke)

"""What this room does when something happened, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials.actions import issue_credential
from whiteglove.learning.credentials.queries import in_pack
from whiteglove.learning.practice.forgetting import keep_words_of

from . import letters, queries
from .actions.attempt import end_overdue, let_next_come
from .actions.depart import part
from .actions.settle import settle
from .earned import evidence, results
from .models import Appeal, Application, Attempt, Enrolment, Grant, Meeting, Mentoring, Review, Seat, Session
from .standing import standing_of

# After any of these somebody may have got on. Each says whom it concerns.
MOVES = (
    "enrolment.begun", "enrolment.resumed", "enrolment.moved_on", "lesson.read", "lesson.unread", "attempt.finished",
    "attempt.granted", "sign_off.granted", "sign_off.asked", "sign_off.withdrawn", "sign_off.returned",
    "appeal.decided", "portfolio.changed", "mentoring.meeting_confirmed", "workshop.attendance_marked",
    "practice.ended", "practice.left", "quiz.graded", "quiz.handed_in",
)  # fmt: skip


# What they said in practice is looked into for their gates.
keep_words_of(lambda: Enrolment.objects.values("person"))


@on(*MOVES)
def write_down_where_they_are(event: Event) -> None:
    for one in Enrolment.objects.standing().filter(person=event.facts.get("person")):
        settle(enrolment=one, at=event.at)


@on("practice.ended", "practice.left")
def let_the_next_customer_come(event: Event) -> None:
    """By the clock of now: whoever comes late has not waited since then."""
    rows = Attempt.objects.running().filter(enrolment__person=event.facts.get("person"))
    for one in rows.select_related("enrolment__person"):
        let_next_come(attempt=one, at=clock.now())


@on("certificate.became_due")
def give_the_certificate(event: Event) -> None:
    """By the pack as they began it; what the house gives for one enrolment it gives once. A pack that certifies nothing
    of this name is an error an administrator sees: once another is loaded, this can be tried again."""
    row = Enrolment.objects.select_related("person", "revision").get(pk=event.subject_id)
    standing, name = standing_of(row, event.at), event.facts["achievement"]
    if standing is None or not row.person.is_staff_member:
        return
    began_with = row.revision if in_pack(row.revision, name) else None
    issue_credential(person=row.person, achievement=name, by=None, at=event.at, ref=queries.ref_of(row),
                     evidence=evidence(standing), results=results(standing), revision=began_with)  # fmt: skip


@on("credential.issued", atomic=False)
def tell_whoever_earned_it(event: Event) -> None:
    person = Person.objects.filter(pk=event.facts["person"], is_active=True).first()
    if person and event.by_id is None and not event.facts["replaces"]:
        letters.tell_of_certificate(person, event.facts["name"])


@on("application.made", atomic=False)
def ask_for_a_decision(event: Event) -> None:
    row = Application.objects.waiting().select_related("person").filter(pk=event.subject_id).first()
    if row:
        letters.ask_managers(row.person, letters.APPLIED, queries.name_of(row), "academy:applied", row.pk)


@on("sign_off.asked", "appeal.made", atomic=False)
def ask_for_a_look(event: Event) -> None:
    row = Enrolment.objects.standing().select_related("person").filter(pk=event.facts["enrolment"]).first()
    if row:
        signing = event.name == "sign_off.asked"
        says, door = (letters.SIGN_OFF, "academy:review") if signing else (letters.APPEAL, "academy:plea")
        letters.ask_managers(row.person, says, queries.gate_name(row, event.facts["gate"]), door, event.subject_id)


@on("application.accepted", "application.declined", atomic=False)
def tell_of_the_decision(event: Event) -> None:
    row = Application.objects.select_related("person", "decided_by").filter(pk=event.subject_id).first()
    if row and row.state in ("accepted", "declined"):
        letters.tell_of_application(row, queries.name_of(row))


@on("sign_off.granted", "sign_off.returned", atomic=False)
def tell_of_the_sign_off(event: Event) -> None:
    row = Review.objects.select_related("enrolment__person", "by").filter(pk=event.subject_id).first()
    if row and row.state != "asked":
        letters.tell_of_sign_off(row, queries.gate_name(row.enrolment, row.gate))


@on("appeal.decided", atomic=False)
def tell_of_the_second_look(event: Event) -> None:
    row = Appeal.objects.select_related("enrolment__person", "by").filter(pk=event.subject_id).first()
    if row and row.decided_at:
        letters.tell_of_appeal(row, queries.gate_name(row.enrolment, row.gate))


@on("attempt.granted", atomic=False)
def tell_of_one_more(event: Event) -> None:
    row = Grant.objects.select_related("enrolment__person", "by").filter(pk=event.subject_id).first()
    if row:
        letters.tell_of_one_more(row, queries.gate_name(row.enrolment, row.gate))


@on("mentoring.begun", atomic=False)
def tell_who_mentors_whom(event: Event) -> None:
    rows = Mentoring.objects.standing().select_related("mentor", "enrolment__person")
    row = rows.filter(pk=event.subject_id).first()
    if row:
        letters.tell_both(row)


@on("mentoring.meeting_noted", atomic=False)
def ask_the_other(event: Event) -> None:
    rows = Meeting.objects.select_related("by", "mentoring__mentor", "mentoring__enrolment__person")
    row = rows.filter(pk=event.subject_id, confirmed_at=None).first()
    if row:
        letters.ask_to_confirm(row)


@on("workshop.seat_taken", atomic=False)
def send_the_invitation(event: Event) -> None:
    """Also to whoever moved up from the waiting list."""
    rows = Seat.objects.taken().select_related("session", "person").filter(session__cancelled_at=None)
    row = rows.filter(pk=event.subject_id).first()
    if row and event.facts["state"] == "taken":
        letters.tell_of_workshop(row.session, row.person, letters.SEATED, event.at)


@on("workshop.moved", "workshop.cancelled", atomic=False)
def tell_whoever_would_come(event: Event) -> None:
    row = Session.objects.filter(pk=event.subject_id).first()
    struck = event.name == "workshop.cancelled"
    if row is None or struck != bool(row.cancelled_at):
        return
    for seat in Seat.objects.standing().filter(session=row).select_related("person"):
        letters.tell_of_workshop(row, seat.person, letters.STRUCK if struck else letters.MOVED, event.at, row.why)


@on("person.deactivated", "person.role_changed")
def leave_nothing_with_whoever_leaves(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@every(seconds=30, name="academy.simulations")
def end_what_is_over(at: datetime) -> None:
    end_overdue(at=at)

"""One's own learning as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import Appeal, Application, Attempt, Enrolment, Grant, LessonRead, Meeting, Mentoring, Review, Sample, Seat


def file_of(person: Person) -> dict[str, Any]:
    """Applications, programmes with all that was read, done and decided in them, workshops, mentoring of others."""
    applied = Application.objects.filter(person=person).select_related("decided_by").order_by("id")
    taken = Enrolment.objects.filter(person=person).order_by("id")
    seats = Seat.objects.filter(person=person).select_related("session").order_by("id")
    mentored = Mentoring.objects.filter(mentor=person).select_related("enrolment__person").order_by("id")
    return {
        "person": person.name,
        "applications": [_application(one) for one in applied],
        "programmes": [_programme(one) for one in taken],
        "workshops": [{"workshop": one.session.workshop, "name": one.session.name, "starts_at": one.session.starts_at,
                       "seat": one.state, "attended": one.attended} for one in seats],
        "mentor_of": [{"person": one.enrolment.person.name, "programme": one.enrolment.programme, "since": one.at,
                       "ended_at": one.ended_at, "meetings": _meetings(mentoring=one)} for one in mentored],
    }  # fmt: skip


def _application(one: Application) -> dict[str, Any]:
    return {
        "programme": one.programme, "at": one.at, "statement": one.statement, "confirmed": one.confirmed,
        "state": one.state, "decided_at": one.decided_at, "reason": one.reason,
        "by": one.decided_by.name if one.decided_by else "",
    }  # fmt: skip


def _programme(one: Enrolment) -> dict[str, Any]:
    return {
        "programme": one.programme, "revision": one.revision_id, "began_at": one.at, "ended_at": one.ended_at,
        "why": one.why, "completed_at": one.completed_at, "gates_passed": one.passed, "gates": one.gates,
        "completed": [{"module": each.what, "at": each.at} for each in one.completions.order_by("id")],
        "lessons": [_lesson(each) for each in LessonRead.objects.filter(enrolment=one).order_by("id")],
        "attempts": [_attempt(each) for each in Attempt.objects.filter(enrolment=one).order_by("id")],
        "sign_offs": [{"gate": each.gate, "state": each.state, "asked_at": each.asked_at, "shown": each.shown,
                       "decided_at": each.decided_at, "by": each.by.name if each.by else "", "words": each.words}
                      for each in Review.objects.filter(enrolment=one).select_related("by").order_by("id")],
        "second_looks": [{"gate": each.gate, "item": each.item, "why": each.why, "at": each.at,
                          "outcome": each.outcome, "decided_at": each.decided_at, "words": each.words}
                         for each in Appeal.objects.filter(enrolment=one).order_by("id")],
        "given_once_more": [{"gate": each.gate, "item": each.item, "at": each.at, "words": each.words}
                            for each in Grant.objects.filter(enrolment=one).order_by("id")],
        "portfolio": [{"sample": each.key, "reflection": each.reflection, "dropped_at": each.dropped_at}
                      for each in Sample.objects.filter(enrolment=one).order_by("id")],
        "meetings": _meetings(mentoring__enrolment=one),
    }  # fmt: skip


def _lesson(one: LessonRead) -> dict[str, Any]:
    return {"module": one.module, "lesson": one.lesson, "opened_at": one.opened_at, "read_at": one.read_at,
            "seconds": one.seconds, "answers": one.answers}  # fmt: skip


def _attempt(one: Attempt) -> dict[str, Any]:
    return {"gate": one.gate, "item": one.item, "revision": one.revision_id, "started_at": one.started_at,
            "finished_at": one.finished_at, "score": one.score, "work": one.work, "outcome": one.outcome}  # fmt: skip


def _meetings(**which: Any) -> list[dict[str, Any]]:
    rows = Meeting.objects.filter(**which).select_related("by").order_by("day", "id")
    return [{"day": one.day, "minutes": one.minutes, "about": one.about, "by": one.by.name,
             "confirmed_at": one.confirmed_at} for one in rows]  # fmt: skip

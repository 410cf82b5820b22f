"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, FUTURE, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.academy.models import (
    Appeal,
    Application,
    Attempt,
    Enrolment,
    Meeting,
    Mentoring,
    Review,
    Session,
)

from . import busy
from .little import CONTENT, STATEMENT

# What somebody learns is theirs, and of whoever looks after them: here the administrator of the house learns.
TEAM_BOUND = {f"academy:{name}" for name in (
    "case", "lab", "attempt", "simulation", "simulation_ended", "portfolio", "thought", "sample", "mentoring",
    "meeting", "applied", "decision", "learner", "mentor", "learner_left", "moved_on", "review", "plea", "once_more",
    "enrolment", "left", "module", "lesson", "read", "answer", "gate", "ask", "appeal", "withdraw",
)}  # fmt: skip


def furnish(samples: Samples, support: Team) -> None:
    admin = Person.objects.get(email="admin@whiteglove.example")
    revision = Revision.objects.create(
        pack="little", version="1", hash="1c" * 32, number=1, content=CONTENT, made_at=AT
    )
    Loading.objects.create(revision=revision, at=AT)
    about = {"programme": "little", "revision": revision, "person": admin, "at": AT}
    applied = Application.objects.create(**about, statement=STATEMENT)
    row = Enrolment.objects.create(**about, module="AA-1", gates=4, moved_at=AT)
    samples.parts |= {
        "academy:programme": "little", "academy:application": applied.pk, "academy:enrolment": row.pk,
        "academy:module": "aa-1", "academy:lesson": "first", "academy:question": "q", "academy:gate": "aa-1.case",
        "academy:item": "parcel",
    }  # fmt: skip
    _busy(samples, admin)
    _managed(samples, revision)


def _busy(samples: Samples, admin: Person) -> None:
    """A second programme of theirs, with the gates that the first one has not."""
    content = {"pack": "busy", "version": "1", "hash": "1d" * 32, "number": 1, "content": busy.CONTENT, "made_at": AT}
    revision = Revision.objects.create(**content)
    row = Enrolment.objects.create(
        programme="busy", revision=revision, person=admin, at=AT, module="BB-1", gates=6, moved_at=AT
    )
    about = {"enrolment": row, "revision": revision, "gate": "bb-1.case", "item": "parcel", "started_at": AT}
    tried = Attempt.objects.create(**about, finished_at=AT, score=67, work={"marks": ["1.0.empathy"]})
    ada = Person.objects.get(email="ada@whiteglove.example")
    pair = Mentoring.objects.create(enrolment=row, mentor=ada, at=AT)
    talked = Meeting.objects.create(mentoring=pair, day=AT.date(), minutes=30, about="Calm", by=ada, at=AT)
    of_busy = ("lab", "attempt", "simulation", "simulation_ended", "portfolio", "thought", "sample", "mentoring")
    samples.parts |= {
        **{f"academy:{name}:enrolment": row.pk for name in of_busy}, "academy:attempt:attempt": tried.pk,
        "academy:meeting:enrolment": row.pk,
        "academy:lab:gate": "bb-1.lab", "academy:lab:item": "note", "academy:simulation:gate": "bb-1.morning",
        "academy:simulation_ended:gate": "bb-1.morning", "academy:meeting:meeting": talked.pk, "academy:how": "drop",
    }  # fmt: skip


def _managed(samples: Samples, revision: Revision) -> None:
    """Somebody of Support who learns, applies, asks for a sign-off and for a second look."""
    fatou = Person.objects.get(email="fatou@whiteglove.example")
    about = {"programme": "little", "revision": revision, "person": fatou, "at": AT}
    applied = Application.objects.create(**about, statement=STATEMENT)
    row = Enrolment.objects.create(**about, module="AA-1", gates=4, moved_at=AT)
    review = Review.objects.create(enrolment=row, gate="aa-2.play", asked_at=AT)
    appeal = Appeal.objects.create(enrolment=row, gate="aa-1.case", why="I think it shows empathy.", at=AT)
    lee = Person.objects.get(email="lee@whiteglove.example")
    day = Session.objects.create(workshop="calm", revision=revision, name="Calm", starts_at=FUTURE, minutes=60, seats=2,
                                 where="Room 2", by=lee, at=AT)  # fmt: skip
    of_learners = ("learner", "mentor", "learner_left", "moved_on", "once_more")
    of_workshops = ("invitation", "seat", "session", "moved", "cancelled", "attendance")
    samples.parts |= {
        "academy:applied:pk": applied.pk, "academy:decision:pk": applied.pk, "academy:review:pk": review.pk,
        "academy:plea:pk": appeal.pk, **{f"academy:{name}:pk": day.pk for name in of_workshops},
        **{f"academy:{name}:enrolment": row.pk for name in of_learners},
    }  # fmt: skip

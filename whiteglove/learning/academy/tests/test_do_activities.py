"""Mo marks case studies, does labs, takes seats, talks with a mentor, fills a portfolio, serves a queue."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.learning.academy.actions import arrive, mentor
from whiteglove.learning.academy.models import Attempt, Enrolment, Meeting, Sample
from whiteglove.learning.practice.actions.changing import tell
from whiteglove.learning.practice.models import Run

from . import busy
from .little import NINE, RIGHT


@pytest.fixture
def busied(db, mo) -> Enrolment:
    """Mo in the busy programme."""
    made = {"pack": "busy", "version": "1", "hash": "1d" * 32, "number": 1, "content": busy.CONTENT, "made_at": NINE}
    revision = Revision.objects.create(**made)
    Loading.objects.create(revision=revision, at=NINE)
    return Enrolment.objects.create(programme="busy", revision=revision, person=mo, at=NINE, module="BB-1", gates=6,
                                    moved_at=NINE)  # fmt: skip


@pytest.fixture
def learning(signed_in, mo):
    return signed_in(mo)


def served(row: Enrolment, medium: str, at, deeds=(), said: str = "Here you are.") -> Run:
    """Ended as an engine would leave it: what was said and done stands in its inputs."""
    inputs = [{"seconds": 5, "said": "Oh.", "sentences": [[said]], "text": said, "deeds": [list(one) for one in deeds]}]
    about = {
        "person": row.person,
        "scenario": "lamp",
        "revision": row.revision,
        "seed": 1,
        "medium": medium,
        "mood": 60,
    }
    return Run.objects.create(**about, patience=3, inputs=inputs, began_at=at, ended_at=at, ending="met", score=90,
                              passed=True, result={"survey": 5})  # fmt: skip


def test_the_key_opens_once_nothing_is_won_by_copying_it(busied, learning):
    here = f"/academy/{busied.pk}/gates/bb-1.case/cases/parcel/"
    assert "What a shock." in learning.get(here).content.decode()
    none = learning.post(here)
    assert none.status_code == 409 and not Attempt.objects.exists()
    first = learning.post(here, {"mark": ["1.0.empathy", "1.1.empathy"]}, follow=True).content.decode()
    assert "50<" in first and "The key stays closed for now" in first and ": in the key</span>" not in first
    learning.post(here, {"mark": RIGHT})
    assert "The key stays closed" not in learning.get(f"/academy/{busied.pk}/attempts/1/").content.decode()


def test_a_lab_says_what_is_missing(busied, learning):
    here = f"/academy/{busied.pk}/gates/bb-1.lab/labs/note/"
    assert "What has to stand there afterwards" in learning.get(here).content.decode()
    served(busied, "chat", NINE)
    page = learning.get(here).content.decode()
    assert "50 of 100" in page and "Missing: </span>A note names the lamp." in page
    served(busied, "chat", NINE + timedelta(hours=1), [("note", "The lamp was replaced.")])
    page = learning.get(here).content.decode()
    assert "100 of 100" in page and "Missing" not in page


def test_both_confirm_a_conversation_and_nobody_else_reads_it(busied, ada, lee, learning, signed_in):
    pair = mentor.give_mentor(enrolment=busied, mentor=ada, by=lee, at=NINE)
    here, mentoring = f"/academy/{busied.pk}/mentoring/", signed_in(ada)
    learning.post(here, {"day": f"{pair.at:%Y-%m-%d}", "minutes": 30, "about": "The first sentence."})
    made = Meeting.objects.get()
    run_pending(raising=True)
    assert [one.to for one in mail.outbox] == [[ada.email], [made.by.email], [ada.email]]
    assert "The first sentence." not in mail.outbox[-1].body
    learning.post(f"{here}{made.pk}/")  # not one's own
    assert "1 to confirm" in mentoring.get("/academy/mentoring/").content.decode()
    mentoring.post(f"{here}{made.pk}/")
    made.refresh_from_db()
    assert made.confirmed_by == ada and signed_in(lee).get(here).status_code == 404
    busied.grants.create(gate="bb-1.case", words="Her mother was ill.", at=NINE, by=lee)
    reads = {who: b"Her mother" in browser.get(f"/academy/{busied.pk}/gates/bb-1.case/").content
             for who, browser in (("mentor", mentoring), ("learner", learning), ("lead", signed_in(lee)))}  # fmt: skip
    assert reads == {"mentor": False, "learner": True, "lead": True}


def test_a_portfolio_fills_itself_and_takes_another_in_the_place_of_one(busied, learning):
    run = served(busied, "chat", NINE, [("note", "The lamp.")])
    here, key = f"/academy/{busied.pk}/portfolio/", f"run:{run.pk}"
    assert "Leave a note" in learning.get(here).content.decode()
    learning.post(f"{here}thought/", {"key": key, "words": "I wrote down the order before I forgot it."})
    assert "complete" in learning.get(here).content.decode()
    learning.post(f"{here}samples/drop/", {"key": key, "words": "I wrote down the order before I forgot."})
    assert Sample.objects.get().dropped_at and "1 more that could be shown" in learning.get(here).content.decode()
    learning.post(f"{here}samples/show/?key={key}")
    assert Sample.objects.get().dropped_at is None


def test_a_queue_is_served_in_its_time_and_judged_by_its_targets(busied, learning, django_assert_max_num_queries):
    here = f"/academy/{busied.pk}/simulations/bb-1.morning/"
    assert "Who will come" in learning.get(here).content.decode()
    learning.post(here)
    running = Attempt.objects.get()
    served(busied, "chat", clock.now(), [("note", "The lamp was replaced.")])
    with django_assert_max_num_queries(26):
        page = learning.get(here).content.decode()
    assert "resolved" in page and "Your queue" in page and 'value="email"' in page and 'value="chat"' not in page
    learning.post(f"{here}ended/")
    running.refresh_from_db()
    assert running.score == 100 and "every target met" in learning.get(here).content.decode()


def test_customers_of_a_queue_come_by_themselves(busied, learning, monkeypatch):
    """Which of them, and when; that they come to the desk is practice's own."""
    monkeypatch.setattr(arrive, "names", lambda: {"lamp": "The lamp"})
    monkeypatch.setattr(arrive, "_come", lambda row, scenario, medium, at: begun(row, medium, at))
    learning.post(f"/academy/{busied.pk}/simulations/bb-1.morning/")
    first = Run.objects.get()
    assert first.medium == "chat"
    Run.objects.update(ended_at=clock.now(), ending="left", score=0, passed=False)
    with transaction.atomic():
        tell("practice.left", first, busied.person, clock.now())
    run_pending(raising=True)
    assert [one.medium for one in Run.objects.order_by("id")] == ["chat", "email"]
    run_pending(raising=True)
    assert Run.objects.count() == 2


def begun(row, medium: str, at) -> Run:
    return Run.objects.create(person=row.person, scenario="lamp", medium=medium, revision=row.revision, seed=1,
                              mood=50, patience=3, began_at=at)  # fmt: skip

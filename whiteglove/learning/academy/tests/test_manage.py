"""Lee decides on applications and sign-offs, sees where everybody is, plans workshops, gives mentors."""

from datetime import timedelta
from html import unescape

import pytest
from django.core import mail

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.learning.academy.actions import appeal as pleading
from whiteglove.learning.academy.actions import apply as applying
from whiteglove.learning.academy.actions.attempt import hand_in_case
from whiteglove.learning.academy.models import Application, Enrolment, Mentoring, Session
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.queries import replayed
from whiteglove.learning.practice.tests.lamp import CONTENT as LAMPS

from .little import CONFIRMED, NINE, STATEMENT, WRONG

MANAGE = "/academy/manage/"


@pytest.fixture
def managing(signed_in, lee):
    """Lee's browser."""
    return signed_in(lee)


def shown(client, url: str) -> str:
    return client.get(f"{MANAGE}{url}").content.decode()


def test_an_application_is_accepted_and_the_decision_taken_back(little, mo, managing):
    row = applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=mo, at=NINE)
    assert "Mo" in shown(managing, "applications/") and STATEMENT in shown(managing, f"applications/{row.pk}/")
    here = f"{MANAGE}applications/{row.pk}/decision/"
    managing.post(here, {"how": "decline", "words": ""})
    assert Application.objects.get().is_waiting  # no answer without a reason
    managing.post(here, {"how": "accept", "words": "Gladly."})
    assert Enrolment.objects.get().person == mo and "Gladly." in shown(managing, f"applications/{row.pk}/")
    managing.delete(here)
    assert Application.objects.get().is_waiting and Enrolment.objects.get().ended_at


def test_whoever_waits_or_rests_is_told_apart_in_the_cohort(
    enrolled, ada, lee, managing, django_assert_max_num_queries
):
    Enrolment.objects.filter(pk=enrolled.pk).update(stuck="Read closely: no attempts left", moved_at=clock.now())
    row = applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=ada, at=NINE)
    applying.accept(application=row, reason="", by=lee, at=NINE)
    with django_assert_max_num_queries(14):
        page = shown(managing, "programmes/little/")
    assert "no attempts left" in page and "No step for" in page
    assert page.index("Ada Osei") < page.index(">Mo<")  # whoever rests longest first
    assert "Ada Osei" not in shown(managing, "programmes/little/?q=mo")
    sheet = b"".join(managing.get(f"{MANAGE}programmes/little/cohort.csv?how=stuck").streaming_content).decode()
    assert [line.split(",")[0] for line in sheet.splitlines()] == ["person", "Ada Osei", "Mo"]


def test_a_sign_off_shows_the_work_and_is_given_back_with_words(enrolled, mo, managing):
    work = {"name": "The parcel", "score": 67, "url": "", "ref": f"attempt:{wrongly(enrolled, mo)}"}
    made = enrolled.reviews.create(gate="aa-1.case", asked_at=NINE, shown=[work])
    page = shown(managing, f"sign-offs/{made.pk}/")
    assert "The parcel" in page and "not in the key" in page
    managing.post(f"{MANAGE}sign-offs/{made.pk}/", {"how": "return", "words": "Look at the second sentence."})
    made.refresh_from_db()
    assert (made.state, made.words) == ("returned", "Look at the second sentence.")
    managing.delete(f"{MANAGE}sign-offs/{made.pk}/")
    made.refresh_from_db()
    assert made.state == "asked"


def test_a_conversation_lies_open_as_long_as_a_word_is_asked_for(enrolled, mo, managing):
    about = {"pack": "lamps", "version": "1", "hash": "1b" * 32, "number": 1, "made_at": NINE}
    lamps = Revision.objects.create(**about, content={"about": {"name": "Lamps"}, "parts": {"scenarios": LAMPS}})
    Loading.objects.create(revision=lamps, at=NINE)
    run = begin_run(scenario="lamp", medium="chat", seed=1, by=mo, at=NINE)
    said = replayed(run).turns[0].said
    leave_run(run=run, by=mo, at=NINE)
    work = {"name": "The lamp", "score": 100, "url": "", "ref": f"run:{run.pk}", "thought": "I was too quick."}
    made = enrolled.reviews.create(gate="aa-2.play", asked_at=NINE, shown=[work])
    page = unescape(shown(managing, f"sign-offs/{made.pk}/"))
    assert said in page and "I was too quick." in page and "100 of 100" not in page
    managing.post(f"{MANAGE}sign-offs/{made.pk}/", {"how": "grant", "words": ""})
    assert said not in unescape(shown(managing, f"sign-offs/{made.pk}/"))


def wrongly(row: Enrolment, mo) -> int:
    return hand_in_case(enrolment=row, gate="aa-1.case", case="parcel", marks=WRONG, by=mo, at=NINE).pk


def test_a_second_look_is_decided_beside_what_was_judged(enrolled, mo, managing):
    wrongly(enrolled, mo)
    made = pleading.appeal(enrolment=enrolled, gate="aa-1.case", item="parcel", why="It fits.", by=mo, at=NINE)
    page = shown(managing, f"second-looks/{made.pk}/")
    assert "It fits." in page and "What a shock." in page
    managing.post(f"{MANAGE}second-looks/{made.pk}/", {"outcome": "passed", "words": "You are right."})
    made.refresh_from_db()
    assert made.outcome == "passed"


def test_a_workshop_is_planned_moved_and_attended(enrolled, mo, managing, signed_in):
    soon = clock.now() + timedelta(days=7)
    asked = {"workshop": "calm", "when": f"{soon:%Y-%m-%dT%H:%M}", "where": "Room 2", "seats": 1}
    managing.post(f"{MANAGE}workshops/", asked)
    day, learner = Session.objects.get(), signed_in(mo)
    learner.post(f"/academy/workshops/{day.pk}/seat/")
    assert "1 of 1 seats taken" in shown(managing, f"workshops/{day.pk}/")
    managing.post(f"{MANAGE}workshops/{day.pk}/moved/", asked | {"where": "Room 3"})
    run_pending(raising=True)
    assert mail.outbox[-1].to == [mo.email] and "LOCATION:Room 3" in mail.outbox[-1].attachments[0][1]
    file = learner.get("/academy/workshops/mine.ics").content.decode()
    assert "LOCATION:Room 3" in file and "SEQUENCE:1" in file
    Session.objects.update(starts_at=NINE)
    managing.post(f"{MANAGE}workshops/{day.pk}/attendance/", {"there": [mo.pk]})
    assert "you were there" in learner.get("/academy/workshops/").content.decode()


def test_a_mentor_is_given_and_taken_back(enrolled, ada, managing):
    here = f"{MANAGE}learners/{enrolled.pk}/mentor/"
    managing.post(here, {"mentor": ada.pk})
    assert Mentoring.objects.standing().get().mentor == ada
    assert "Ada Osei" in shown(managing, f"learners/{enrolled.pk}/")
    managing.delete(here)
    assert not Mentoring.objects.standing().exists()


def test_only_whoever_looks_after_them_decides(enrolled, zed, mo, signed_in):
    assert [signed_in(one).get(f"{MANAGE}programmes/little/").status_code for one in (zed, mo)] == [403, 403]

"""Mo's pages: where am I, why, what next; words stay when something is missing."""

from datetime import timedelta

import pytest

from whiteglove.learning.academy.actions import read_lesson
from whiteglove.learning.academy.models import Application, Enrolment, LessonRead
from whiteglove.learning.academy.panels import counts, counts_as_a_test
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quizzes.models import Attempt

from .little import NINE, STATEMENT
from .walk import walk

pytestmark = pytest.mark.engineless  # what a page shows; its rows are tried on both engines elsewhere

APPLY = "/academy/programmes/little/application/"


@pytest.fixture
def page(signed_in, mo):
    """What Mo sees at an address, as text."""
    client = signed_in(mo)
    return lambda url: client.get(url).content.decode()


def test_an_application_keeps_its_words_and_is_sent(little, mo, lee, signed_in, page):
    client, words = signed_in(mo), "I once told a friend the truth, though it was awkward."
    said = client.post(APPLY, {"statement": STATEMENT, "need-deed": words})
    assert said.status_code == 422 and words in said.content.decode() and not Application.objects.exists()
    client.post(APPLY, {"statement": STATEMENT, "need-deed": words, "need-hours": "on"})
    assert Application.objects.get().confirmed == {"hours": "", "deed": words}
    assert "waits for a decision" in page("/academy/")
    client.post(f"/academy/applications/{Application.objects.get().pk}/withdrawal/")
    assert words in page(APPLY)


def test_a_programme_tells_all_before_one_applies(little, page):
    shown = page("/academy/programmes/little/")
    for words in ("To be good to meet.", "Shown by Read closely, A lamp", "Empathy", "A deed",
                  "A little certificate", "Agent, HDI", "about 5 hours"):  # fmt: skip
        assert words in shown


def test_every_page_says_what_comes_next(enrolled, mo, page, django_assert_max_num_queries):
    at = f"/academy/{enrolled.pk}/"
    assert "1 lesson to read and 2 gates to pass." in page("/academy/")
    assert "Read “What listening is”" in page(at) and "Read “What listening is”" in page(f"{at}modules/aa-1/")
    closed = page(f"{at}gates/aa-1.test/")
    assert "It opens when you have read all lessons of this module." in closed and "Open the test" not in closed
    read_lesson.mark_read(enrolment=enrolled, module="AA-1", lesson="first", by=mo, at=NINE)
    with django_assert_max_num_queries(26):
        assert "Read closely" in page(at)
    opened = page(f"{at}gates/aa-1.test/")  # the pack in force has no such test
    assert "isn’t offered any more" in opened and "Open the test" not in opened


def test_a_lesson_is_read_and_its_question_answered(enrolled, mo, signed_in, page):
    at, client = f"/academy/{enrolled.pk}/modules/aa-1/first/", signed_in(mo)
    shown = page(at)
    assert "&lt;b&gt;" in shown and "They come." not in shown and 'href="#part-two"' in shown
    said = client.post(f"{at}questions/q/", {"option": "0"}, headers={"HX-Request": "true"}).content.decode()
    assert "They can wait." in said and "They come." not in said and "Not quite." in said
    client.post(f"{at}read/", {"seconds": "75"})
    kept = LessonRead.objects.get()
    assert kept.read_at and kept.seconds == 75 and kept.answers == {"q": [0]}
    client.delete(f"{at}read/")
    assert LessonRead.objects.get().read_at is None


def test_others_see_only_what_is_theirs_to_see(enrolled, mo, lee, ada, signed_in):
    at = f"/academy/{enrolled.pk}/"
    assert "Mo" in signed_in(lee).get(at).content.decode()
    assert signed_in(lee).get(f"{at}modules/aa-1/first/").status_code == 404
    assert [signed_in(ada).get(url).status_code for url in (at, f"{at}modules/aa-1/", f"{at}gates/aa-1.case/")] == [
        404
    ] * 3
    assert signed_in(lee).post(f"{at}left/", {"why": "I say so"}).status_code == 404
    assert Enrolment.objects.not_ended().exists()


def test_one_leaves_and_comes_back(enrolled, mo, signed_in):
    client, at = signed_in(mo), f"/academy/{enrolled.pk}/left/"
    client.post(at, {"why": "A new child"})
    assert Enrolment.objects.get().ended_at
    client.delete(at)
    assert Enrolment.objects.get().ended_at is None


def test_an_academy_without_a_programme_says_so(db, page):
    assert "No programme yet" in page("/academy/")


def test_what_was_done_says_which_gate_it_counts_for(enrolled, mo, rf):
    walk(enrolled, enrolled.by, NINE + timedelta(hours=1), unsigned="aa-2.play")
    request = rf.get("/")
    request.user = mo
    run, attempt = Run.objects.get(medium="chat"), Attempt.objects.get()
    gates = [(one.state.gate.name, one.state.next) for how in (counts(request, run), counts_as_a_test(request, attempt))
             for one in how["found"]]  # fmt: skip
    assert gates == [("A lamp", "Ask for a sign-off."), ("A test", "")]
    assert counts(request, Run(person=mo, scenario="other", medium="chat", ended_at=NINE)) is None

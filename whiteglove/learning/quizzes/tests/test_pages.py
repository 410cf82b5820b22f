"""The pages: nothing of the key before its time, nothing lost without a script, nothing of anybody else."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from whiteglove.ground.lib import clock
from whiteglove.learning.quizzes import actions, figures, queries
from whiteglove.learning.quizzes.incoming import read_gift, ready
from whiteglove.learning.quizzes.models import Attempt, Import
from whiteglove.learning.quizzes.tests.knowing import answer_all

pytestmark = pytest.mark.engineless  # what a page shows; its rows are tried on both engines elsewhere

FILE = b"""::Tone::What helps? {=A plain word#Yes ~A long one}

::Lost::No key {~a ~b}

// [id:csp101.words.blame]
::Twice::Taken already {T}
"""


@pytest.fixture
def begun(pack, mo, monkeypatch) -> Attempt:
    return actions.begin(quiz="service-ethics", by=mo, at=clock.now(), seed=7)


def test_the_key_stays_here_until_the_review_opens(begun, mo, signed_in):
    page = signed_in(mo)
    seen = "".join(
        page.get(f"/quizzes/attempts/{begun.pk}/?q={place}").content.decode()
        for place in range(1, begun.given.count() + 1)
    )
    for given in begun.given.select_related("wording"):
        one = given.wording.read
        assert not [each for each in one.answers if each.feedback and each.feedback.text in seen]
        assert not one.general or one.general.text not in seen
    actions.hand_in(attempt=begun, by=mo, at=clock.now())
    failed = page.get(f"/quizzes/attempts/{begun.pk}/result/").content.decode()
    assert "0 %" in failed
    assert "Looking back" not in failed
    later = clock.now() + timedelta(days=1)
    second = actions.begin(quiz="service-ethics", by=mo, at=later, seed=8)
    answer_all(second, mo, later)
    actions.hand_in(attempt=second, by=mo, at=later)
    passed = page.get(f"/quizzes/attempts/{second.pk}/result/").content.decode()
    assert "Looking back" in passed
    said = [each.feedback.text for given in second.given.all() for each in given.wording.read.answers if each.feedback]
    assert any(escape(each) in passed for each in said)


def test_buttons_save_without_a_script_and_programs_get_json(begun, mo, ada, signed_in):
    page, to = signed_in(mo), f"/quizzes/attempts/{begun.pk}/answers/1/"
    answer = page.post(to, {"pick": "0", "text": "x", "pair-0": "0", "go": "next"})
    assert (answer.status_code, answer["Location"]) == (303, f"/quizzes/attempts/{begun.pk}/?q=2")
    assert begun.given.get(place=1).answer
    told = page.post(to, {"go": "stay"}, headers={"accept": "application/json"}).json()
    assert (told["answered"], told["left"] > 1000) == (False, True)
    assert page.post(to, {"go": "flag"})["Location"].endswith("?q=1")
    assert begun.given.get(place=1).flagged
    last = begun.given.count()
    assert page.post(f"/quizzes/attempts/{begun.pk}/answers/{last}/", {"go": "next"})["Location"].endswith("/end/")
    assert f"{last} questions without an answer".encode() in page.get(f"/quizzes/attempts/{begun.pk}/end/").content
    assert signed_in(ada).get(f"/quizzes/attempts/{begun.pk}/").status_code == 404
    assert signed_in(ada).get(f"/quizzes/attempts/{begun.pk}/result/").status_code == 404
    page.post(f"/quizzes/attempts/{begun.pk}/end/")
    late = page.post(to, {"pick": "0"}, headers={"accept": "application/json"})
    assert late.status_code == 409
    assert "handed in" in late.json()["says"]


def test_a_page_asks_as_much_for_many_questions_as_for_one(begun, mo, signed_in, django_assert_max_num_queries):
    page = signed_in(mo)
    page.get("/quizzes/")
    with django_assert_max_num_queries(8):
        page.get(f"/quizzes/attempts/{begun.pk}/")
    actions.hand_in(attempt=begun, by=mo, at=clock.now())
    with django_assert_max_num_queries(9):
        page.get(f"/quizzes/attempts/{begun.pk}/result/")
    with django_assert_max_num_queries(7):
        page.get("/quizzes/")


def test_a_lead_reads_a_text_and_its_writer_sees_what_was_said(pack, mo, lee, signed_in):
    attempt = actions.begin(quiz="text", by=mo, at=clock.now())
    given = actions.save_answer(attempt=attempt, place=1, sent={"text": ["<b>By</b> Thursday."]}, by=mo, at=clock.now())
    actions.hand_in(attempt=attempt, by=mo, at=clock.now())
    page = signed_in(lee)
    assert b"&lt;b&gt;By&lt;/b&gt; Thursday." in page.get("/quizzes/texts/").content
    page.post(f"/quizzes/texts/{given.pk}/", {"percent": 70, "words": "Say which Thursday."})
    assert b"Say which Thursday." in signed_in(mo).get(f"/quizzes/attempts/{attempt.pk}/result/").content
    assert b"Nothing waits to be read" in page.get("/quizzes/texts/").content
    assert b"70" in page.get("/quizzes/people.csv").content
    kept = json.loads(signed_in(mo).get("/quizzes/mine.json").content)
    assert kept["attempts"][0]["answers"][0]["judgements"][0]["percent"] == 70


def test_a_file_is_looked_at_first_taken_in_and_taken_out_again(pack, lee, signed_in):
    page, file = signed_in(lee), SimpleUploadedFile("a.gift", FILE)
    to = page.post("/quizzes/bank/files/", {"file": file, "tag": "autumn"})["Location"]
    looked = page.get(to).content.decode()
    assert "1 question read, 2 remarks" in looked
    assert "no answer is right" in looked
    assert "has a question with the id csp101.words.blame already" in looked
    before = set(queries.bank())
    page.post(to, {"do": "take_in"})
    (added,) = set(queries.bank()) - before
    assert queries.bank()[added].tags == ("autumn",)
    assert added in page.get("/quizzes/bank/?q=plain+word").content.decode()
    page.delete(to)
    assert set(queries.bank()) == before
    assert not Import.objects.in_force().exists()


def test_only_questions_of_lessons_are_checked_in_place(pack, mo, lee, signed_in):
    page, found = signed_in(mo), ready(read_gift(b"// [id:l.tone]\nPlain? {=a word#Yes ~a phrase#No}"), [], "lesson")
    assert page.post("/quizzes/lesson/l.tone/", {"pick": "0"}).status_code == 404
    actions.take_in(file=actions.look_at(name="l", found=found, by=lee, at=clock.now()), by=lee, at=clock.now())
    assert "Check it" in queries.render_inline("l.tone")
    assert "No" not in queries.render_inline("l.tone")
    checked = page.post("/quizzes/lesson/l.tone/", {"pick": "0"}).content.decode()
    assert ("Yes" in checked, "Try it again" in checked) == (True, True)
    assert queries.render_inline("csp101.ethics.own-mistake") == ""
    assert page.post("/quizzes/lesson/csp101.ethics.own-mistake/", {"pick": "0"}).status_code == 404


def test_statistics_tell_nothing_of_a_few(begun, mo):
    answer_all(begun, mo, clock.now())
    actions.hand_in(attempt=begun, by=mo, at=clock.now())
    assert figures.courses()["service-ethics"] == figures.Course(1)
    rows = figures.items("service-ethics")
    assert len(rows) == begun.given.count()
    assert all(one.item.ease is None for one in rows)
    item, wording = figures.of_question(rows[0].question.id)
    assert item.count == 1
    assert figures.draws(wording.read, wording) is None

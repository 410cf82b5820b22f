"""What people see of their practice, and what nobody else does."""

import json

import pytest

from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.actions.show import remark, show, withdraw
from whiteglove.learning.practice.engine.state import Deed
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Remark, Run, Shown
from whiteglove.learning.practice.skills import suggested

from .conftest import NINE
from .lamp import SCENARIO


@pytest.fixture
def over(run, mo) -> Run:
    answer_run(run=run, said="Hello Cleo, you should have looked. <b>What</b> is the order?", by=mo, at=NINE)
    answer_run(run=run, deeds=[Deed("refund", "1.00")], by=mo, at=NINE)
    return leave_run(run=run, by=mo, at=NINE)


def test_somebody_chooses_a_customer_and_serves_them(lamps, mo, signed_in):
    page = signed_in(mo)
    assert "A good one to begin with" in page.get("/practice/").content.decode()
    assert "Nobody fits" in page.get("/practice/?q=spaceship").content.decode()
    begun = page.post("/practice/customers/lamp/runs/", {"medium": "chat", "plain": "1"})
    run = Run.objects.get()
    assert begun["Location"] == f"/practice/runs/{run.pk}/play/"
    said = {
        "turn": 1,
        "said": "Hello Cleo, what is the order?",
        "do": ["note", "", "send plaque"],
        "value": ["x", "", "7"],
    }
    answered = page.post(begun["Location"], said, headers={"HX-Request": "true"}).content.decode()
    run.refresh_from_db()
    assert run.deeds == [("note", "x"), ("send_plaque", "7")] and "You did: note" in answered
    stale = page.post(begun["Location"], {**said, "said": "Other words."}, headers={"HX-Request": "true"})
    assert stale.status_code == 409 and "another window" in stale.content.decode()
    assert page.post(f"/practice/runs/{run.pk}/left/")["Location"] == f"/practice/runs/{run.pk}/"


def test_the_debrief_quotes_what_was_said_and_says_why_mood_moved(over, mo, signed_in):
    page = signed_in(mo).get(f"/practice/runs/{over.pk}/").content.decode()
    assert '<span class="practice-fault" title="Blames">you should have</span>' in page
    assert "it sounded as if it were their own fault" in page and "&lt;b&gt;What&lt;/b&gt;" in page
    assert "Again from here" in page and "The numbers as a table" in page
    beside = signed_in(mo).get(f"/practice/runs/{over.pk}/good-play/").content.decode()
    assert "A good play took 1 turn" in beside


def test_a_run_is_its_players_alone_until_they_show_it(over, mo, lee, ada, admin, signed_in):
    url = f"/practice/runs/{over.pk}/"
    assert [signed_in(one).get(url).status_code for one in (lee, ada, admin)] == [404, 404, 404]
    show(run=over, coach=lee, by=mo, at=NINE)
    assert show(run=over, coach=lee, by=mo, at=NINE).pk == Shown.objects.get().pk
    seen = signed_in(lee).get(url).content.decode()
    assert "Again from here" not in seen and "Your remarks" in seen
    assert [signed_in(one).get(url).status_code for one in (ada, admin)] == [404, 404]
    remark(run=over, text="Ask first, then act.", by=lee, at=NINE)
    assert "Ask first, then act." in signed_in(mo).get(url).content.decode()
    assert Remark.objects.get().by == lee
    withdraw(run=over, coach=lee, by=mo, at=NINE)
    assert signed_in(lee).get(url).status_code == 404
    assert b"Nobody has shown you a run" in signed_in(lee).get("/practice/shown/").content


def test_it_is_shown_only_to_somebody_who_leads_them(over, mo, ada, admin):
    for other in (ada, admin, mo):
        with pytest.raises(Refused):
            show(run=over, coach=other, by=mo, at=NINE)


def test_ones_own_runs_can_be_taken_along(over, mo, ada, signed_in):
    page = signed_in(mo).get("/practice/mine/?state=not").content.decode()
    assert "A lamp that flickers" in page and "used their name" in page
    sheet = b"".join(signed_in(mo).get("/practice/mine.csv").streaming_content).decode().splitlines()
    assert len(sheet) == 2 and sheet[1].startswith(f"{over.pk},lamp,A lamp that flickers,chat,")
    mine = json.loads(signed_in(mo).get("/practice/mine.json").content)
    assert mine["runs"][0]["turns"][0]["text"].startswith("Hello Cleo, you should")
    assert json.loads(signed_in(ada).get("/practice/mine.json").content)["runs"] == []


def test_lists_ask_as_much_however_many_runs_there_are(over, mo, signed_in, django_assert_max_num_queries):
    page = signed_in(mo)
    for url in ("/practice/", "/practice/mine/"):
        page.get(url)
        Run.objects.bulk_create([Run(person=mo, scenario="lamp", revision_id=over.revision_id, seed=n, medium="chat",
                                     mood=1, patience=1, began_at=NINE) for n in range(1, 9)])  # fmt: skip
        with django_assert_max_num_queries(12):
            page.get(url)


def test_trainers_see_what_a_customer_asks_for_and_play_the_golden_plays(lamps, lee, mo, signed_in):
    page = signed_in(lee)
    assert b"A lamp that flickers" in page.get("/practice/scenarios/").content
    assert "Since May." in page.get("/practice/scenarios/lamp/").content.decode()
    assert "promised 0 to 100" in page.get("/practice/scenarios/lamp/golden/").content.decode()
    assert signed_in(mo).get("/practice/scenarios/").status_code == 403


@pytest.mark.engineless
def test_whom_one_is_serving_already_is_not_suggested():
    known = {one["id"]: one for one in (SCENARIO | {"id": "lamp", "level": 1}, SCENARIO | {"id": "vase", "level": 1})}
    assert suggested(known, [], "en").scenario == "lamp"
    assert suggested(known, [], "en", {"lamp"}).scenario == "vase"
    assert suggested(known, [], "en", {"lamp", "vase"}) is None

"""What people say of themselves: scored without judging, kept from everybody they don't share it with."""

import json
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.lib import clock
from whiteglove.ground.packs.actions import load_pack
from whiteglove.learning.quizzes import actions
from whiteglove.learning.quizzes.inventories import inventories_by
from whiteglove.learning.quizzes.models import Portrait
from whiteglove.learning.quizzes.portraits import (
    ENOUGH,
    alpha,
    hasty,
    inventory_from,
    read_answers,
    reliability,
    scored,
)
from whiteglove.learning.standards.actions import SHIPPED
from whiteglove.service.desk.errors import Refused

from .samples import INVENTORY

CALM = inventory_from(INVENTORY, ())
PACK = {"id": "ours", "name": "Ours", "version": "1.0", "about": "Ours."}
point = st.integers(1, 3)


@pytest.mark.engineless
@given(point, point)
def test_a_reversed_statement_counts_the_other_way_round(first: int, second: int):
    (one,) = scored(CALM, {"calm-1": first, "calm-2": second})
    (mirrored,) = scored(CALM, {"calm-1": 4 - first, "calm-2": 4 - second})
    assert one.value == round((first - 1 + 3 - second) * 25)
    assert one.value + mirrored.value == 100


@pytest.mark.engineless
@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=2, max_size=30))
def test_alpha_is_never_above_one_and_is_one_where_items_say_the_same(rows: list[list[int]]):
    found = alpha(rows)
    assert found is None or found <= 1 + 1e-9
    same = alpha([[row[0]] * 4 for row in rows])
    assert same is None or same == pytest.approx(1)


@pytest.mark.engineless
def test_alpha_of_two_items_is_what_spearman_and_brown_say():
    """For two items of one spread: 2 r / (1 + r)."""
    first, second = [1, 2, 3, 4, 5], [2, 1, 3, 5, 4]
    r = correlation(first, second)
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(2 * r / (1 + r))


@pytest.mark.engineless
def test_nothing_is_told_of_too_few_or_of_what_was_left_out():
    few = [{"calm-1": 3, "calm-2": 1}, {"calm-1": 1, "calm-2": 3}] * (ENOUGH // 2)
    assert [one.alpha for one in reliability(CALM, few)] == [pytest.approx(1)]
    assert [(one.people, one.alpha) for one in reliability(CALM, few[1:])] == [(ENOUGH - 1, None)]
    assert scored(CALM, {"calm-1": 3})[0].value is None
    assert read_answers(CALM, {"calm-1": "4", "calm-2": "2", "other": "1"}) == {"calm-2": 2}


@pytest.mark.engineless
def test_answers_that_contradict_each_other_or_are_all_alike_look_hasty():
    assert not hasty(CALM, {"calm-1": 3, "calm-2": 1})
    assert hasty(CALM, {"calm-1": 3, "calm-2": 3})
    assert hasty(CALM, {"calm-1": 2, "calm-2": 2})


@pytest.fixture
def inventory(db, tmp_path):
    (tmp_path / "inventories").mkdir()
    (tmp_path / "pack.yaml").write_text(json.dumps(PACK))
    (tmp_path / "inventories" / "me.yaml").write_text(json.dumps(INVENTORY))
    load_pack(tmp_path, by=None, at=clock.now())


def test_leads_see_that_it_was_done_and_what_was_shared(
    inventory, mo, lee, ada, signed_in, django_assert_max_num_queries
):
    page = signed_in(mo)
    to = page.post("/quizzes/portraits/draw/me/", {"calm-1": "3", "do": "finish"})["Location"]
    assert to.endswith("/draw/me/"), "a statement is open"
    assert Portrait.objects.get().answers == {"calm-1": 3}
    drawn, said = to, {"calm-1": "3", "calm-2": "1", "do": "finish"}
    to = page.post(drawn, said)["Location"]
    assert page.post(drawn, said)["Location"] == to and Portrait.objects.count() == 1, "pressed twice"
    with django_assert_max_num_queries(9):
        assert "100 of 100" in page.get(to).content.decode()
    assert "Mo" in signed_in(lee).get("/quizzes/portraits/").content.decode()
    assert [signed_in(one).get(to).status_code for one in (lee, ada)] == [404, 404]
    page.post(f"{to}change/", {"do": "share"})
    assert [signed_in(one).get(to).status_code for one in (lee, ada)] == [200, 404]
    assert signed_in(lee).post(f"{to}change/", {"do": "empty"}).status_code == 404
    page.post(f"{to}change/", {"do": "empty"})
    assert [signed_in(one).get(to).status_code for one in (lee, mo)] == [404, 404]
    assert inventories_by(mo) == [("me", clock.now().date())]
    assert json.loads(page.get("/quizzes/mine.json").content)["portraits"][0]["said"] == {}


def test_nobody_changes_anothers_portrait_whatever_their_role(inventory, mo, lee):
    made = actions.begin_portrait(inventory="me", by=mo, at=clock.now())
    assert actions.begin_portrait(inventory="me", by=mo, at=clock.now()) == made
    for change in (actions.keep_portrait, actions.finish_portrait):
        with pytest.raises(Refused):
            change(portrait=made, sent={"calm-1": "1"}, by=lee, at=clock.now())
    with pytest.raises(Refused):
        actions.share_portrait(portrait=made, on=True, by=mo, at=clock.now())


@pytest.mark.engineless
def test_what_ships_says_what_it_is_not():
    said = (SHIPPED / "inventories" / "psychometric-3.yaml").read_text()
    assert "must not be used to choose, promote or judge" in " ".join(said.split())

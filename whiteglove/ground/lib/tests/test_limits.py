"""What comes too often is told, for each place and each thing by itself, and forgotten after a while."""

from time import time

import pytest
from django.core.cache import cache

from whiteglove.ground.lib.limits import too_often

pytestmark = pytest.mark.engineless


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def test_the_fourth_of_three_is_too_many_for_one_place_and_one_thing():
    assert [too_often("vote", "here", 3, 60) for _ in range(4)] == [False, False, False, True]
    assert not too_often("vote", "there", 3, 60)
    assert not too_often("letter", "here", 3, 60)


def test_it_is_forgotten_after_its_time(monkeypatch):
    assert [too_often("vote", "here", 1, 60) for _ in range(2)] == [False, True]
    now = time()
    monkeypatch.setattr("time.time", lambda: now + 61)
    assert not too_often("vote", "here", 1, 60)


def test_what_runs_out_between_two_steps_is_the_first_again(monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args: True)
    assert not too_often("vote", "here", 1, 60)

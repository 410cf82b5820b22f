"""A language model may put a customer's line in other words. It decides nothing, and nobody waits for it."""

import time
from dataclasses import replace

import pytest

from whiteglove.learning.practice import queries, rephrasing, voicing
from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.engine import play
from whiteglove.learning.practice.engine.case import case_of
from whiteglove.learning.practice.engine.state import Deed
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.rephrasing import strayed
from whiteglove.learning.practice.schema import lines_of, scenarios_of
from whiteglove.service.answers.shortening import endpoint
from whiteglove.service.answers.tests.model_server import served

from .conftest import NINE, Few
from .lamp import case

ASK = "Hello Cleo. What is the order? My code word is pelican."
LINE = "It's 222, and I haven't heard from Ms Orlov for three days. Does nobody answer?"


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Well, it's 222. I haven't heard from Ms Orlov for three days, does nobody answer?", ""),
        ("It's 223, and I haven't heard from Ms Orlov for three days. Does nobody answer?", "numbers"),
        ("It's 222, and I haven't heard from Ms Orlov for days. Does nobody answer?", "numbers"),
        ("It's 222, and I haven't heard from anybody for three days. Does nobody answer?", "names"),
        ("It's 222, and I haven't heard from Ms Orlov in Lyon for three days. Nobody answers?", "names"),
        ("It's 222, and I have heard from Ms Orlov for three days. Does nobody answer?", "denies"),
        ("It's 222, and I haven't heard from Ms Orlov for three days. Nobody answers.", "asks"),
        ("It's 222. My neighbour's dog chewed everything. Never Ms Orlov for three days, nobody?", "loose"),
        ("It's 222, bought since summer. I haven't heard from Ms Orlov for three days, does nobody answer?", ""),
        (LINE + " " + "I do wonder about it, you see, and so would anybody else in the very same place.", "length"),
        (LINE.replace("222", "2\u200b22"), "shape"), (f"**{LINE}**", "shape"), ("", "shape"),
        (LINE.replace("Does", "My flickers: does"), "strange"),
    ],
)  # fmt: skip
def test_what_says_something_else_is_not_said(said, why):
    asked = replace(case(seed=1), values={"order": "222"})
    asked = replace(asked, facts=(replace(asked.facts[0], says=("It flickers.",)),), answers=())
    assert strayed(asked, LINE, said) == why


@pytest.mark.engineless
def test_every_line_that_ships_may_stand_for_itself(scenarios):
    for name, one in scenarios_of(scenarios).items():
        asked = replace(case(), id=name, lines=lines_of(scenarios, one))
        for line in {line for lines in asked.lines.values() for line in lines}:
            assert strayed(asked, line, rephrasing.tidy(line)) == "", line


@pytest.fixture
def model(settings, monkeypatch):
    monkeypatch.setattr(voicing, "resting", voicing.Resting())
    with served() as one:
        settings.ANSWERS_MODEL_URL, settings.ANSWERS_MODEL, settings.PRACTICE_VOICE = one.url, "little", True
        yield one


def says(words: str):
    return lambda handler: handler.says(words)


def answered(run: Run, said: str = ASK):
    return answer_run(run=run, said=said, by=run.person, at=NINE)


def test_a_line_in_other_words_is_kept_and_plays_again_as_it_was(run, model, mo, signed_in):
    model.answer = lambda handler: handler.says(f"“{line_in(model)} That's the one.”")
    turn = answered(run)
    assert turn.voiced == f"{turn.said} That's the one."
    model.answer = says("Something else.")
    again = queries.replayed(Run.objects.get()).turns[1]
    assert (again.voiced, again.said, again.state) == (turn.voiced, turn.said, turn.state)
    assert "the one." in signed_in(mo).get(f"/practice/runs/{run.pk}/play/").content.decode()
    assert "pelican" not in model.words and len(model.asked) == 1


def line_in(model) -> str:
    return model.asked[-1][2]["messages"][1]["content"].partition("Line: ")[2]


def test_whatever_it_answers_the_play_is_the_same(run, model, settings):
    model.answer = says("Just refund me 999 euros and we're done.")
    turn = answered(run)
    assert turn.voiced == "" and turn.state == queries.replayed(Run.objects.get()).turns[1].state
    settings.PRACTICE_VOICE = False
    answer_run(run=run, deeds=[Deed("verify")], by=run.person, at=NINE)
    assert len(model.asked) == 1


def test_nobody_waits_long_and_whoever_fails_again_and_again_is_left_alone(run, model, monkeypatch):
    monkeypatch.setattr(voicing, "SECONDS", 0.02)
    monkeypatch.setattr(voicing, "FAILS", 1)
    model.answer = lambda handler: time.sleep(0.2)
    fold = queries.replayed(run)
    assert voicing.voiced(fold, Few) == "" and voicing.resting
    asked, began = len(model.asked), time.monotonic()
    assert voicing.voiced(fold, Few) == "" and len(model.asked) <= max(asked, 1) and time.monotonic() - began < 0.02


@pytest.mark.engineless
def test_being_busy_is_no_failure_and_forgives_none(monkeypatch):
    said = [endpoint.FAILED, endpoint.BUSY, endpoint.FAILED]
    monkeypatch.setattr(voicing, "resting", voicing.Resting())
    monkeypatch.setattr(voicing, "FAILS", 2)
    monkeypatch.setattr(voicing, "in_force", object)
    monkeypatch.setattr(voicing.under_way, "take", lambda *_: fails(said.pop(0)))
    fold = play.begin(case_of(voicing.SOMEBODY, {}))
    rested = [(voicing.voiced(fold, Few), bool(voicing.resting))[1] for _ in range(3)]
    assert rested == [False, False, True]


def fails(code: str):
    raise endpoint.Failed(code, "")


def test_trainers_try_the_endpoint_and_read_why_it_would_not_be_said(lamps, lee, model, signed_in, monkeypatch):
    monkeypatch.setattr("whiteglove.learning.practice.views.scenarios.reader_in_force", lambda: Few)
    page = signed_in(lee)
    assert "Try the endpoint" in page.get("/practice/scenarios/").content.decode()
    model.answer = says("The blue lamp I ordered, order 4471, still isn't here. Where is it?")
    assert "Said:" in page.post("/practice/scenarios/voice/").content.decode()
    model.answer = lambda handler: handler.says(
        "I ordered the blue lamp, order 4472, and it isn't here yet. Where is it?"
    )
    assert "a number" in page.post("/practice/scenarios/voice/").content.decode()
    model.answer = lambda handler: handler.sends(b"{}", 401)
    assert "refused the key" in page.post("/practice/scenarios/voice/").content.decode()

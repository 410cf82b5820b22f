"""A run of one's own: begun, answered, left, played again; kept so that it is always the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from whiteglove.ground.events.models import Event
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.depart import part
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.engine.state import Deed
from whiteglove.learning.practice.errors import Refused, Stale
from whiteglove.learning.practice.models import Run

from .conftest import NINE
from .lamp import CONTENT

ASK = "Hello Cleo, I'm sorry. What is the order?"


def say(run: Run, said: str = "", *deeds: str, **more):
    done = [Deed(*one.split(" ", 1)) for one in deeds]
    return answer_run(run=run, said=said, deeds=done, by=run.person, at=NINE, **more)


def test_a_run_goes_from_opening_to_score(run):
    assert queries.replayed(run).turns[0].said in ("My lamp flickers.", "The lamp is broken.")
    assert "222" in say(run, ASK).said or "111" in queries.replayed(Run.objects.get()).turns[1].said
    amount = queries.case_of_run(run).values["amount"]
    say(run, "You have the money in three days. Is there anything else?", f"refund {amount}")
    run.refresh_from_db()
    assert run.turns == 2 and run.deeds == [("refund", amount)]
    leave_run(run=run, by=run.person, at=NINE + timedelta(minutes=5))
    run.refresh_from_db()
    assert (run.ending, run.score is not None, run.passed is not None) == ("left", True, True)
    assert run.result["items"]["sorry"] and run.result["parts"]["outcome"] > 0
    assert [one.name for one in Event.objects.filter(subject_type="run").order_by("id")] == [
        "practice.begun", "practice.answered", "practice.answered", "practice.left",
    ]  # fmt: skip
    assert not any("score" in one.facts for one in Event.objects.all())


def test_what_was_heard_is_kept_so_a_run_stays_what_it_was(run, monkeypatch):
    said = say(run, ASK).said
    monkeypatch.setattr("whiteglove.learning.practice.actions.answer.in_force", lambda: None)
    changed = {"about": {"name": "New"}, "parts": {"scenarios": {**CONTENT, "lamp": {**CONTENT["lamp"], "passes": 90}}}}
    newer = Revision.objects.create(pack="lamps", version="2", hash="2b" * 32, number=2, content=changed, made_at=NINE)
    Loading.objects.create(revision=newer, at=NINE + timedelta(days=1))
    turn = queries.replayed(Run.objects.get()).turns[1]
    assert turn.said == said and "apology" in turn.heard.shown
    assert queries.case_of_run(run).passes == 70


def test_pressing_twice_is_one_turn(run):
    first = say(run, ASK, turn=1)
    assert say(run, ASK, turn=1) == first
    assert Run.objects.get().turns == 1


def test_a_message_that_is_brought_twice_is_one_turn(run):
    first = say(run, ASK, key="message:7")
    assert say(run, ASK, key="message:7") == first
    assert say(run, "What is wrong with it?", key="message:8").number == 2


def test_two_windows_make_no_two_stories(run, monkeypatch):
    say(run, ASK, turn=1)
    with pytest.raises(Stale):
        say(run, "Something else altogether.", turn=1)
    with pytest.raises(Stale):
        say(run, "Far ahead of it.", turn=5)


def test_a_turn_that_another_window_gave_while_the_reader_worked_comes_first(run, monkeypatch):
    from whiteglove.learning.practice.actions import answer

    real, done = answer.listen, []

    def slowly(*args):
        if not done:
            done.append(say(run, "", "verify"))
        return real(*args)

    monkeypatch.setattr(answer, "listen", slowly)
    assert say(run, ASK).number == 2


def test_nothing_and_too_much_are_refused(run):
    for said, deeds, waited in (
        ("  ", [], 30),
        ("x" * 7000, [], 30),
        ("Hello", [], -1),
        ("", [Deed("note", "y" * 9999)], 1),
    ):
        with pytest.raises(Refused):
            answer_run(run=run, said=said, deeds=deeds, waited=waited, by=run.person, at=NINE)


def test_a_run_that_is_over_hears_nothing_more(run):
    leave_run(run=run, by=run.person, at=NINE)
    leave_run(run=run, by=run.person, at=NINE)
    with pytest.raises(Refused):
        say(run, ASK)
    assert Event.objects.filter(name="practice.left").count() == 1


def test_beginning_twice_is_beginning_once(run, lamps, mo):
    again = begin_run(scenario="lamp", medium="chat", by=mo, at=NINE + timedelta(seconds=3))
    assert again == run
    later = begin_run(scenario="lamp", medium="chat", by=mo, at=NINE + timedelta(minutes=3))
    assert later != run and later.seed != run.seed


def test_nobody_tries_out_what_isnt_over(run, mo):
    """Neither in a copy of the same customer, nor by beginning beside it until one goes well."""
    say(run, ASK)
    with pytest.raises(Refused, match="end it first"):
        begin_run(parent=run, from_turn=1, by=mo, at=NINE)
    assert begin_run(scenario="lamp", medium="chat", by=mo, at=NINE + timedelta(days=3)) == run
    assert begin_run(scenario="lamp", medium="email", by=mo, at=NINE + timedelta(days=3)) != run
    assert begin_run(scenario="lamp", medium="chat", by=mo, at=NINE + timedelta(days=3), anew=True) != run


def test_again_from_a_turn_keeps_what_was_said_before_it(run, mo):
    say(run, ASK, key="message:1")
    say(run, "", "verify")
    leave_run(run=run, by=mo, at=NINE)
    fork = begin_run(parent=run, from_turn=2, by=mo, at=NINE)
    assert (fork.parent, fork.from_turn, fork.turns, fork.seed) == (run, 2, 1, run.seed)
    assert queries.replayed(fork).turns == queries.replayed(Run.objects.get(pk=run.pk)).turns[:2]
    assert "key" not in fork.inputs[0]
    with pytest.raises(Refused):
        begin_run(parent=run, from_turn=9, by=mo, at=NINE)


def test_a_run_taken_up_again_is_no_best(run, mo):
    fork = begin_run(parent=leave_run(run=run, by=mo, at=NINE), from_turn=1, by=mo, at=NINE)
    Run.objects.filter(pk=fork.pk).update(ended_at=NINE, ending="met", score=99, passed=True)
    assert queries.played_by(mo)["lamp"].best == Run.objects.get(pk=run.pk).score
    assert queries.ended_runs(mo, ["lamp"], NINE) == [run]


def test_nobody_plays_for_another(run, ada, admin):
    for other in (ada, admin):
        with pytest.raises(Http404):
            answer_run(run=run, said=ASK, by=other, at=NINE)
        with pytest.raises(Http404):
            begin_run(parent=run, from_turn=1, by=other, at=NINE)


def test_who_leaves_leaves_nothing_open(run, mo):
    mo.is_active = False
    part(person=mo, at=NINE)
    assert Run.objects.get().ending == "left"


def test_a_turn_costs_as_many_statements_late_as_early(run):
    counts = []
    for _ in range(6):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            say(run, "", "note nothing new")
        counts.append(len(asked))
    assert max(counts[1:]) == min(counts[1:]) <= 8

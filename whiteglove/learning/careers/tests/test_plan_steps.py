"""A plan: what is proposed for a gap, who may plan, and when a step is done by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.careers import planning, plans, queries
from whiteglove.learning.careers.actions import plan as verbs
from whiteglove.learning.careers.framework import CARD, METRIC, Indicator
from whiteglove.learning.careers.levels import share, standing
from whiteglove.learning.careers.models import Aim, Step
from whiteglove.learning.practice.models import Run
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Solution

from .test_count import NOW, mailbox, ticket  # noqa: F401

REVIEWS = Indicator("reviews", "Reviews", CARD, ("listening",), (55, 72, 86), 1, 12)
CHATS = Indicator(
    "chats", "Chats in time", METRIC, ("response_compliance",), (75, 85, 92), 1, 40, (("channel", "chat"),)
)
NAMES = {"lesson": {"ace-csp-101/what-listening-is": "What listening is"}, "gate": {}, "quiz": {},
         "scenario": {"refund-wrong-size": "Wrong size"}}  # fmt: skip
TODAY = NOW.date()


def test_a_gap_is_closed_by_what_lacks_least_and_by_learning_it(shipped):
    listening = replace(shipped.capabilities["active-listening"], indicators=(REVIEWS, CHATS))
    shows = standing(listening, {"reviews": share(10, 11), "chats": share(3, 5)})
    found = planning.proposals(shows, NAMES)
    assert [(one.kind, one.name, one.many) for one in found] == [
        ("tickets", "any", 1), ("tickets", "channel:chat", 35), ("lesson", "ace-csp-101/what-listening-is", 1),
        ("scenario", "refund-wrong-size", 1),
    ]  # fmt: skip
    assert "Settle 35 more chats" in found[1].says
    left = planning.proposals(shows, NAMES, done={("lesson", "ace-csp-101/what-listening-is")})
    assert [one.kind for one in left] == ["tickets", "tickets", "scenario"]


def test_a_gate_that_asks_for_a_test_alone_is_not_proposed_beside_the_test(shipped):
    loyalty = shipped.capabilities["loyalty-programmes"]
    (gate,) = loyalty.gates
    assert planning.said_twice(loyalty, {gate: ["loyalty"]}) == {("gate", gate)}
    assert not planning.said_twice(loyalty, {gate: ["loyalty", "onboarding"]})  # asks for more
    assert not planning.said_twice(loyalty, {gate: ()})


DAYS = some.none() | some.integers(-9, 9).map(lambda days: NOW + timedelta(days=days))


@given(DAYS, DAYS, some.booleans())
def test_what_was_seen_again_or_said_is_done(said, seen, again):
    found = planning.stands(said, seen, NOW, again)
    assert (found.at is None) == (said is None and (seen is None or (again and seen < NOW)))
    assert not found.by_itself or found.at == seen


def step(of, by=None, **about) -> Step:
    about = {"capability": "active-listening", "kind": "own", "says": "Sum up each call", "at": NOW} | about
    return verbs.plan_step(of=of, by=by or of, **about)


@pytest.mark.django_db
def test_a_person_and_their_lead_plan_and_nobody_else(loaded, ada, mo, lee, zed):
    step(mo)
    step(mo, by=lee, says="Listen in with Ada", until=date(2026, 7, 1))
    assert [one.step.says for one in plans.plan_of(mo, TODAY)] == ["Listen in with Ada", "Sum up each call"]
    for by in (ada, zed):
        with pytest.raises((Http404, PermissionDenied)):
            step(mo, by=by)
        with pytest.raises((Http404, PermissionDenied)):
            verbs.drop_step(step=Step.objects.first(), by=by, at=NOW)
    for wrong in ({"says": " "}, {"kind": "lesson", "name": "no/such"}, {"kind": "tickets", "name": "kind:<x>"},
                  {"until": date(2020, 1, 1)}, {"capability": "none"}):  # fmt: skip
        with pytest.raises(Refused):
            step(mo, **wrong)


@pytest.mark.django_db
def test_a_step_is_done_by_itself_or_when_somebody_says_so(loaded, ada, ticket, monkeypatch):  # noqa: F811
    monkeypatch.setattr(plans, "called", lambda: NAMES)
    serve = step(ada, kind="scenario", name="refund-wrong-size", says="Serve: Wrong size")
    assert step(ada, kind="scenario", name="refund-wrong-size", says="Again") == serve
    settle = step(ada, kind="tickets", name="any", says="Settle 35 more", many=1)
    assert (serve.says, settle.says) == ("Serve: Wrong size", "Settle 1 more matters of any sort")
    own = step(ada)
    run = {"person": ada, "revision": loaded, "scenario": "refund-wrong-size", "medium": "email", "seed": 1, "mood": 50,
           "patience": 5, "ending": "met", "score": 80, "passed": True}  # fmt: skip
    early, later = NOW - timedelta(days=1), NOW + timedelta(days=1)
    Run.objects.create(began_at=early, ended_at=early, **run)
    assert not any(one.done.at for one in plans.plan_of(ada, TODAY))
    Run.objects.create(began_at=later, ended_at=later, **run)
    own_one = desk.open_ticket(customer=ticket.customer, by=ada, at=NOW, subject="My own", text="Said by nobody.")
    Solution.objects.create(ticket=own_one, by=ada, at=NOW)
    Solution.objects.create(ticket=ticket, by=ada, at=later)
    verbs.do_step(step=own, by=ada, at=NOW)
    over = {one.step: (one.done.at, one.done.by_itself) for one in plans.plan_of(ada, TODAY)}
    assert over == {serve: (later, True), settle: (later, True), own: (NOW, False)}
    verbs.take_up_step(step=own, by=ada, at=NOW)
    verbs.drop_step(step=serve, by=ada, at=NOW)
    assert [(one.step, one.done.at) for one in plans.plan_of(ada, TODAY)] == [(own, None), (settle, later)]


@pytest.mark.django_db
def test_a_lead_cant_read_practice_off_a_plan(loaded, shipped, mo, lee, monkeypatch):
    monkeypatch.setattr(plans, "called", lambda: NAMES)
    theirs = step(mo, by=lee, kind="scenario", name="refund-wrong-size", says="Serve: Wrong size")
    later = NOW + timedelta(days=1)
    Run.objects.create(person=mo, revision=loaded, scenario="refund-wrong-size", medium="email", seed=1, mood=50,
                       patience=5, ending="met", score=80, passed=True, began_at=later, ended_at=later)  # fmt: skip
    (own,), (seen,) = plans.plan_of(mo, TODAY), plans.plan_of(mo, TODAY, reader=lee)
    assert own.done.by_itself and own.tells_nobody and seen.done.at is None
    listening = standing(shipped.capabilities["active-listening"], {})
    kinds = [[one.name for one in plans.proposed(mo, [listening], [], reader)[0]] for reader in (None, lee)]
    assert ["refund-wrong-size" in one for one in kinds] == [False, True]
    verbs.do_step(step=theirs, by=mo, at=later)
    assert plans.plan_of(mo, TODAY, reader=lee)[0].done.at == later


@pytest.mark.django_db
def test_what_was_done_by_itself_can_be_planned_again(loaded, ada, ticket):  # noqa: F811
    first = step(ada, kind="tickets", name="any")
    assert step(ada, kind="tickets", name="any") == first
    Solution.objects.create(ticket=ticket, by=ada, at=NOW + timedelta(hours=1))
    second = step(ada, kind="tickets", name="any", many=2, at=NOW + timedelta(hours=2))
    assert [(one.step, one.done.by_itself) for one in plans.plan_of(ada, TODAY)] == [(second, False), (first, True)]


@pytest.mark.django_db
def test_an_aim_shows_what_is_missing_with_steps_to_take(loaded, signed_in, mo, lee, ada):
    page = signed_in(mo)
    address = f"/capabilities/people/{mo.pk}/plan/"
    assert page.post(f"{address}aims/", {"role": "representative"}).status_code == 303
    verbs.aim(of=mo, capability="communication", level=3, by=lee, at=NOW)
    assert {one.level for one in Aim.objects.standing()} == {0, 3}
    missing = plans.wanted(queries.in_force(), mo, queries.standings(queries.in_force(), [mo], NOW)[mo.pk])
    assert (missing[0].capability.id, missing[0].need, len(missing)) == ("communication", 3, 12)
    seen = page.get(address).content.decode()
    assert "Customer service representative" in seen and "set by Lee" in seen and "Plan it" in seen
    lead = signed_in(lee)
    lead.post(f"{address}steps/", {"capability": "communication", "says": "Read aloud <b>"})
    assert "Read aloud &lt;b&gt;" in lead.get(address).content.decode()
    assert signed_in(ada).get(address).status_code == 404
    made = Step.objects.get()
    assert page.post(f"/capabilities/steps/{made.pk}/done/").status_code == 303
    assert signed_in(ada).post(f"/capabilities/steps/{made.pk}/done/").status_code == 404

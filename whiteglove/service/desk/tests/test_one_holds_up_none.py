"""A ticket that can't be dealt with holds up none behind it, and an administrator is told."""

from importlib import import_module

import pytest

from whiteglove.ground.events import jobs
from whiteglove.ground.events.models import Job
from whiteglove.ground.events.registry import registry
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.actions import judge_clocks as judging
from whiteglove.service.desk.actions.each import SomeFailed
from whiteglove.service.desk.actions.watch_commitments import watch_due
from whiteglove.service.desk.models import Commitment, Stage, State, Ticket
from whiteglove.service.sla.actions import adopt_targets

from .conftest import NINE, later

# Its function of the same name stands before it.
snoozing = import_module("whiteglove.service.desk.actions.snooze")
pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(arrive, ada) -> Ticket:
    """The first in every line."""
    return arrive(subject="Broken").ticket


@pytest.fixture
def sound(broken, arrive) -> Ticket:
    return arrive(subject="Sound", at=later(minutes=1)).ticket


def fails_on(broken: Ticket, verb):
    def instead(*args, **given):
        if broken.pk in [getattr(one, "ticket_id", one.pk) for one in (*args, *given.values()) if hasattr(one, "pk")]:
            raise ArithmeticError("no such hour")
        return verb(*args, **given)

    return instead


def test_the_clocks_of_the_others_are_judged(arrive, monkeypatch, request):
    adopt_targets([{"id": "first", "metric": "first_reply", "within": "4h", "counts": "wall"}], revision="t", at=NINE)
    broken, sound = request.getfixturevalue("broken"), request.getfixturevalue("sound")
    monkeypatch.setattr(judging, "judge_clocks", fails_on(broken, judging.judge_clocks))
    with pytest.raises(SomeFailed, match=rf"1 of 2 failed. Judging the clocks of #{broken.pk}: .*no such hour"):
        judging.judge_due(at=later(hours=5))
    assert sound.clocks.get().state == "breached"
    assert broken.clocks.get().state == "running"


@pytest.fixture
def asleep(broken, sound, ada) -> None:
    for ticket in (broken, sound):
        actions.snooze(ticket=ticket, by=ada, at=later(minutes=5), until=later(hours=1))


def test_the_others_wake(broken, sound, asleep, monkeypatch):
    monkeypatch.setattr(snoozing, "wake", fails_on(broken, snoozing.wake))
    with pytest.raises(SomeFailed, match=f"Waking #{broken.pk}"):
        snoozing.wake_due(at=later(hours=2))
    sound.refresh_from_db()
    assert sound.state == State.OPEN


def test_the_job_is_shown_as_failed_with_the_reason(broken, sound, asleep, monkeypatch):
    monkeypatch.setattr(snoozing, "wake", fails_on(broken, snoozing.wake))
    monkeypatch.setattr(clock, "now", lambda: later(hours=2))
    assert jobs.run(registry.jobs["desk.wake_due"], "w")
    job = Job.objects.get(name="desk.wake_due")
    last = job.error.strip().splitlines()[-1]
    assert job.failures == 1
    assert last.endswith(f"1 of 2 failed. Waking #{broken.pk}: ArithmeticError: no such hour")
    assert "Traceback" in job.error


def test_the_promises_of_the_others_are_watched(broken, sound, ada, monkeypatch):
    for ticket in (broken, sound):
        text = "I'll call you back tomorrow."
        actions.reply(ticket=ticket, by=ada, at=later(minutes=9), text=text, seen_message_id=ticket.last_inbound_id)
    run_pending(raising=True)
    for row in Commitment.objects.all():
        verbs.confirm(commitment=row, by=ada, at=later(minutes=10))
    for verb in ("remind", "break_"):
        monkeypatch.setattr(verbs, verb, fails_on(broken, getattr(verbs, verb)))
    with pytest.raises(SomeFailed, match="2 of 4 failed"):
        watch_due(at=later(days=9))
    assert set(Commitment.objects.values_list("ticket", "state")) == {
        (broken.pk, Stage.OPEN), (sound.pk, Stage.BROKEN),
    }  # fmt: skip

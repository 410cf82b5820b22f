"""What is late stays late, and what a merge brings counts from the merge on; undone, it was never there."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.judge_clocks import judge_due
from whiteglove.service.desk.happenings import Happened, TookIn, Wrote, facts_of, from_merges_on
from whiteglove.service.desk.models import Clock, Ticket
from whiteglove.service.sla.actions import adopt_targets

from .conftest import NINE, later, now

pytestmark = pytest.mark.django_db
TARGETS = [
    {"id": "first", "metric": "first_reply", "within": "4h", "counts": "wall"},
    {"id": "next", "metric": "next_reply", "within": "4h", "counts": "wall"},
    {"id": "solved", "metric": "resolution", "within": "24h", "counts": "wall", "pauses": ["waiting", "snoozed"]},
    {"id": "update", "metric": "periodic_update", "within": "5h", "counts": "wall"},
]


@pytest.fixture(autouse=True)
def promised(db):
    adopt_targets(TARGETS, revision="test", at=NINE)


def answer(ticket, by, **more):
    ticket = now(ticket)
    version = {"seen_version": ticket.version}
    return actions.reply(ticket=ticket, by=by, text="Done", seen_message_id=ticket.last_inbound_id, **version, **more)


def stand(ticket) -> dict[str, str]:
    """{metric and turn: state}"""
    return {f"{row.metric} {row.turn}": row.state for row in Clock.objects.filter(ticket=ticket)}


def merge(source, into, by, **when) -> None:
    actions.merge(source=now(source), into=now(into), by=by, at=later(**when))


def unmerge(source, by, **when) -> None:
    actions.unmerge(source=now(source), by=by, at=later(**when))


@pytest.fixture
def asked(arrive) -> Ticket:
    return arrive(subject="Asked").ticket


def test_a_ticket_solved_in_time_is_so_again_once_the_merge_is_undone(asked, arrive, ada, lee):
    answer(asked, ada, at=later(hours=1), then="solve")
    before = stand(asked)
    other = arrive(subject="Other", at=later(hours=2)).ticket
    merge(other, asked, lee, hours=3)
    judge_due(at=later(hours=40))
    assert stand(asked)["resolution 1"] == "breached", "as long as it is one matter"
    unmerge(other, lee, hours=50)
    assert stand(asked) == before
    assert before["resolution 1"] == "met"


def test_solved_again_meanwhile_it_was_solved_all_the_time(asked, arrive, ada, lee):
    answer(asked, ada, at=later(hours=1), then="solve")
    other = arrive(subject="Other", at=later(hours=2)).ticket
    merge(other, asked, lee, hours=3)
    actions.solve(ticket=now(asked), by=ada, at=later(hours=40))
    unmerge(other, lee, hours=50)
    assert stand(asked)["resolution 1"] == "met"


def test_answered_itself_since_the_merge_it_counts_on(asked, arrive, ada, lee):
    answer(asked, ada, at=later(hours=1), then="solve")
    other = arrive(subject="Other", at=later(hours=2)).ticket
    merge(other, asked, lee, hours=3)
    answer(asked, ada, at=later(hours=4))
    unmerge(other, lee, hours=50)
    assert (now(asked).state, stand(asked)["resolution 1"]) == ("open", "breached")


def test_what_was_waited_for_is_waited_for_all_the_time(asked, arrive, ada, lee):
    answer(asked, ada, at=later(hours=1), then="wait")
    other = arrive(subject="Other", at=later(hours=2)).ticket
    merge(other, asked, lee, hours=3)
    unmerge(other, lee, hours=20)
    assert (now(asked).state, stand(asked)["resolution 1"]) == ("waiting", "paused")
    arrive(subject=f"[#{asked.pk}]", at=later(hours=30))
    assert Clock.objects.get(ticket=asked, metric="resolution").due_at == later(hours=24 + 29)


def test_traits_that_changed_meanwhile_stay():
    events = [Happened("ticket.opened", NINE, {"state": "open"})]
    events.append(Happened("ticket.replied", NINE, {"state": "waiting"}))
    events += [
        Happened("ticket.took_in", later(hours=1), {"state": "open", "source": 7}),
        Happened("ticket.priority_set", later(hours=2), {"state": "open", "new": "urgent"}),
        Happened("ticket.snoozed", later(hours=3), {"state": "snoozed"}),
        Happened("ticket.gave_back", later(hours=4), {"state": "waiting", "source": 7, "restored": True}),
    ]
    assert [fact.name for fact in facts_of(events, [])] == ["opened", "waiting", "changed"]


def test_late_stays_late_though_the_other_was_answered_in_time(asked, arrive, ada, lee):
    other = arrive(subject="Other", at=later(minutes=20)).ticket
    answer(other, ada, at=later(hours=1))
    judge_due(at=later(hours=6))
    merge(other, asked, lee, hours=7)
    first = Clock.objects.get(ticket=asked, metric="first_reply")
    assert (first.state, first.breached_at, first.ended_at) == ("breached", later(hours=4), later(hours=7))
    assert not Event.objects.about(asked).named("clock.met").filter(facts__metric="first_reply").exists()


def test_still_in_time_it_is_answered_at_the_merge(asked, arrive, ada, lee):
    other = arrive(subject="Other", at=later(minutes=20)).ticket
    answer(other, ada, at=later(hours=1))
    merge(other, asked, lee, hours=2)
    first = Clock.objects.get(ticket=asked, metric="first_reply")
    assert (first.state, first.ended_at) == ("met", later(hours=2))
    unmerge(other, lee, hours=2, minutes=30)
    assert stand(asked)["first_reply 1"] == "running"


def test_an_older_answer_doesnt_answer_what_was_asked_after_it(arrive, ada, lee):
    old = arrive(subject="Old").ticket
    answer(old, ada, at=later(hours=1), then="wait")
    asked = arrive(subject="Asked", at=later(hours=20)).ticket
    merge(old, asked, lee, hours=21)
    assert stand(asked) == {"first_reply 1": "running", "resolution 1": "running", "periodic_update 1": "running"}


def test_whom_the_other_left_waiting_waits_here_from_the_merge_on(asked, arrive, ada, lee):
    answer(asked, ada, at=later(hours=1), then="wait")
    other = arrive(subject="Other", at=later(hours=2)).ticket
    merge(other, asked, lee, hours=5)
    row = Clock.objects.get(ticket=asked, metric="next_reply")
    assert (row.started_at, row.due_at) == (later(hours=5), later(hours=9))


def test_whom_nobody_has_to_answer_starts_nothing(asked, arrive, ada, lee):
    answer(asked, ada, at=later(hours=1), then="wait")
    other = arrive(subject="Other", at=later(hours=2)).ticket
    actions.solve(ticket=now(other), by=ada, at=later(hours=3))
    merge(other, asked, lee, hours=5)
    assert "next_reply 1" not in stand(asked)


def test_mail_that_follows_the_merge_counts_when_it_is_written(asked, arrive, ada, lee):
    sent = answer(asked, ada, at=later(hours=1), then="wait")
    third = arrive(subject="Third", sender="Jonas Weber <jonas@weber.example>").ticket
    merge(asked, third, lee, hours=2)
    answer(third, ada, at=later(hours=3))
    arrive(in_reply_to=sent.message_id, at=later(hours=4))
    assert Clock.objects.get(ticket=third, metric="next_reply").started_at == later(hours=4)


def test_a_merge_of_merges_keeps_what_the_first_has_brought(asked, arrive, ada, lee):
    other = arrive(subject="Other", at=later(minutes=20)).ticket
    answer(other, ada, at=later(hours=1))
    judge_due(at=later(hours=6))
    merge(other, asked, lee, hours=7)
    merge(asked, arrive(subject="Last", at=later(hours=8)).ticket, lee, hours=9)
    first = Clock.objects.get(ticket=asked, metric="first_reply")
    assert (first.state, first.ended_at) == ("breached", later(hours=7))


OWN = [Wrote("inbound", later(hours=1))]
BROUGHT = [
    # (what the other ticket holds, in hours; whether it waited on us) -> what counts at the merge, hour 5
    ([("reply", 2)], False, ["reply"]),
    ([("reply", 0)], False, []),
    ([("automatic", 2)], True, ["automatic"]),
    ([("inbound", 2), ("reply", 3)], True, ["reply"]),
    ([("reply", 2), ("inbound", 3)], True, ["inbound", "reply"]),
    ([("inbound", 0)], True, ["inbound"]),
    ([("inbound", 3)], False, []),
]


@pytest.mark.parametrize(("said", "waited", "counts"), BROUGHT)
def test_what_counts_at_the_merge(said, waited, counts):
    words = [Wrote(kind, later(hours=hour)) for kind, hour in said]
    found = from_merges_on(OWN, {TookIn(later(hours=5), waited): words})
    assert found == [*OWN, *(Wrote(kind, later(hours=5)) for kind in counts)]

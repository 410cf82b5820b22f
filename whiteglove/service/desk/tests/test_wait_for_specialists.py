"""Whoever needs a specialist in a chat is talking to one within ten minutes: when that clock runs, and what ends it."""

from datetime import timedelta

import pytest

from tests.cast import make_person
from whiteglove.ground.lib import clock as wall
from whiteglove.service.desk import actions
from whiteglove.service.desk.happenings import Happened
from whiteglove.service.desk.models import Clock, Escalation, Handover, Ticket
from whiteglove.service.desk.specialists import of_specialists
from whiteglove.service.sla.actions import adopt_targets

from .conftest import NINE, later
from .test_answer_chats import answer, chat_desk, say  # noqa: F401 - a fixture

ADA, BEN = 1, 2
PASSED = ("passed_on", {"before": ADA})
CASES = {
    "answered by whom it went to": ([PASSED, ("replied", {"answers": 7})], "asked 0, joined 1"),
    "a last word of the giver is no answer": ([PASSED, ("replied", {})], "asked 0"),
    "taken from the queue": ([PASSED, ("assigned", {"own": True, "to": BEN})], "asked 0, joined 1"),
    "taken by its giver again": ([PASSED, ("assigned", {"own": True, "to": ADA})], "asked 0, declined 1"),
    "given by a rule, nobody has come yet": ([PASSED, ("assigned", {"own": False, "to": BEN})], "asked 0"),
    "undone": ([PASSED, ("handover_undone", {})], "asked 0, declined 1"),
    "refused and answered by its giver": ([PASSED, ("pass_refused", {}), ("replied", {})], "asked 0, declined 2"),
    "refused and passed on further": (
        [PASSED, ("pass_refused", {}), PASSED, ("replied", {"answers": 8})],
        "asked 0, joined 3",
    ),
    "passed on twice": ([PASSED, PASSED, ("taken_over", {"own": True, "to": 3})], "asked 0, joined 2"),
    "escalated and taken on": ([("escalated", {}), ("escalation_accepted", {})], "asked 0, joined 1"),
    "escalated, settled without": ([("escalated", {}), ("escalation_resolved", {})], "asked 0, declined 1"),
    "escalated, advised": ([("escalated", {}), ("escalation_returned", {}), ("replied", {})], "asked 0, declined 2"),
    "a new need after the first": ([PASSED, ("replied", {"answers": 7}), PASSED], "asked 0, joined 1, asked 2"),
    "left meanwhile": ([PASSED, ("chat_left", {}), ("replied", {"answers": 7})], "asked 0"),
    "nobody sits there any more": ([("chat_left", {}), ("escalated", {})], ""),
    "they are back": (
        [("chat_left", {}), ("customer_wrote", {"channel": "chat"}), ("escalated", {})],
        "asked 2",
    ),
    "they go on by mail": ([("chat_left", {}), ("customer_wrote", {"channel": "email"}), ("escalated", {})], ""),
    "solved meanwhile": ([PASSED, ("solved", {"state": "solved"}), ("escalation_accepted", {})], "asked 0"),
    "taken over without need": ([("taken_over", {"own": True, "to": 3})], ""),
}


@pytest.mark.engineless
@pytest.mark.parametrize(("events", "heard"), CASES.values(), ids=CASES)
def test_a_specialist_is_asked_for_joins_or_is_not_needed_after_all(events, heard):
    happened = [Happened(f"ticket.{name}", later(seconds=at), facts) for at, (name, facts) in enumerate(events)]
    found = [f"{one.name.removeprefix('specialist_')} {(one.at - NINE).seconds}" for one in of_specialists(happened)]
    assert ", ".join(found) == heard


TARGETS = [{"id": "handover", "metric": "chat_specialist", "channel": "chat", "within": "10 min", "counts": "wall"}]


@pytest.fixture
def chat(chat_desk, ada, lee) -> Ticket:  # noqa: F811
    adopt_targets(TARGETS, revision="test", at=wall.now() - timedelta(days=1))
    say("My machine says E-42")
    answer(Ticket.objects.get(), ada, "Let me look.")
    for one in (ada, lee):
        actions.begin_chat_duty(by=one, at=wall.now())
    return Ticket.objects.get()


def pass_on(chat, by, to) -> Handover:
    return actions.pass_on(ticket=chat, by=by, at=wall.now(), summary="E-42", to=to)


def states() -> list[str]:
    return list(Clock.objects.filter(metric="chat_specialist").order_by("turn").values_list("state", flat=True))


@pytest.mark.django_db
def test_the_ten_minutes_run_from_passing_on_until_the_colleague_answers(chat, ada, lee):
    made = pass_on(chat, ada, lee)
    assert Clock.objects.get(metric="chat_specialist").due_at == made.at + timedelta(minutes=10)
    answer(Ticket.objects.get(), ada, "Somebody will be with you.")
    assert states() == ["running"]
    answer(Ticket.objects.get(), lee, "I know E-42 well.")
    assert states() == ["met"]


@pytest.mark.django_db
def test_a_refusal_does_not_begin_them_anew(chat, ada, lee, support):
    made = pass_on(chat, ada, lee)
    actions.refuse(handover=made, by=lee, at=wall.now(), why="Not mine")
    ben = make_person("Agent 2", "agent2@whiteglove.example", "agent", support)
    actions.begin_chat_duty(by=ben, at=wall.now())
    pass_on(Ticket.objects.get(), ada, ben)
    assert Clock.objects.get(metric="chat_specialist").started_at == made.at


@pytest.mark.django_db
def test_a_lead_who_takes_on_an_escalated_chat_has_come(chat, ada, lee, support):
    actions.escalate(ticket=chat, by=ada, at=wall.now(), reason="authority", text="E-42", to=support)
    assert states() == ["running"]
    actions.accept_escalation(escalation=Escalation.objects.get(), by=lee, at=wall.now())
    assert states() == ["met"]

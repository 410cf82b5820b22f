"""Where somebody stands follows from what they did, by the pack's rules alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.academy.programme import Gate, Item, programmes_of
from whiteglove.learning.academy.state import Facts, More, Plea, Result, Signed, Status, gate_state, standing
from whiteglove.learning.academy.wording import rule_of

from .little import NINE, PARTS

HOUR = timedelta(hours=1)
PLAIN = Gate("g", "AA-1", "practice", "Two lamps", "Serve.", (Item("a", "A"), Item("b", "B")), score=70, need=1)
PROGRAMME = programmes_of(PARTS)["little"]
DONE = {
    "aa-1.case": Facts((Result("parcel", NINE, 90),)),
    "aa-1.test": Facts((Result("ethics", NINE, 80),)),
    "aa-2.play": Facts((Result("lamp.chat", NINE, 75),), (Signed(NINE, True, "Good.", "Lee"),)),
    "aa-2.day": Facts((Result("calm", NINE, 100),)),
}
ALL_READ = [("AA-1", "first")]

results = st.lists(
    st.builds(Result, st.sampled_from("ab"), st.integers(0, 500).map(lambda n: NINE + n * HOUR), st.integers(0, 100)),
    max_size=8,
).map(tuple)  # fmt: skip
gates = st.builds(
    lambda need, attempts, wait, last, signed: replace(PLAIN, need=need, attempts=attempts, wait=wait * HOUR,
                                                       last_counts=last, signed=signed),
    st.integers(0, 2), st.integers(0, 4), st.integers(0, 48), st.booleans(), st.booleans(),
)  # fmt: skip


def state(gate: Gate = PLAIN, closed: str = "", at=NINE, **facts):
    return gate_state(gate, Facts(**facts), closed, at)


def test_whoever_did_all_has_completed_it():
    found = standing(PROGRAMME, DONE, ALL_READ, NINE)
    assert found.completed and found.step is None and found.percent == 100
    assert [one.why for one in found.modules] == ["All lessons are read and all gates passed."] * 2


def test_a_newcomer_reads_first_and_sees_what_is_closed():
    found = standing(PROGRAMME, {}, [], NINE)
    assert found.step.lesson == "first" and found.current.next == "Read “What listening is”."
    assert found.current.why == "1 lesson to read and 2 gates to pass."
    assert [one.status for one in found.gates] == [Status.OPEN, *[Status.LOCKED] * 3]
    assert found.modules[1].why == "It opens when the modules before it are completed."


@pytest.mark.parametrize("missing", DONE)
def test_nothing_is_completed_while_a_gate_is_missing(missing: str):
    facts = {name: one for name, one in DONE.items() if name != missing}
    found = standing(PROGRAMME, facts, ALL_READ, NINE)
    assert not found.completed and found.step.gate == missing


@pytest.mark.parametrize(("facts", "status", "says"), [
    ({}, Status.OPEN, "You can begin at any time."),
    ({"results": (Result("a", NINE, 69),)}, Status.OPEN, "Not passed yet."),
    ({"results": (Result("a", NINE, 70),)}, Status.PASSED, "Passed."),
])  # fmt: skip
def test_an_item_is_passed_by_its_score(facts: dict, status: Status, says: str):
    found = state(**facts)
    assert (found.status, found.why) == (status, says)


def test_a_pause_is_kept_between_attempts_and_all_can_be_used_up():
    gate = replace(PLAIN, items=PLAIN.items[:1], need=0, attempts=2, wait=24 * HOUR, appeal=48 * HOUR)
    one = (Result("a", NINE, 10),)
    paused = state(gate, at=NINE + HOUR, results=one)
    assert paused.status == Status.WAITING and paused.next_at == NINE + 24 * HOUR
    assert state(gate, at=NINE + 24 * HOUR, results=one).status == Status.OPEN
    spent = state(gate, at=NINE + 26 * HOUR, results=(*one, Result("a", NINE + 25 * HOUR, 20)))
    assert spent.status == Status.USED_UP and spent.plea_until == NINE + 73 * HOUR
    again = Plea(NINE + 26 * HOUR, "a", "again", NINE + 27 * HOUR, "Once more.")
    helped = state(gate, at=NINE + 28 * HOUR, results=(*one, Result("a", NINE + 25 * HOUR, 20)), pleas=(again,))
    assert helped.status == Status.OPEN and helped.items[0].left == 1 and helped.plea_until is None


def test_what_is_judged_late_counts_from_when_it_was_handed_in():
    gate = replace(PLAIN, items=PLAIN.items[:1], need=0, wait=24 * HOUR, appeal=48 * HOUR)
    late = (Result("a", NINE, 10, told_at=NINE + 72 * HOUR),)
    found = state(gate, at=NINE + 73 * HOUR, results=late)
    assert (
        found.status == Status.OPEN and found.plea_until == NINE + 120 * HOUR
    )  # but a second look from when it is known


def test_what_waits_for_a_reader_is_nothing_to_do_again():
    gate = replace(PLAIN, items=PLAIN.items[:1], need=0, attempts=2)
    read = (Result("a", NINE, 10), Result("a", NINE + HOUR, 0, pending=True))
    found = state(gate, at=NINE + 2 * HOUR, results=read)
    assert (found.status, found.next, found.items[0].tried) == (Status.READING, "", 1)
    assert "is being read" in found.why and not found.in_need and found.plea_until is None
    both = state(PLAIN, at=NINE + 2 * HOUR, results=read)  # the other item of the gate can be done meanwhile
    assert both.status == Status.OPEN and both.next == "Do “B”."


@given(gates, results, st.sampled_from(["", "a", "b"]))
def test_one_more_attempt_opens_what_was_used_up_or_paused(gate: Gate, tried: tuple[Result, ...], item: str):
    at = NINE + 501 * HOUR
    before = gate_state(gate, Facts(tried), "", at)
    after = gate_state(gate, Facts(tried, more=(More(at, item, "Ill.", "Lee"),)), "", at)
    needed = [one.item.id for one in before.in_need if item in ("", one.item.id)]
    opened = [after.of_item(one) for one in needed]
    assert all(one.left != 0 and one.next_at is None for one in opened)
    assert after.passed == before.passed and [one.tried for one in after.items] == [one.tried for one in before.items]


def test_what_was_done_beyond_the_limit_or_in_a_pause_does_not_count():
    tries = tuple(Result("a", NINE + n * HOUR, score) for n, score in ((0, 10), (1, 90), (24, 20), (48, 95)))
    found = state(replace(PLAIN, attempts=2, wait=24 * HOUR), at=NINE + 72 * HOUR, results=tries)
    assert (found.items[0].tried, found.items[0].score, found.items[0].left) == (2, 20, 0)
    assert state(PLAIN, at=NINE + 72 * HOUR, results=tries).items[0].score == 95


def test_a_sign_off_is_asked_for_given_back_and_granted():
    gate, passed = replace(PLAIN, signed=True), (Result("a", NINE, 90),)
    steps = [(), (Signed(NINE),), (Signed(NINE, False, "Say when.", "Lee"),), (Signed(NINE, True, "", "Lee"),)]
    found = [state(gate, results=passed, signed=one) for one in steps]
    assert [one.status for one in found] == [Status.TO_ASK, Status.ASKED, Status.RETURNED, Status.PASSED]
    assert found[2].why == "Given back by Lee: Say when." and found[3].why == "Signed off by Lee."


def test_a_second_look_can_pass_a_gate():
    assert state(pleas=(Plea(NINE, "", "passed", NINE, "It was right."),)).passed


@given(gates, results)
def test_more_that_was_passed_never_takes_back_a_gate(gate: Gate, tried: tuple[Result, ...]):
    gate = replace(gate, last_counts=False, signed=False)
    at = NINE + 600 * HOUR
    before, after = (gate_state(gate, Facts(each), "", at) for each in (tried, (*tried, Result("a", at, 100))))
    assert after.passed >= before.passed and after.done >= before.done


@given(gates, results, st.booleans())
def test_every_state_says_why_and_what_next_where_there_is_something_to_do(gate: Gate, tried, closed: bool):
    at = NINE + 501 * HOUR
    found = gate_state(gate, Facts(tried), "Later." if closed else "", at)
    assert found.why
    assert bool(found.next) == (found.status not in (Status.LOCKED, Status.ASKED, Status.PASSED))
    assert found.status != Status.WAITING or found.next_at > at
    assert all(one.left is None or 0 <= one.left <= gate.attempts for one in found.items)


@given(gates, results)
def test_the_order_in_which_results_are_handed_in_says_nothing(gate: Gate, tried: tuple[Result, ...]):
    at = NINE + 501 * HOUR
    distinct = tuple({(one.item, one.at): one for one in tried}.values())
    assert gate_state(gate, Facts(distinct), "", at) == gate_state(gate, Facts(distinct[::-1]), "", at)


@given(st.sets(st.sampled_from(sorted(DONE))))
def test_a_module_in_turn_opens_only_after_those_before_it(done: set[str]):
    found = standing(PROGRAMME, {name: DONE[name] for name in done}, ALL_READ, NINE)
    assert found.modules[1].open == found.modules[0].completed
    assert found.completed == all(one.completed for one in found.modules)
    assert found.passed == len([one for one in found.gates if one.passed]) and 0 <= found.percent <= 100


def test_the_rule_of_a_gate_is_said_in_words():
    gate = replace(PLAIN, attempts=3, wait=24 * HOUR, signed=True, appeal=14 * 24 * HOUR)
    assert rule_of(gate) == [
        "One of these two is enough.", "70 of 100 passes each; the best attempt counts.",
        "At most three attempts for each, with 1 day between two.",
        "When that is done, somebody who leads you signs it off.",
        "If a result seems wrong, you can ask for a second look within 14 days.",
    ]  # fmt: skip

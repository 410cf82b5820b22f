"""Solving is held up by what is missing, and goes on with a word."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whiteglove.ground.events.work import run_pending
from whiteglove.learning.closing import queries
from whiteglove.learning.closing.checking import Spoken
from whiteglove.learning.closing.guard import word
from whiteglove.learning.standards.queries import Heard
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.errors import Stale, Unready
from whiteglove.service.desk.models import Message, State

from .conftest import MONDAY, later, say

pytestmark = pytest.mark.django_db


def verdicts(ticket) -> dict[str, str]:
    return {one.question: one.verdict for one in queries.check_of(ticket).answers.all()}


def solve(ticket, by, **more):
    return desk.solve(ticket=ticket, by=by, at=later(hours=2), **more)


def test_without_a_pack_that_asks_nothing_is_asked(answered, ada):
    solve(answered, ada)
    assert queries.check_of(answered) is None


def test_what_is_missing_holds_it_up_and_is_named(warns, answered, ada):
    with pytest.raises(Unready, match="timeline, satisfied, documented"):
        solve(answered, ada)
    answered.refresh_from_db()
    assert answered.state != State.SOLVED


def test_solved_anyway_it_is_kept_what_was_left_open(warns, answered, ada):
    solve(answered, ada, word=word({"timeline": "not_needed"}, anyway=True))
    found = {"timeline": "not_needed", "satisfied": "open", "documented": "open", "follow_up": "spared"}
    assert verdicts(answered) == found
    check = queries.check_of(answered)
    assert (check.open, check.by, check.revision) == (2, ada, warns)


def test_where_all_is_seen_it_is_solved_at_once_with_the_words_that_show_it(warns, ticket, ada):
    said = say(ticket, ada, "I am sorry. You have it back by Friday.")
    run_pending()
    desk.set_kind(ticket=ticket, by=ada, at=later(hours=2), kind="billing")
    solve(ticket, ada)
    kept = {one.question: one.shown for one in queries.check_of(ticket).answers.all()}
    assert kept["timeline"] == [{"message": said.pk, "quote": "by Friday", "name": "timeline"}]
    assert kept["documented"][0]["says"] == "Kind: billing"


def test_the_reply_it_is_solved_with_counts(warns, ticket, ada):
    desk.set_kind(ticket=ticket, by=ada, at=later(hours=1), kind="billing")
    sent = say(ticket, ada, "I am sorry. You have it back by Friday.", then="solve")
    assert queries.check_of(ticket).answers.get(question="timeline").shown[0]["message"] == sent.pk


def test_a_reply_that_is_held_up_isnt_sent(warns, ticket, ada):
    with pytest.raises(Unready):
        say(ticket, ada, "It is void.", then="solve")
    assert not Message.objects.replies().filter(ticket=ticket).exists()


def test_nobody_is_asked_where_nobody_of_us_wrote(warns, ticket, ada):
    solve(ticket, ada)
    assert queries.check_of(ticket) is None


def test_customers_and_jobs_are_not_held_up(warns, answered, ada):
    desk.solve(ticket=answered, by=None, at=later(hours=2), side="customer")
    assert answered.state == State.SOLVED


def test_a_word_meant_for_another_ticket_says_nothing(warns, answered, ada):
    with pytest.raises(Unready):
        solve(answered, ada, word=word(anyway=True) | {"ticket": str(answered.pk + 1)})


def heard(kind: str, message: int, *behaviours: str) -> Heard:
    found = [{"behaviour": one, "quote": one, "sentence": 0} for one in behaviours]
    return Heard(message, kind, MONDAY, "", found, [[0, 1]])


def test_the_thanks_a_customer_began_with_are_no_word_on_the_end():
    began = [heard("inbound", 1, "thanks"), heard("reply", 2, "done")]
    assert not any(one.last for one in queries.spoken_in(began))
    assert [one.last for one in queries.spoken_in([*began, heard("inbound", 3, "thanks")])] == [False, False, True]


def test_a_first_answer_that_promises_more_has_settled_nothing():
    assert not queries.left_to_do([heard("reply", 1, "done")], [])
    assert queries.left_to_do([heard("reply", 1, "commitment")], [])
    assert queries.left_to_do([], [Spoken("vague_time", "agent", "soon", 0)])


@pytest.mark.parametrize(("promises", "says_when"), [([("offered", None)], False), ([("open", MONDAY)], True)])
def test_a_promise_without_a_time_says_not_when(promises, says_when, warns, answered, monkeypatch):
    monkeypatch.setattr(queries, "_promises", lambda ticket: promises)
    assert ("promised" in queries.facts_of(answered, [], queries.in_force())) is says_when


def test_what_was_seen_must_still_hold(warns, answered, ada, lee):
    seen = answered.version
    desk.note(ticket=answered, by=lee, at=later(hours=2), text="Wait.")
    with pytest.raises(Stale):
        solve(answered, ada, version=seen, word=word(anyway=True))


def test_taken_back_the_check_counts_no_more_and_another_may_be_made(warns, answered, ada):
    solve(answered, ada, word=word(anyway=True))
    desk.reopen(ticket=answered, by=ada, at=later(hours=3))
    assert not queries.checks(ada).exists()
    solve(answered, ada, word=word({"timeline": "yes"}, anyway=True))
    assert verdicts(answered)["timeline"] == "yes"
    assert queries.checks(ada).count() == 1


class TestWhereThePackDemands:
    @pytest.fixture(autouse=True)
    def _blocks(self, closing_in):
        closing_in("block")

    def test_an_agent_says_it_by_hand_or_waits(self, answered, ada):
        with pytest.raises(Unready, match="look at: timeline\\."):
            solve(answered, ada, word=word(anyway=True, why="I say so"))
        solve(answered, ada, word=word({"timeline": "yes"}, anyway=True))
        assert queries.check_of(answered).overruled == ""

    def test_a_lead_lets_it_through_with_a_reason_that_is_kept(self, answered, lee):
        with pytest.raises(Unready):
            solve(answered, lee, word=word(anyway=True))
        solve(answered, lee, word=word(anyway=True, why="The customer rang and is fine."))
        assert queries.check_of(answered).overruled == "The customer rang and is fine."


def test_off_means_off(closing_in, answered, ada):
    closing_in("off")
    solve(answered, ada)
    assert queries.check_of(answered) is None


def test_being_checked_costs_a_fixed_number_of_statements(warns, answered, ada):
    from whiteglove.learning.closing.guard import SelfCheckGuard

    given = word({"timeline": "yes", "satisfied": "yes", "documented": "yes"})
    SelfCheckGuard().judge(answered, ada, later(hours=2), given, [], 0)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        SelfCheckGuard().judge(answered, ada, later(hours=2), given, [], 0)
    assert len(asked) <= 8


def test_counted_by_question_for_those_who_see_the_tickets(warns, answered, ada, zed, billing):
    from tests.cast import make_person

    solve(answered, ada, word=word({"timeline": "yes"}, anyway=True))
    found = queries.verdicts(ada, later(hours=0), later(days=1))
    assert found["timeline"] == {"yes": 1}
    outsider = make_person("Sipho Nkosi", "sipho@whiteglove.example", "lead", billing)
    assert queries.verdicts(outsider, later(hours=0), later(days=1)) == {}
    assert queries.verdicts(zed, later(hours=0), later(days=1)) == {}

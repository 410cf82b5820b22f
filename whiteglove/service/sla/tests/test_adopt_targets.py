"""Taking over the promises of a standard pack, and what the clocks make of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from whiteglove.ground.events.models import Event
from whiteglove.service.sla.actions import adopt_targets, define_calendar
from whiteglove.service.sla.facts import Fact
from whiteglove.service.sla.judge import judge
from whiteglove.service.sla.models import Adoption, Target
from whiteglove.service.sla.queries import rules, targets_in_force
from whiteglove.service.sla.target import TargetError

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[4] / "packs/white-glove/standards/targets.yaml"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
REPLY = {"id": "email.first-reply", "channel": "email", "metric": "first_reply", "within": "4 h", "says": "Answered."}
ACK = {"id": "email.ack", "channel": "email", "metric": "acknowledgement", "within": "2 h"}
CHATS = {"id": "chat.first", "channel": "chat", "metric": "first_contact_resolution", "share": 80}


def test_the_guide_that_ships_is_adopted_whole():
    adopt_targets(yaml.safe_load(GUIDE.read_text()), revision="1", at=NOW)
    times = {row.key: row.seconds for row in Target.objects.clocks()}
    assert times["email.acknowledgement"] == 2 * 3600
    assert times["email.first-reply"] == 4 * 3600
    assert times["email.resolution"] == 24 * 3600
    assert times["email.resolution-complex"] == 72 * 3600
    assert (times["chat.connection"], times["chat.next-reply"], times["chat.handover"]) == (30, 120, 600)
    assert (times["phone.answer"], times["phone.hold"], times["phone.callback"]) == (15, 120, 4 * 3600)
    assert [row.share for row in Target.objects.shares()] == [80, 70]


def test_the_first_adoption_applies_since_ever_and_a_new_promise_from_then_on():
    adopt_targets([REPLY], revision="1", at=NOW)
    adopt_targets([REPLY, ACK], revision="2", at=LATER)
    assert [(row.key, row.active_from, row.revision) for row in Target.objects.all()] == [
        ("email.first-reply", None, "1"),
        ("email.ack", LATER, "2"),
    ]


def test_adopting_the_same_twice_changes_nothing():
    adopt_targets([REPLY, CHATS], revision="1", at=NOW)
    assert not adopt_targets([REPLY, {**CHATS, "says": "Settled at once."}], revision="2", at=LATER)
    assert (Target.objects.count(), Adoption.objects.count()) == (2, 1)


def test_a_changed_promise_ends_and_begins_anew():
    adopt_targets([REPLY], revision="1", at=NOW)
    done = adopt_targets([{**REPLY, "within": "1 h"}], revision="2", at=LATER)
    assert (done.added, done.changed, done.withdrawn) == ([], ["email.first-reply"], [])
    assert [(row.seconds, row.active_from, row.active_until) for row in Target.objects.all()] == [
        (14_400, None, LATER),
        (3600, LATER, None),
    ]


def test_a_promise_that_is_missing_is_withdrawn():
    adopt_targets([REPLY, ACK], revision="1", at=NOW)
    assert adopt_targets([REPLY], revision="2", at=LATER).withdrawn == ["email.ack"]
    assert [row.key for row in targets_in_force(LATER)] == ["email.first-reply"]
    assert [row.key for row in targets_in_force(NOW)] == ["email.first-reply", "email.ack"]


def test_an_adoption_is_told_once_with_what_it_did(admin):
    adopt_targets([REPLY], revision="1", at=NOW, by=admin)
    event = Event.objects.get(name="targets.adopted")
    assert (event.by_id, event.facts["added"]) == (admin.pk, ["email.first-reply"])


@pytest.mark.parametrize("broken", [{**REPLY, "within": "soon"}, {**REPLY, "metric": "smile"}, {**REPLY, "colour": 1}])
def test_a_pack_with_one_broken_promise_is_refused_whole(broken):
    with pytest.raises(TargetError):
        adopt_targets([ACK, broken], revision="1", at=NOW)
    assert not Target.objects.exists()


@pytest.mark.parametrize("twice", [[REPLY, REPLY], [{**REPLY, "id": ""}], [CHATS, {**REPLY, "id": "chat.first"}]])
def test_each_promise_needs_an_id_of_its_own(twice):
    with pytest.raises(ValueError, match="id of its own"):
        adopt_targets(twice, revision="1", at=NOW)


@pytest.mark.parametrize("who", ["ada", "lee", "mo", "zed", "cleo"])
def test_only_an_administrator_adopts_by_hand(who, request):
    with pytest.raises(PermissionDenied):
        adopt_targets([REPLY], revision="1", at=NOW, by=request.getfixturevalue(who))


def test_two_promises_of_one_key_cannot_be_in_force_together():
    adopt_targets([REPLY], revision="1", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target(key="email.first-reply", metric="first_reply", seconds=1).save()


def test_a_promise_is_a_time_or_a_share_and_never_neither():
    with pytest.raises(IntegrityError), transaction.atomic():
        Target(key="nothing", metric="first_reply").save()


def test_the_clocks_run_by_the_adopted_rules_and_name_their_row():
    adopt_targets([REPLY], revision="1", at=NOW)
    facts = [Fact("opened", NOW, "customer", {"channel": "email"})]
    reading = judge(facts, rules().targets, rules().calendars, NOW)[0]
    assert reading.due_at == NOW + timedelta(hours=4)
    assert reading.target.row == Target.objects.get().pk


def test_rules_follow_an_adoption_at_once():
    adopt_targets([REPLY], revision="1", at=NOW)
    assert len(rules().targets) == 1
    adopt_targets([REPLY, ACK], revision="2", at=LATER)
    assert len(rules().targets) == 2
    adopt_targets([ACK], revision="3", at=LATER + timedelta(hours=1))
    assert [target.active_until for target in rules().targets] == [LATER + timedelta(hours=1), None]


def test_a_case_keeps_what_was_judged_when_the_promise_changes():
    adopt_targets([REPLY], revision="1", at=NOW)
    facts = [Fact("opened", NOW, "customer", {"channel": "email"}), Fact("wrote", LATER, "agent")]
    adopt_targets([{**REPLY, "within": "1 h"}], revision="2", at=LATER + timedelta(hours=1))
    assert judge(facts, rules().targets, rules().calendars, LATER + timedelta(days=1))[0].state == "met"


def test_the_rules_take_three_queries(django_assert_num_queries):
    adopt_targets(yaml.safe_load(GUIDE.read_text()), revision="1", at=NOW)
    define_calendar(name="Office", spec={"hours": {"mon-fri": "09:00-17:00"}}, by=None, at=NOW)
    with django_assert_num_queries(3):
        rules()

"""Agendas come from what happened: which conversation, which skill, how it stands to the time before."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.people.models import Membership
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions.focus import choose_skill
from whiteglove.learning.coaching.actions.prepare import prepare, prepare_due
from whiteglove.learning.coaching.actions.talk import hold
from whiteglove.learning.coaching.choosing import best, hardest
from whiteglove.learning.coaching.evidence.replies import Reply
from whiteglove.learning.coaching.evidence.shape import Evidence, Share
from whiteglove.learning.coaching.models import Line
from whiteglove.learning.coaching.programme import Skill
from whiteglove.learning.coaching.skills import one_of, rate_of
from whiteglove.learning.coaching.trend import FEW, SAME, against, interval, sentence, told
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment

from .conftest import NINE

FRIDAY = NINE.replace(day=6, hour=12)
NAMES = Skill("name", "Using the customer's name", True, frozenset({"name_used"}), "first", 0.9, "Begin with it.")
BLAME = Skill("blame", "Leaving out whose fault it is", False, frozenset({"fault.blame"}), "any", 0.0, "Say what.")
COUNTS = st.integers(0, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def shown(ticket: int, weight: float, says: str = "") -> Evidence:
    return Evidence("x", says or f"{ticket} {weight}", ticket, weight, at=NINE)


def reply(*behaviours: str, first: bool = True, upset: bool = False, pk: int = 1) -> Reply:
    found = tuple({"behaviour": one, "sentence": 0, "quote": one} for one in behaviours)
    return Reply(pk, pk, NINE, first, upset, found, ((0, 5),))


def test_the_best_has_most_in_its_favour_and_the_hardest_most_that_made_it_hard():
    found = [shown(1, 2.0), shown(1, 1.0), shown(2, 2.0), shown(2, -2.0), shown(3, -1.5)]
    assert best(found).ticket == 1
    assert hardest(found).ticket == 2
    assert [one.weight for one in hardest(found).why] == [-2.0]


def test_an_everyday_week_has_neither():
    assert best([shown(1, 0.5)]) is None
    assert hardest([shown(1, -0.5)]) is None
    assert best([]) is hardest([]) is None


def test_one_conversation_is_not_told_twice():
    found = [shown(1, 5.0), shown(1, -2.0)]
    assert hardest(found, but=best(found).ticket) is None


@given(st.lists(st.tuples(st.integers(1, 5), st.floats(-3, 3)), max_size=40))
def test_what_is_chosen_is_always_shown_why(rows):
    found = [shown(ticket, weight) for ticket, weight in rows]
    chosen = [one for one in (best(found), hardest(found)) if one]
    assert all(1 <= len(one.why) <= 4 and {each.ticket for each in one.why} == {one.ticket} for one in chosen)


def test_a_skill_is_counted_in_the_replies_it_is_about():
    rate = rate_of(NAMES, [reply("name_used"), reply(), reply(first=False), reply("name_used")])
    assert (rate.hits, rate.of, rate.went_well) == (2, 3, 2)
    fault = rate_of(BLAME, [reply("fault.blame"), reply()])
    assert (fault.hits, fault.went_well, fault.gap) == (1, 1, 0.5)


def test_the_skill_is_the_one_farthest_from_what_is_wanted_and_never_from_a_few():
    replies = [reply(pk=pk) for pk in range(6)]
    rates = [rate_of(one, replies) for one in (NAMES, BLAME)]
    assert one_of(rates, few=5).skill is NAMES
    assert one_of(rates, few=7) is None
    assert one_of(rates, few=5, but=["name"]) is None


@given(COUNTS, COUNTS)
def test_a_trend_never_tells_of_few_and_never_both_ways(now, before):
    told_now = against(Share("x", *now), Share("x", *before), 5)
    other = against(Share("x", *before), Share("x", *now), 5)
    assert (told_now == FEW) == (now[1] < 5 or before[1] < 5)
    assert {told_now, other} in ({"better", "worse"}, {SAME}, {FEW})


@given(COUNTS)
def test_an_interval_holds_its_share(counts):
    hits, of = counts
    low, high = interval(hits, of)
    assert 0 <= low <= high <= 1
    assert not of or low - 1e-9 <= hits / of <= high + 1e-9


def test_no_percentage_is_told_of_two():
    assert told(Share("x", 2, 2), 5) == "2 of 2"
    assert told(Share("x", 42, 50), 5) == "42 of 50 (84 %)"
    assert sentence(Share("Kept", 2, 2), Share("Kept", 0, 0), 5).endswith("Too few to compare.")


@pytest.fixture
def week(wrote, open_ticket, ada):
    """Five tickets: in one a frustrated customer is calmed, in one Ada blames and breaks a promise."""
    tickets = [open_ticket() for _ in range(5)]
    for number, ticket in enumerate(tickets):
        wrote(ticket, None, "I have written three times.", at=NINE, emotion="emotion.frustrated" if number < 2 else "")
        said = ("You should have told us.", "fault.blame") if number == 1 else ("We see to it today.", "timeline")
        wrote(ticket, ada, said[0], said[1], at=NINE + timedelta(hours=1 + number))
    wrote(tickets[0], None, "Brilliant, thank you.", at=NINE + timedelta(hours=8), emotion="emotion.satisfied")
    broken = wrote(tickets[1], ada, "I call you at noon.", at=NINE + timedelta(hours=9))
    Commitment.objects.create(
        ticket=tickets[1], message=broken, what="Call at noon", words="I call you at noon.", person=ada,
        state="broken", offered_at=NINE, confirmed_at=NINE, ended_at=FRIDAY - timedelta(1),
    )  # fmt: skip
    return tickets


def said_under(talk, person, item: str) -> list[str]:
    return [line.says for one in queries.agenda_of(talk, person) if one.item.id == item for line in one.lines]


@pytest.mark.django_db
def test_an_agenda_names_the_conversations_and_the_skill_with_their_words(talk, week, lee):
    row = prepare(talk=talk, by=lee, at=FRIDAY)
    told = {one.item.id: one for one in queries.agenda_of(row, lee)}
    assert told["best"].about == week[0]
    assert "frustrated at first and satisfied" in told["best"].lines[0].says
    assert told["hardest"].about == week[1]
    assert {"You should have told us.", "I call you at noon."} <= {one.quote for one in told["hardest"].lines}
    assert told["skill"].lines[0].facts["skill"] in queries.programme().skills
    assert any(one.quote for one in told["skill"].lines)


@pytest.mark.django_db
def test_too_little_says_so_by_saying_nothing(talk, lee):
    assert Line.objects.filter(talk=prepare(talk=talk, by=lee, at=FRIDAY)).count() == 0


@pytest.mark.django_db
def test_once_held_the_agenda_stays_as_it_was(talk, week, lee):
    prepare(talk=talk, by=None, at=FRIDAY)
    hold(talk=talk, by=lee, at=FRIDAY)
    before = list(Line.objects.values_list("says", "quote"))
    with pytest.raises(Refused, match="stays as it was"):
        prepare(talk=talk, by=lee, at=FRIDAY)
    assert list(Line.objects.values_list("says", "quote")) == before != []


@pytest.mark.django_db
def test_of_a_ticket_somebody_no_longer_sees_nothing_is_shown(talk, week, lee, billing):
    prepare(talk=talk, by=None, at=FRIDAY)
    Membership.objects.filter(person=lee).update(team=billing)
    lee.forget_teams()
    assert said_under(talk, lee, "hardest") == []


@pytest.mark.django_db
def test_it_is_prepared_by_itself_shortly_before_and_not_twice(talk, week):
    assert prepare_due(at=talk.planned_for - timedelta(days=3)) == 0
    assert prepare_due(at=talk.planned_for - timedelta(hours=40)) == 1
    assert prepare_due(at=talk.planned_for - timedelta(hours=39)) == 0


@pytest.mark.django_db
def test_a_chosen_skill_is_followed_before_and_since(talk, week, wrote, open_ticket, ada, lee):
    choose_skill(talk=talk, skill="blame", by=lee, at=FRIDAY)
    later = open_ticket()
    wrote(later, ada, "We see to it today.", at=FRIDAY + timedelta(hours=1))
    talk.kind = "quarterly"
    talk.save()
    prepare(talk=talk, by=lee, at=FRIDAY + timedelta(days=1))
    [line] = [one for one in queries.lines(talk, lee) if one.item == "development"]
    assert line.facts == {"skill": "blame", "since": [1, 1], "before": [5, 6]}
    assert line.says.endswith("Too few to compare.")


@pytest.mark.django_db
def test_preparing_costs_the_same_however_much_was_written(
    talk, week, wrote, open_ticket, ada, lee, django_assert_max_num_queries
):
    for number in range(20):
        wrote(open_ticket(), ada, "Hello Cleo.", "name_used", at=NINE + timedelta(minutes=number))
    with django_assert_max_num_queries(40):
        prepare(talk=talk, by=lee, at=FRIDAY)

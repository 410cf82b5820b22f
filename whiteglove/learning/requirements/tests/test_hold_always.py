"""What holds of every condition, whatever is asked and whatever is known."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.requirements.conditions import (
    Capable,
    Credential,
    Of,
    Passed,
    Profile,
    Tenure,
    Times,
)  # fmt: skip
from whiteglove.learning.requirements.facts import Done, Facts, Held, Result, Stretch
from whiteglove.learning.requirements.judging import judge
from whiteglove.learning.requirements.spans import after, apart, reached, served, whole_months, window

DAYS = some.dates(date(2023, 1, 1), date(2029, 3, 1))
NAMES = some.sampled_from("ab")
DONE = some.dictionaries(NAMES, some.lists(some.builds(Done, some.sampled_from("xyz"), DAYS), max_size=5))
FACTS = some.builds(
    Facts, since=some.none() | DAYS,
    tests=some.dictionaries(NAMES, some.lists(some.builds(Result, some.floats(0, 120), DAYS), max_size=3)),
    counted=DONE, attended=DONE, completed=DONE, evidence=DONE,
    tenure=some.dictionaries(NAMES, some.lists(some.builds(Stretch, DAYS, some.none() | DAYS), max_size=3)),
    profile=some.frozensets(NAMES),
    credentials=some.dictionaries(NAMES, some.lists(some.builds(Held, DAYS, some.none() | DAYS), max_size=2)),
    capabilities=some.dictionaries(NAMES, some.integers(0, 3)),
)  # fmt: skip
LEAVES = some.one_of(
    some.builds(Passed, NAMES, some.integers(0, 100), some.sampled_from([0, 12]), some.just(""), some.booleans()),
    some.builds(
        Times, some.sampled_from(["counted", "attended", "completed", "evidence"]), NAMES, some.integers(1, 4),
        some.sampled_from(["", "year", "trimester", "month"]), some.booleans(),
    ),
    some.builds(Tenure, NAMES, some.integers(1, 60)),
    some.builds(Profile, some.lists(NAMES, min_size=1, max_size=2, unique=True).map(tuple)),
    some.builds(Credential, NAMES),
    some.builds(Capable, NAMES, some.integers(1, 3)),
)  # fmt: skip
PARTS = some.lists(LEAVES, min_size=1, max_size=4).map(tuple)


@given(LEAVES, FACTS, DAYS)
def test_nothing_is_more_than_whole_and_whole_only_where_met(one, facts, today):
    found = judge(one, facts, today)
    assert 0 <= found.share <= 1 and (found.share == 1) == found.met
    assert bool(found.how) != found.met and found.asks and found.why


@given(PARTS, FACTS, DAYS)
def test_all_is_stricter_than_some_and_any_is_the_mildest(parts, facts, today):
    verdicts = [judge(one, facts, today) for one in parts]
    met = [judge(Of(least, parts), facts, today).met for least in range(1, len(parts) + 1)]
    assert met[0] == any(one.met for one in verdicts) and met[-1] == all(one.met for one in verdicts)
    assert met == sorted(met, reverse=True)
    assert all(0 <= judge(Of(least, parts), facts, today).share <= 1 for least in range(1, len(parts) + 1))


@given(LEAVES, FACTS, FACTS, DAYS)
def test_more_facts_never_make_less_of_it(one, facts, more, today):
    best = {name: max(facts.capabilities.get(name, 0), more.capabilities.get(name, 0)) for name in "ab"}
    both = replace(facts, profile=facts.profile | more.profile, **{
        key: {name: [*getattr(facts, key).get(name, ()), *getattr(more, key).get(name, ())] for name in "ab"}
        for key in ("tests", "counted", "attended", "evidence", "tenure", "credentials")
    }, capabilities=best)  # fmt: skip
    if judge(one, facts, today).met:
        assert judge(one, both, today).met


@given(LEAVES, FACTS, DAYS)
def test_it_stands_up_to_the_day_it_says_and_not_on_the_next(one, facts, today):
    found = judge(one, facts, today)
    if found.until:
        known = replace(facts, **{
            key: {name: [each for each in rows if each.on <= today] for name, rows in getattr(facts, key).items()}
            for key in ("tests", "counted", "attended", "evidence", "credentials")
        })  # fmt: skip
        assert judge(one, known, found.until).met
        assert not judge(one, known, found.until + timedelta(days=1)).met


@given(DAYS, some.integers(1, 24), some.integers(0, 2500))
def test_stretches_leave_no_day_out_and_share_none(since, months, later):
    today = since + timedelta(days=later)
    now, before = window(since, months, today), window(since, months, today, back=1)
    assert now.holds(today) and (before is None) == (today < after(since, months))
    assert before is None or before.end == now.first
    assert whole_months(since, now.first) % months == 0


@given(some.lists(some.builds(Stretch, DAYS, some.none() | DAYS), max_size=5), DAYS, some.integers(1, 40))
def test_a_day_in_two_stretches_is_one_day_and_time_is_reached_when_it_says(stretches, today, months):
    days = {
        one.first + timedelta(days=n) for one in stretches
        for n in range((min(one.last or today, today - timedelta(days=1)) - one.first).days + 1)
        if one.first + timedelta(days=n) < today
    }  # fmt: skip
    assert sum((one.end - one.first).days for one in apart(stretches, today)) == len(days)
    when = reached(stretches, months, today)
    if when and when > today:
        known = [one if one.last is None or one.last < today else Stretch(one.first) for one in stretches]
        before = when - timedelta(days=1)
        known = [one for one in known if one.first <= today]
        assert served(known, before)[0] < months <= served(known, when)[0]

"""The pure rules: intervals, buckets, periods, words, charts and goals."""

import itertools
from datetime import UTC, date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.measures import confidence, periods, words
from whiteglove.learning.measures.case import Rules
from whiteglove.learning.measures.case_files import day_in
from whiteglove.learning.measures.charts import line
from whiteglove.learning.measures.confidence import Interval
from whiteglove.learning.measures.facts import customer_facts
from whiteglove.learning.measures.goals import MISSED, REACHED, UNCLEAR, Goal, verdict
from whiteglove.learning.measures.metrics import METRICS
from whiteglove.learning.measures.periods import Period
from whiteglove.learning.measures.spread import ERROR, bucket_of, middle_of, within
from whiteglove.learning.measures.sums import Sums, figure

pytestmark = pytest.mark.engineless
SHARE, TIME = METRICS["commitments_kept"], METRICS["first_response_time"]
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Worked out by hand from Wilson's formula.
    [(0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1)],
)
def test_shares_have_wilsons_interval(part, whole, low, high):
    found = confidence.of_share(part, whole)
    assert (found.low, found.high) == (pytest.approx(low, abs=2e-4), pytest.approx(high, abs=2e-4))


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(whole, part):
    part = min(part, whole)
    found = confidence.of_share(part, whole)
    assert (found.low == 0, found.high == 1) == (part == 0, part == whole)
    assert 0 <= found.low <= part / whole + 1e-12 and part / whole - 1e-12 <= found.high <= 1


@pytest.mark.parametrize(
    ("freedom", "t"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706), (9, 2.2622), (30, 2.0423), (1000, 1.9623)],
)
def test_students_quantile_is_that_of_the_tables(freedom, t):
    assert confidence.quantile(freedom) == pytest.approx(t, abs=0.003)


def test_a_mean_is_never_likely_beyond_what_can_be_given():
    two_stars = figure(METRICS["csat"], Sums(n=2, timed=2, value=9, square=41), fewest=2)
    assert two_stars.interval == Interval(1, 5)


def test_a_mean_of_three_is_as_unsure_as_it_is():
    found = confidence.of_mean(3, 6, 14)  # 1, 2, 3
    assert (found.low, found.high) == (pytest.approx(2 - 2.4842, abs=1e-3), pytest.approx(2 + 2.4842, abs=1e-3))
    assert confidence.of_mean(1, 5, 25) is None


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=80), st.sampled_from([0.5, 0.9]))
def test_what_half_or_most_didnt_exceed_is_right_to_within_the_error(times, share):
    counts: dict[int, int] = {}
    for one in times:
        counts[bucket_of(one)] = counts.get(bucket_of(one), 0) + 1
    exact = sorted(times)[ceil(len(times) * share) - 1]
    assert within(counts, share) == pytest.approx(exact, rel=ERROR + 1e-9)


@given(st.integers(0, 10**8))
def test_longer_times_are_never_in_an_earlier_bucket(seconds):
    assert bucket_of(seconds) <= bucket_of(seconds + 1)
    assert middle_of(bucket_of(seconds)) == pytest.approx(seconds, rel=ERROR + 1e-9)


@given(DAYS, st.sampled_from([name for name in periods.NAMES if name != "custom"]))
def test_periods_are_whole_and_the_one_before_ends_right_before(today, name):
    found = periods.named(name, today)
    assert found.first <= found.last
    assert found.over == (found.last < today)
    assert found.before().last == found.first - timedelta(days=1)
    pieces = found.pieces()
    assert [pieces[0].first, pieces[-1].last] == [found.first, found.last]
    assert all(a.last + timedelta(days=1) == b.first for a, b in itertools.pairwise(pieces))


@given(DAYS, st.sampled_from(["week", "month", "quarter"]))
def test_the_last_periods_follow_each_other_up_to_today(today, kind):
    found = list(periods.lately(kind, 6, today))
    assert found[-1].first <= today <= found[-1].last and len(found) == 6
    assert all(a.last + timedelta(days=1) == b.first for a, b in itertools.pairwise(found))


def test_days_are_the_houses_own_also_where_clocks_are_put_back():
    day = day_in(ZoneInfo("Europe/Berlin"))
    assert day(datetime(2026, 10, 24, 22, 30, tzinfo=UTC)) == date(2026, 10, 25)
    assert day(datetime(2026, 10, 25, 22, 30, tzinfo=UTC)) == date(2026, 10, 25)
    assert day(datetime(2026, 10, 25, 23, 0, tzinfo=UTC)) == date(2026, 10, 26)


@pytest.mark.parametrize(
    ("whole", "part", "said"),
    [(0, 0, "nothing to count"), (2, 2, "too few to say (2)"), (10, 10, "100 %"), (1000, 999, "99.9 %"),
     (4000, 3999, "99.9 %"), (5000, 1, "0.1 %"), (200, 172, "86 %")],
)  # fmt: skip
def test_nobody_reads_all_of_two_or_all_of_nearly_all(whole, part, said):
    assert words.figure_said(figure(SHARE, Sums(n=whole, met=part), fewest=10)) == said


def test_a_difference_that_may_be_chance_has_no_colour():
    few, many = Sums(n=20, met=18), Sums(n=20, met=16)
    assert words.change(figure(SHARE, few, fewest=10), figure(SHARE, many, fewest=10)).tone == ""
    few, many = Sums(n=2000, met=1800), Sums(n=2000, met=1600)
    told = words.change(figure(SHARE, few, fewest=10), figure(SHARE, many, fewest=10))
    assert (told.tone, told.words) == ("positive", "10 points more than before (80 %)")


@pytest.mark.parametrize(
    ("part", "whole", "over", "expected"),
    [(96, 100, True, REACHED), (95, 100, True, MISSED), (9, 9, True, UNCLEAR), (96, 100, False, UNCLEAR),
     (1000, 1000, False, REACHED), (60, 100, False, MISSED)],
)  # fmt: skip
def test_a_running_period_is_judged_only_where_chance_cant_turn_it(part, whole, over, expected):
    aim = Goal("own", SHARE, "person", True, 95, "month", "Kept.")
    assert verdict(aim, figure(SHARE, Sums(n=whole, met=part), fewest=10), over=over) == expected


def test_a_customer_is_ours_until_they_leave_or_are_silent_for_long():
    rules = Rules(day_in(UTC), lambda a, b: 0, silent=timedelta(days=100))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    words_said = [at, at + timedelta(days=99), at + timedelta(days=300), at + timedelta(days=500)]
    found = customer_facts(1, None, words_said, [at + timedelta(days=320)], rules)
    spans = [((one.at - at).days, (one.until - at).days) for one in found]
    assert spans == [(0, 199), (300, 320), (500, 600)]


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), max_size=40), st.one_of(st.none(), st.floats(0, 1e6)))
def test_a_chart_stays_within_its_frame(values, aim):
    drawn = line([("day", "words", value, False) for value in values], aim=aim)
    assert len(drawn.marks) == sum(value is not None for value in values)
    assert all(0 <= one.x <= drawn.width and 0 <= one.y <= drawn.height for one in drawn.marks)


def test_periods_are_said_as_people_say_them():
    month = Period("custom", date(2026, 3, 1), date(2026, 3, 31))
    assert words.days(month) == "March 2026"
    assert words.days(Period("custom", date(2026, 3, 2), date(2026, 3, 8))) == "2 to 8 March"
    assert words.days(Period("custom", date(2025, 12, 29), date(2026, 1, 4))) == "29 December 2025 to 4 January 2026"

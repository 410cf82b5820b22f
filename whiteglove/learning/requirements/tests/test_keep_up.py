"""What is asked each year: kept, due, late within its grace, lapsed, and back again."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.requirements.conditions import condition
from whiteglove.learning.requirements.facts import Done, Facts, Result
from whiteglove.learning.requirements.judging import judge
from whiteglove.learning.requirements.renewal import DUE, KEPT, LAPSED, LATE, over, recurring, upkeep, worst

SINCE = date(2026, 3, 1)
YEARLY = {"counted": "activities", "at_least": 3, "each": "year", "grace": 2}
[DUTY] = recurring(condition({"all": [YEARLY, {"counted": "books"}]}))
DAYS = some.dates(date(2025, 6, 1), date(2032, 3, 1))


def kept_on(*days: date) -> Facts:
    return Facts(since=SINCE, counted={"activities": [Done(f"{number}", day) for number, day in enumerate(days)]})


def test_a_yearly_duty_is_due_kept_late_lapsed_and_brought_back():
    three = [date(2026, 4, 1), date(2026, 5, 1), date(2027, 2, 28)]
    states = {
        (date(2026, 3, 1), ()): (DUE, date(2027, 2, 28)),
        (date(2027, 2, 28), (0, 1, 2)): (KEPT, date(2028, 2, 29)),
        (date(2028, 2, 29), (0, 1, 2)): (DUE, date(2028, 2, 29)),
        (date(2028, 3, 1), (0, 1, 2)): (LATE, date(2028, 4, 30)),
        (date(2028, 4, 30), (0, 1, 2)): (LATE, date(2028, 4, 30)),
        (date(2028, 5, 1), (0, 1, 2)): (LAPSED, date(2029, 2, 28)),
    }
    for (today, chosen), (state, by) in states.items():
        found = upkeep(DUTY, kept_on(*(three[one] for one in chosen)), today)
        assert (found.state, found.by) == (state, by), today
    back = kept_on(*three, *(date(2028, 6, one) for one in (1, 2, 3)))
    assert upkeep(DUTY, back, date(2028, 6, 3)).state == KEPT
    assert upkeep(DUTY, kept_on(*three), date(2029, 3, 1)).state == LAPSED, "a new year doesn't begin with grace again"
    assert upkeep(DUTY, Facts(since=SINCE), date(2026, 2, 28)) is None
    assert worst([KEPT, LATE, DUE]) == LATE and worst([]) == KEPT


@given(some.lists(DAYS, max_size=9), DAYS, DAYS)
def test_one_more_deed_never_makes_it_worse_and_what_lies_ahead_never_better(days, more, today):
    before, after = upkeep(DUTY, kept_on(*days), today), upkeep(DUTY, kept_on(*days, more), today)
    assert (before is None) == (today < SINCE)
    if before:
        assert worst([before.state, after.state]) == before.state
        assert more <= today or before == after
        assert (before.state == KEPT) <= judge(DUTY, kept_on(*days), today).met


def test_a_stretch_made_good_late_isnt_counted_once_more_for_the_next():
    late = kept_on(*(date(2027, 3, one) for one in (1, 2, 3)))
    assert upkeep(DUTY, late, date(2029, 2, 28)).state == DUE
    assert upkeep(DUTY, late, date(2029, 3, 1) + timedelta(days=70)).state == LAPSED


def test_what_lies_behind_is_told_stretch_by_stretch_the_latest_first():
    done = kept_on(date(2026, 4, 1), date(2026, 5, 1), date(2027, 2, 28), date(2027, 3, 1), date(2028, 3, 1))
    found = over(DUTY, done, date(2028, 3, 1))
    assert [(one.first, one.last, one.have, one.kept) for one in found] == [
        (date(2027, 3, 1), date(2028, 2, 29), 1, False), (SINCE, date(2027, 2, 28), 3, True),
    ]  # fmt: skip
    assert over(DUTY, done, date(2027, 2, 28)) == [] == over(DUTY, Facts(), date(2027, 2, 28))


def test_a_test_taken_before_admission_counts_only_where_it_may():
    before = Facts(since=SINCE, tests={"aptitude-2": [Result(99, date(2026, 2, 28))]})
    asked = {"test": "aptitude-2", "at_least": 85}
    assert judge(condition(asked), before, SINCE).met
    found = judge(condition(asked | {"ever": False}), before, SINCE)
    assert (found.met, found.why) == (False, "It was taken before this began to count.")
    taken = judge(condition({"test": "aptitude-1", "at_least": 0}), Facts(), SINCE)
    assert (taken.asks, taken.how) == ("Aptitude 1: taken", "Take it.")
    some = Facts(tests={"aptitude-1": [Result(41, SINCE)]})
    assert judge(condition({"test": "aptitude-1", "at_least": 0}), some, SINCE).why == "Taken."

"""Each condition, and what it says of itself."""

from datetime import date

import pytest

from whiteglove.learning.requirements.conditions import condition, named
from whiteglove.learning.requirements.facts import Decision, Done, Facts, Held, Result, Stretch
from whiteglove.learning.requirements.judging import judge

TODAY = date(2026, 6, 15)
SINCE = date(2025, 3, 1)


def asked(plain: dict, today: date = TODAY, **facts):
    return judge(condition(plain), Facts(**facts), today)


def done(*days: date, what: str = "") -> list[Done]:
    return [Done(what or f"{number}", day) for number, day in enumerate(days)]


def test_the_best_result_of_a_test_counts_and_its_number_is_never_rounded_up():
    aptitude = {"test": "aptitude-2", "at_least": 85, "called": "Aptitude Test 2.0"}
    found = asked(aptitude, tests={"aptitude-2": [Result(84.97, SINCE), Result(60, TODAY)]})
    assert (found.met, found.asks) == (False, "Aptitude Test 2.0: 85 % or more")
    assert (found.why, found.how) == ("The best result is 84.9 %.", "Take it and reach 85 %.")
    assert asked(aptitude, tests={"aptitude-2": [Result(85, TODAY)]}).how == ""
    assert asked(aptitude).why == "Not taken yet."


def test_a_result_of_tomorrow_and_one_too_old_dont_count():
    yearly = {"test": "ethics", "at_least": 80, "good_for": 12}
    assert not asked(yearly, tests={"ethics": [Result(100, date(2026, 6, 16))]}).met
    assert (
        asked(yearly, tests={"ethics": [Result(100, date(2025, 6, 14))]}).why == "The last result is too old to count."
    )
    assert asked(yearly, tests={"ethics": [Result(100, date(2025, 6, 15))]}).until == TODAY


def test_the_same_topic_five_times_is_one_topic():
    topics = {"counted": "forum.topics", "at_least": 5}
    found = asked(topics, since=SINCE, counted={"forum.topics": done(*[TODAY] * 5, what="welcome")})
    assert (found.have, found.need, found.why, found.how) == (1, 5, "1 of 5 counted.", "Do 4 more.")


def test_what_was_before_admission_counts_only_where_the_condition_says_so():
    before = {"forum.topics": done(date(2025, 2, 1), date(2025, 2, 2))}
    assert asked({"counted": "forum.topics"}, since=SINCE, counted=before).have == 0
    assert asked({"counted": "forum.topics", "ever": True}, since=SINCE, counted=before).met


def test_a_yearly_duty_stands_until_the_year_after_the_one_it_was_kept_in():
    yearly = {"counted": "activities", "at_least": 3, "each": "year"}
    kept = {"activities": done(date(2025, 3, 1), date(2025, 9, 1), date(2026, 2, 28))}
    found = asked(yearly, since=SINCE, counted=kept)
    assert found.met and found.until == date(2027, 2, 28)
    assert found.why == "0 of 3 in this year, which ends on 28 February 2027; 3 in the one before."
    assert not asked(yearly, date(2027, 3, 1), since=SINCE, counted=kept).met
    split = {"activities": done(date(2025, 9, 1), date(2026, 2, 28), date(2026, 3, 1))}
    found = asked(yearly, since=SINCE, counted=split)
    assert (found.met, found.have, found.how) == (False, 2, "Do 2 more by 28 February 2027.")


def test_the_month_after_a_short_one_ends_where_it_ends_counted_from_the_first_day():
    book = {"counted": "books", "each": "month"}
    kept = {"books": done(date(2026, 2, 10))}
    assert asked(book, date(2026, 2, 10), since=date(2026, 1, 31), counted=kept).until == date(2026, 3, 30)


def test_a_book_each_trimester_is_one_in_three_months():
    book = {"counted": "books", "each": "trimester"}
    assert asked(book, date(2025, 5, 31), since=SINCE, counted={"books": done(date(2025, 3, 1))}).until == date(
        2025, 8, 31
    )
    assert not asked(book, date(2025, 9, 1), since=SINCE, counted={"books": done(date(2025, 5, 31))}).met


def test_two_years_in_a_role_are_two_years_to_the_day_also_in_pieces():
    leading = {"tenure": "leading", "at_least": 24}
    assert asked(leading, date(2026, 3, 1), tenure={"leading": [Stretch(date(2024, 3, 1))]}).met
    found = asked(leading, date(2026, 2, 28), tenure={"leading": [Stretch(date(2024, 3, 1))]})
    assert (found.met, found.how) == (False, "Reached on 1 March 2026, if you go on.")
    pieces = [Stretch(date(2021, 1, 1), date(2021, 12, 31)), Stretch(date(2021, 6, 1), date(2022, 1, 14))]
    found = asked(leading, tenure={"leading": pieces})
    assert found.why == "1 year so far."
    assert found.how == "Have more of the time you spent in this role confirmed."
    assert asked(leading).how == "Have the time you spent in this role confirmed."


def test_a_profile_says_what_is_empty():
    found = asked({"profile": ["name", "picture", "title"]}, profile=frozenset({"name"}))
    assert (found.have, found.need, found.how) == (1, 3, "Fill in picture and title.")


def test_a_certificate_that_ran_out_is_to_be_renewed():
    held = {"ace-csp": [Held(SINCE, date(2026, 6, 14))]}
    found = asked({"credential": "ace-csp"}, credentials=held)
    assert (found.met, found.why, found.how) == (False, "It ran out on 14 June 2026.", "Renew it.")
    assert asked({"credential": "ace-csp"}, date(2026, 6, 14), credentials=held).until == date(2026, 6, 14)


def test_evidence_counts_once_it_was_accepted_and_says_what_waits():
    found = asked({"evidence": "field-experience"}, waiting={"field-experience": 1})
    assert found.why == "Not yet. 1 waits for a reviewer."
    assert found.how == "Wait for the reviewer's word: nothing else is missing."


def test_the_latest_decision_counts():
    both = [Decision(True, SINCE), Decision(False, TODAY, "the references are missing")]
    found = asked({"decision": "application"}, decisions={"application": both})
    assert (found.met, found.why) == (False, "Declined on 15 June 2026: the references are missing")


def test_so_many_of_several_are_met_until_too_few_are_left():
    two_of_three = {"least": 2, "of": [{"credential": one} for one in "abc"]}
    held = {"a": [Held(SINCE, date(2026, 7, 1))], "b": [Held(SINCE, date(2026, 8, 1))], "c": [Held(SINCE)]}
    found = asked(two_of_three, credentials=held)
    assert (found.met, found.until, found.why) == (True, date(2026, 8, 1), "3 of 3 met.")
    found = asked(two_of_three, credentials={"a": [Held(SINCE)]})
    assert found.how == "One of these: Earn the certificate B. Or: Earn the certificate C."


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_capability_above_the_level_meets_it_and_is_never_more_than_whole(level: int):
    found = asked({"capability": "active-listening", "level": level}, capabilities={"active-listening": 3})
    assert (found.met, found.share, found.have) == (True, 1.0, level)


def test_everything_that_is_named_can_be_asked_for():
    several = condition({"any": [{"test": "t", "at_least": 1}, {"all": [{"attended": "w"}, {"profile": ["bio"]}]}]})
    assert list(named(several)) == [("test", "t"), ("attended", "w"), ("profile", "bio")]

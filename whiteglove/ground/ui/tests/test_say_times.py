"""Dates and spans in the product's words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.ui.times import left, span, spoken, urgency, whole

NOW = datetime(2026, 3, 4, 10, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "under a minute"), (59, "under a minute"), (60, "1 min"), (18 * 60, "18 min"), (3599, "59 min"),
     (3 * 3600 + 5 * 60, "3 h 05"), (86399, "23 h 59"), (2 * 86400 + 4 * 3600, "2 d 4 h"), (2 * 86400, "2 d")],
)  # fmt: skip
def test_a_span_is_said_in_its_two_largest_parts(seconds, said):
    assert span(seconds) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(18, "18 min"), (-12, "12 min over"), (-72, "1:12 over"), (-48 * 60, "2 d over"), (185, "3 h 05")],
)
def test_what_is_left_or_over(minutes, said):
    assert left(NOW + timedelta(minutes=minutes), NOW) == said


@pytest.mark.parametrize(("minutes", "kind"), [(-1, "is-over"), (1, "is-soon"), (30, "is-soon"), (31, "")])
def test_the_last_half_hour_is_soon(minutes, kind):
    assert urgency(NOW + timedelta(minutes=minutes), NOW) == kind


@pytest.mark.parametrize(
    ("at", "said"),
    [(NOW - timedelta(hours=1), "09:24"), (NOW - timedelta(days=1), "Tue 10:24"),
     (NOW - timedelta(days=7), "25 February"), (datetime(2023, 5, 1, tzinfo=UTC), "1 May 2023")],
)  # fmt: skip
def test_a_moment_is_as_short_as_it_stays_clear(at, said):
    assert spoken(at, NOW) == said


def test_the_whole_moment_names_its_zone():
    assert whole(NOW) == "4 March 2026, 10:24 UTC"


@given(st.integers(-(10**8), 10**8))
def test_a_time_that_is_over_never_reads_as_remaining(seconds):
    assert left(NOW + timedelta(seconds=seconds), NOW).endswith("over") == (seconds < 0)

"""What must hold for every calendar, zone and moment: found by hypothesis, checked against a slow oracle.

The oracle knows nothing of UTC sums: it walks through time in steps and asks at each whether a person reading
the wall clock would find the doors open.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.closings import Closure, DayOff, wall_time
from whiteglove.service.sla.hours import DAY, Hours

ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
    "America/Santiago", "America/Havana", "Asia/Kathmandu", "America/Sao_Paulo", "Asia/Gaza", "Antarctica/Troll",
]  # fmt: skip
# days on which the clocks of some of these zones jump, Samoa's skipped day among them
TURNS = [
    date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 10, 4),
    date(2011, 12, 30), date(2026, 2, 15), date(2026, 3, 22), date(2026, 4, 4), date(2026, 9, 5), date(2018, 11, 4),
    date(2018, 2, 17), date(2026, 7, 1),
]  # fmt: skip
QUARTER = 900
QUICK = settings(max_examples=40, deadline=None)


@st.composite
def hours(draw):
    opens = draw(st.integers(0, 95)) * QUARTER
    return Hours(opens, opens + draw(st.integers(1, 96)) * QUARTER)


@st.composite
def moments(draw):
    day = draw(st.sampled_from(TURNS))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        seconds=draw(st.integers(-2 * DAY, 3 * DAY)), microseconds=draw(st.sampled_from([0, 0, 1, 500_000, 999_999]))
    )


@st.composite
def calendars(draw, zones=ZONES):
    week = tuple(tuple(draw(st.lists(hours(), max_size=2))) for _ in range(7))
    assume(any(week))
    day = draw(st.sampled_from(TURNS))
    off = draw(st.lists(st.integers(-2, 3).map(lambda step: day + timedelta(days=step)), max_size=2))
    shut = draw(st.lists(st.tuples(st.integers(-96, 96), st.integers(1, 40)), max_size=2))
    return Calendar(
        zone=draw(st.sampled_from(zones)),
        week=week,
        days_off=tuple(DayOff(when, when) for when in off),
        closures=tuple(Closure(wall_time(day, a * QUARTER), wall_time(day, (a + b) * QUARTER)) for a, b in shut),
    )


@st.composite
def breaks(draw):
    start = draw(moments())
    return start, start + timedelta(seconds=draw(st.integers(0, DAY)))


SECONDS = st.one_of(st.integers(0, 3 * DAY), st.sampled_from([0, 1, 60, 3600, 14_400, 0.5, 0.000001]))


@QUICK
@given(calendars(), moments(), SECONDS)
def test_between_measures_what_add_added(calendar, start, amount):
    assert clock.between(calendar, start, clock.add(calendar, start, amount)) == amount


@QUICK
@given(calendars(), moments(), SECONDS)
def test_between_measures_what_subtract_took(calendar, end, amount):
    assert clock.between(calendar, clock.subtract(calendar, end, amount), end) == amount


@QUICK
@given(calendars(), moments(), st.integers(1, 3 * DAY))
def test_add_answers_with_the_earliest_moment_and_subtract_with_the_latest(calendar, start, amount):
    tick = timedelta(microseconds=1)
    assert clock.between(calendar, start, clock.add(calendar, start, amount) - tick) < amount
    assert clock.between(calendar, clock.subtract(calendar, start, amount) + tick, start) < amount


@QUICK
@given(calendars(), moments(), SECONDS, SECONDS)
def test_adding_twice_is_adding_the_sum(calendar, start, first, second):
    assume(second > 0)
    twice = clock.add(calendar, clock.add(calendar, start, first), second)
    assert twice == clock.add(calendar, start, first + second)


@QUICK
@given(calendars(), moments(), moments(), st.integers(1, 2 * DAY), st.integers(0, DAY))
def test_later_starts_and_larger_amounts_never_end_earlier(calendar, one, other, amount, more):
    early, late = sorted((one, other))
    assert clock.add(calendar, early, amount) <= clock.add(calendar, late, amount)
    assert clock.add(calendar, early, amount) <= clock.add(calendar, early, amount + more)


@QUICK
@given(calendars(), moments(), moments(), moments())
def test_time_between_adds_up_over_a_moment_on_the_way(calendar, a, b, c):
    a, b, c = sorted((a, b, c))
    assert round(clock.between(calendar, a, b) + clock.between(calendar, b, c), 6) == clock.between(calendar, a, c)
    assert clock.between(calendar, c, a) == -clock.between(calendar, a, c)


@QUICK
@given(calendars(), moments())
def test_the_next_opening_is_open_and_the_next_closing_is_not(calendar, start):
    opens = clock.next_open(calendar, start)
    assert clock.is_open(calendar, opens)
    assert clock.between(calendar, start, opens) == 0
    try:
        closes = clock.next_close(calendar, start)
    except clock.NeverCloses:
        return
    assert not clock.is_open(calendar, closes)
    assert clock.is_open(calendar, closes - timedelta(microseconds=1))


@QUICK
@given(calendars(), moments(), st.lists(breaks(), max_size=4), SECONDS)
def test_a_sum_with_pauses_is_undone_by_between_with_the_same_pauses(calendar, start, pauses, amount):
    assert clock.between(calendar, start, clock.add(calendar, start, amount, pauses), pauses) == amount
    assert clock.between(calendar, clock.subtract(calendar, start, amount, pauses), start, pauses) == amount


@QUICK
@given(calendars(), moments(), st.lists(breaks(), min_size=1, max_size=4), st.integers(0, DAY))
def test_the_order_of_pauses_and_their_overlaps_change_nothing(calendar, start, pauses, amount):
    answer = clock.add(calendar, start, amount, pauses)
    assert clock.add(calendar, start, amount, pauses[::-1] + pauses) == answer


@QUICK
@given(calendars(["UTC"]), moments(), st.lists(breaks(), max_size=3), st.integers(1, DAY))
def test_pauses_are_the_same_as_a_calendar_with_those_breaks(calendar, start, pauses, amount):
    closures = tuple(Closure(a.replace(tzinfo=None), b.replace(tzinfo=None)) for a, b in pauses if a < b)
    broken = Calendar("UTC", calendar.week, calendar.days_off, closures=calendar.closures + closures)
    assert clock.add(calendar, start, amount, pauses) == clock.add(broken, start, amount)
    assert clock.between(calendar, start, start + timedelta(days=3), pauses) == clock.between(
        broken, start, start + timedelta(days=3)
    )


@QUICK
@given(calendars(), moments(), moments())
def test_the_listed_spans_add_up_to_the_time_between(calendar, one, other):
    start, end = sorted((one, other))
    spans = clock.open_spans(calendar, start, end)
    assert sum(((b - a) for a, b in spans), timedelta()) == timedelta(seconds=clock.between(calendar, start, end))
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))


@settings(max_examples=15, deadline=None)
@given(calendars(), moments(), st.integers(1, DAY))
def test_what_was_asked_before_changes_no_answer(calendar, start, amount):
    fresh = Calendar(calendar.zone, calendar.week, calendar.days_off, closures=calendar.closures)
    for year in (2032, 2012, 2029):
        clock.add(calendar, datetime(year, 6, 1, tzinfo=UTC), 60)
    assert clock.add(calendar, start, amount) == clock.add(fresh, start, amount)
    assert clock.subtract(calendar, start, amount) == clock.subtract(fresh, start, amount)


@QUICK
@given(calendars())
def test_a_calendar_survives_being_written_and_read(calendar):
    assert Calendar.from_dict(calendar.to_dict()).to_dict() == Calendar.from_dict(calendar.to_dict()).to_dict()
    start = datetime(2026, 3, 27, tzinfo=UTC)
    end = start + timedelta(days=30)
    assert clock.open_spans(Calendar.from_dict(calendar.to_dict()), start, end) == clock.open_spans(
        calendar, start, end
    )


# The oracle: a wall clock, read every five minutes.

STEP = timedelta(minutes=5)


def reads(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


class WallClock:
    """Notes, walking forwards, the first instant at which the wall reads each edge or later."""

    def __init__(self, calendar: Calendar, start: datetime, end: datetime) -> None:
        self.zone, self.walk = ZoneInfo(calendar.zone), []
        at = start
        while at <= end:
            self.walk.append((at, reads(at, self.zone)))
            at += STEP

    def reached(self, edge: datetime) -> datetime:
        return next((at for at, wall in self.walk if wall >= edge), self.walk[-1][0])


def edges_of(calendar: Calendar, first: date, days: int) -> tuple[list, list]:
    opens, shuts = [], [(c.starts, c.ends) for c in calendar.closures]
    for day in (first + timedelta(days=step) for step in range(days)):
        opens += [(wall_time(day, h.opens), wall_time(day, h.closes)) for h in calendar.week[day.weekday()]]
        if any(off.first <= day <= off.last for off in calendar.days_off):
            shuts.append((wall_time(day, 0), wall_time(day, DAY)))
    return opens, shuts


@QUICK
@given(calendars(), st.sampled_from(TURNS))
def test_the_open_time_of_a_day_is_what_a_person_at_the_wall_clock_counts(calendar, turn):
    start = datetime(turn.year, turn.month, turn.day, tzinfo=UTC) - timedelta(hours=14)
    end = start + timedelta(hours=40)
    wall = WallClock(calendar, start - timedelta(days=5), end + timedelta(days=4))
    opens, shuts = edges_of(calendar, turn - timedelta(days=4), 8)
    counted, at = 0, start
    opened = [(wall.reached(a), wall.reached(b)) for a, b in opens]
    closed = [(wall.reached(a), wall.reached(b)) for a, b in shuts]
    while at < end:
        is_open = any(a <= at < b for a, b in opened) and not any(a <= at < b for a, b in closed)
        assert clock.is_open(calendar, at) is is_open
        counted += is_open
        at += STEP
    assert clock.between(calendar, start, end) == counted * STEP.total_seconds()

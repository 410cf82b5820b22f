"""The rows of an indicator, wherever they lie."""

from collections.abc import Callable
from datetime import date

from whiteglove.learning.careers.counting.metrics import days_of
from whiteglove.learning.careers.framework import CARD, MADE, METRIC, PRACTICE, TEST

from .made import made
from .page import Rows, Wanted
from .practice import practice
from .quizzes import quizzes
from .reviews import reviews
from .work import work

SOURCES: dict[str, Callable[[Wanted], Rows]] = {
    METRIC: work, CARD: reviews, PRACTICE: practice, MADE: made, TEST: quizzes,
}  # fmt: skip


def first_day(wanted: Wanted) -> date:
    """Of those that count: of work whole days of the house, else to the minute, as the reader's days are."""
    asked, within = wanted.asked, wanted.one.within
    if wanted.one.source == METRIC:
        return days_of(asked, within).first
    return wanted.viewer.local(asked.since(within)).date()


def rows_of(wanted: Wanted) -> Rows:
    return SOURCES[wanted.one.source](wanted)

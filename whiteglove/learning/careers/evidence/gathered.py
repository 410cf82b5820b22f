"""The rows of an indicator, wherever they lie."""

from collections.abc import Callable

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


def rows_of(wanted: Wanted) -> Rows:
    return SOURCES[wanted.one.source](wanted)

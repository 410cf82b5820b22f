"""Tests: every result, and which of them count."""

from django.urls import reverse

from whiteglove.ground.lib.keyset import page_after
from whiteglove.learning.careers.counting.quizzes import attempts
from whiteglove.learning.quizzes.models import Attempt

from .page import SIZE, Row, Rows, Wanted


def quizzes(wanted: Wanted) -> Rows:
    done = attempts(wanted.asked, [wanted.one])
    # The latest of those with the best result: each test counts once.
    best = dict(done.order_by("score", "id").values_list("quiz", "pk"))
    page = page_after(done, order=("-id",), after=wanted.after, size=SIZE)
    seen = Attempt.objects.visible_to(wanted.viewer).filter(pk__in=[one.pk for one in page.rows])
    open_to = set(seen.values_list("pk", flat=True))
    return Rows(tuple(_row(one, one.pk == best.get(one.quiz), one.pk in open_to) for one in page.rows), page.cursor)


def _row(one: Attempt, best: bool, seen: bool) -> Row:
    counts = f"{one.score} %" if best else f"no, {one.score} %: the best result counts, once"
    url = reverse("quizzes:result", args=[one.pk]) if seen else ""
    return Row(f"{one.quiz}, attempt {one.number}", counts, one.finished_at, url)

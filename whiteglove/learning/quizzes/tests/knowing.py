"""Whoever knows everything: what their page would send."""

from datetime import datetime

from whiteglove.learning.quizzes import actions
from whiteglove.learning.quizzes.bank.drawing import order_of_answers, rights_of
from whiteglove.learning.quizzes.bank.question import MATCH, NUMBER, SHORT
from whiteglove.learning.quizzes.models import Attempt


def rightly(given, seed: int) -> dict[str, list[str]]:
    """What a page would send of somebody who knows everything."""
    one = given.wording.read
    if one.kind in (SHORT, NUMBER):
        return {"text": [one.answers[0].text.text if one.answers else "4"]}
    order = order_of_answers(one, seed, shuffle=True)
    if one.kind == MATCH:
        rights = rights_of(one, seed)
        return {f"pair-{shown}": [str(rights.index(one.pairs[place].right))] for shown, place in enumerate(order)}
    return {"pick": [str(shown) for shown, place in enumerate(order) if (one.answers[place].weight or 0) > 0]}


def answer_all(attempt: Attempt, by, at: datetime) -> None:
    for given in attempt.given.select_related("wording"):
        sent = rightly(given, attempt.seed)
        actions.save_answer(attempt=attempt, place=given.place, sent=sent, by=by, at=at)

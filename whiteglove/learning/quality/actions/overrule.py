"""What was decided about an item of an automatic score goes before what the program says, then and later."""

from datetime import datetime

from whiteglove.learning.quality import queries
from whiteglove.learning.quality.judgement import Judgement, Quote
from whiteglove.learning.quality.models import Score
from whiteglove.learning.quality.scoring import overruled, told, totalled


def overrule(*, score: Score, item: str, verdict: str, at: datetime) -> None:
    """Inside a transaction: the same score with this verdict, its points added up anew."""
    card = queries.scorecard_of(score)
    if card is None:
        return
    judged = {one["item"]: judgement_of(one) for one in score.items}
    judged[item] = overruled(judged[item], verdict)
    about = told(totalled(card, judged, answered=score.person_id is not None))
    for name in ("total", "sections", "items", "limited", "critical"):
        setattr(score, name, about[name])
    score.save(update_fields=["total", "sections", "items", "limited", "critical"])


def judgement_of(one: dict) -> Judgement:
    return Judgement(one["verdict"], one["share"], one["why"], tuple(Quote(**quote) for quote in one["quotes"]))

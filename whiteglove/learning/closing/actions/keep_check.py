"""Keep what was checked, together with the solution it belongs to."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.learning.closing.checking import BY_HAND, OPEN, SEEN, SPARED, Answer, Shown
from whiteglove.learning.closing.models import SelfAnswer, SelfCheck
from whiteglove.service.desk.models import Solution, Ticket


def keep_check(
    *, ticket: Ticket, solution: Solution, by: Person, at: datetime, revision: int, answers: Sequence[Answer],
    overruled: str = "",
) -> SelfCheck:  # fmt: skip
    """Inside the change that solves it. `overruled`: why a lead let it be solved though something was demanded."""
    counted = Counter(one.verdict for one in answers)
    made = SelfCheck.objects.create(
        ticket=ticket, solution=solution, by=by, at=at, revision_id=revision, open=counted[OPEN],
        overruled=overruled[:300],
    )  # fmt: skip
    SelfAnswer.objects.bulk_create(
        SelfAnswer(check_of=made, question=one.question, verdict=one.verdict, shown=rows_of(one)) for one in answers
    )
    said = sum(counted[one] for one in BY_HAND)
    numbers = {"seen": counted[SEEN], "said": said, "spared": counted[SPARED], "missing": counted[OPEN]}
    record("ticket.self_checked", subject=ticket, by=by, at=at, facts=numbers, audience=ticket.topics)
    if overruled:
        record("ticket.overruled", subject=ticket, by=by, at=at, facts={}, audience=ticket.topics)
    return made


def rows_of(answer: Answer) -> list[dict]:
    """What speaks against it is kept too: somebody said by hand that all is well in spite of it."""
    if answer.why:
        return [{"says": answer.why}]
    return [row_of(one) for one in answer.shown] + [row_of(one) | {"against": True} for one in answer.against]


def row_of(shown: Shown) -> dict:
    if shown.message is None:
        return {"says": shown.says, "name": shown.name}
    return {"message": shown.message, "quote": shown.quote, "name": shown.name}

"""An answer to our “is all still well?” that says yes leaves its ticket solved."""

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.reader.reading import CUSTOMER, Conversation
from whiteglove.ground.reader.reading import Message as Written
from whiteglove.learning.standards.coach_situation import here_now
from whiteglove.service.desk.staying_solved import judge

from . import queries
from .all_well import MOST_WORDS, all_well
from .models import FollowUp, Stage

LONGEST = 40 * MOST_WORDS  # characters; of more nothing is read
_asked = Prepared(
    lambda ticket: FollowUp.objects.filter(ticket=ticket, state=Stage.SENT, solution__ended_at__isnull=True)
    .order_by("-id").values_list("ticket__customer__name")[:1]
)  # fmt: skip


@judge
def says_all_is_well(ticket: int, text: str) -> bool:
    """Where we asked, and nothing else was said. One short statement where we didn't ask."""
    asked = _asked.first(ticket)
    closing = queries.in_force() if asked and len(text) <= LONGEST else None
    here = here_now() if closing and closing.all_well else None
    if here is None:
        return False
    [name] = asked
    # Alone: beside a letter that speaks of all being well, the reader hears a yes in almost anything.
    reading = here.read(Written(CUSTOMER, text), Conversation(customer_names=[name] if name else []))
    shown = [
        (sentence.text, frozenset(one.behaviour for one in reading.findings if one.sentence == place))
        for place, sentence in enumerate(reading.sentences)
        if not set(sentence.text.casefold().split()) <= set(name.casefold().split())
    ]
    return all_well(shown, closing.all_well)

"""What customers said of the conversations one served, as a file that names no customer."""

import re
from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.service.answers.shortening.masking import of_data

from .models import SeenTo, SurveyAnswer

MASK = "[…]"
FEWEST = 3  # letters of a part of a name that is looked for


def file_of(person: Person) -> dict[str, Any]:
    """Answers, and what one did about bad ones."""
    about = SurveyAnswer.objects.filter(survey__person=person).select_related("survey__customer")
    seen_to = SeenTo.objects.filter(by=person).select_related("answer__survey__customer").order_by("id")
    return {
        "person": person.name,
        "answers": [_answer(one) for one in about.order_by("id").iterator(500)],
        "seen_to": [{"ticket": one.answer.survey.ticket_id, "at": one.at, "undone_at": one.undone_at,
                     "note": nameless(one.note, one.answer.survey.customer.name)} for one in seen_to],
    }  # fmt: skip


def _answer(one: SurveyAnswer) -> dict[str, Any]:
    asked = one.survey
    return {
        "ticket": asked.ticket_id, "channel": asked.channel, "asked_at": asked.asked_at, "kind": one.kind,
        "score": one.score, "most": one.most, "comment": nameless(one.comment, asked.customer.name),
        "answered_at": one.answered_at, "changed_at": one.changed_at,
    }  # fmt: skip


def nameless(text: str, name: str) -> str:
    """Without any part of the customer's name, and without addresses and numbers that are somebody's. Pure."""
    parts = [part for part in re.findall(r"\w+", name) if len(part) >= FEWEST]
    own = re.finditer(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", text, re.IGNORECASE) if parts else ()
    said, upto = "", 0
    for start, end in sorted([*(one.span() for one in own), *((first, last) for first, last, _ in of_data(text))]):
        if end > upto:
            said, upto = said + text[upto : max(start, upto)] + (MASK if start >= upto else ""), end
    return said + text[upto:]

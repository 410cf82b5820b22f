"""Who may not decide on a second look: whoever gave the result it is about."""

from whiteglove.ground.people.models import Person
from whiteglove.learning.quizzes.queries import handed_in, marked_by

from .gates.quiz import EVER
from .models import Appeal
from .programme import QUIZ
from .queries import programme_of


def why_not(appeal: Appeal, by: Person) -> str:
    """In words, or ""."""
    if appeal.enrolment.reviews.filter(gate=appeal.gate, state="returned", by=by).exists():
        return "You gave it back yourself, so somebody else decides on this."
    if marked_by(by, _attempts(appeal)):
        return "You gave a text in this test its mark, so somebody else decides on this."
    return ""


def _attempts(appeal: Appeal) -> list[int]:
    """At the tests it is about, those that were handed in before it was asked: also where one was judged anew since."""
    programme = programme_of(appeal.enrolment)
    gate = programme.gate(appeal.gate) if programme else None
    if gate is None or gate.kind != QUIZ:
        return []
    named = {one.ref for one in gate.items if appeal.item in ("", one.id)}
    return [one.pk for one in handed_in(appeal.enrolment.person, named, EVER) if one.handed_in_at <= appeal.at]

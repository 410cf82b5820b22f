"""What Mo has practised in the demo company: well and less well, and one run that is shown to Lee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.actions.show import remark, show
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.engine.words import fill
from whiteglove.learning.practice.listening import deed_of
from whiteglove.learning.practice.models import Run

# (said, done) turn by turn; values of the run stand in for {names}.
Turns = Iterable[tuple[str, tuple[str, ...]]]
CURT: Turns = (
    ("Hi. What's the order number?", ()),
    ("You should have looked at it before you signed for it. Do you want another dress?", ()),
    ("I've refunded {amount} euros to your card. You have it within three working days.", ("refund {amount}",)),
    ("Bye.", ()),
)
BETTER: Turns = (
    ("Hello Inès, I'm Mo and I'll see to this. I'm sorry that the dress came torn, that must be a disappointment. "
     "Could you tell me the order number, and what happened to the seam?", ()),
    ("Thank you, Inès. We can send you another one or give you all the money back. Which would you prefer?", ()),
    ("I understand, after the wedding a dress is no use. I've refunded {amount} euros to your card, dress and "
     "delivery. The money will be there within three working days. Is there anything else I can do for you?",
     ("refund {amount}", "note Order {order}: seam torn on arrival, wanted the money, refunded {amount}.")),
    ("Thank you for writing, Inès. Have a good evening.", ()),
)  # fmt: skip
TORN = "refund-torn-dress"


def practise(company: Company, now: datetime) -> None:
    """Once, where the pack in force has these customers."""
    mo, ruling = Person.objects.get(email="mo@whiteglove.example"), queries.in_force()
    if ruling is None or TORN not in ruling[1] or Run.objects.of(mo).exists():
        return
    played(mo, CURT, "chat", now - timedelta(days=3, hours=2))
    shown = played(mo, BETTER, "chat", now - timedelta(days=1, hours=3))
    show(run=shown, coach=company.lee, by=mo, at=now - timedelta(days=1))
    remark(run=shown, text="You offered both ways before you acted. That is what made it easy for her.",
           by=company.lee, at=now - timedelta(hours=20))  # fmt: skip
    began = now - timedelta(hours=1)
    sit_down(run=begin_run(scenario="billing-two-charges", medium="email", by=mo, at=began), by=mo, at=began)


def played(person: Person, turns: Turns, medium: str, at: datetime) -> Run:
    """A whole run, a turn every two minutes, left once all is said."""
    run = begin_run(scenario=TORN, medium=medium, by=person, at=at)
    values = queries.case_of_run(run).values
    for said, done in turns:
        at += timedelta(minutes=2)
        if Run.objects.open().filter(pk=run.pk).exists():
            deeds = [deed_of(one) for one in fill(list(done), values)]
            answer_run(run=run, said=fill(said, values), deeds=deeds, by=person, at=at)
    return leave_run(run=run, by=person, at=at + timedelta(minutes=1))

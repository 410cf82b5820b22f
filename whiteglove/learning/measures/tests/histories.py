"""Random histories of a desk, through its own verbs: what may happen to tickets, in any order."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person
from whiteglove.learning.measures.actions import recount
from whiteglove.learning.quality.models import Review, Score
from whiteglove.learning.surveys.models import Survey, SurveyAnswer
from whiteglove.learning.surveys.scales import SCALES
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.models import Call
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.actions import commitment as promises
from whiteglove.service.desk.errors import Refused, TooLate
from whiteglove.service.desk.models import ChatWait, Commitment, Kind, Merge, Message, Priority, State, Ticket

from .conftest import NINE, answer

KINDS = [kind for kind in Kind.values if kind]


class History:
    """`live(n)` lets n things happen; each seed is a history of its own."""

    def __init__(self, seed: int, people: list[Person], lead: Person, teams: list) -> None:
        self.chance, self.people, self.lead, self.teams = random.Random(seed), people, lead, teams
        self.at, self.customers = NINE, []
        about = {"pack": "x", "version": "1", "hash": "0" * 64, "number": 1, "content": {}, "made_at": NINE}
        self.revision = Revision.objects.create(**about)
        for n in range(4):
            address = f"customer{n}@customer.example"
            self.customers.append(recognise(email=address, name=f"Customer {n}", at=NINE))
        self.verbs: list[Callable[[], object]] = [
            self.open, self.open, self.answer, self.answer, self.solve, self.solve, self.reopen, self.move,
            self.merge, self.unmerge, self.escalate, self.classify, self.take_back, self.give, self.promise,
            self.settle, self.visit, self.ask, self.ask, self.rank, self.judge,
        ]  # fmt: skip

    def live(self, steps: int, between: Callable[[datetime], object] = lambda at: None) -> None:
        self.open()
        for _ in range(steps):
            self.at += timedelta(minutes=self.chance.choice([5, 40, 300, 2000, 9000]))
            try:
                self.chance.choice(self.verbs)()
            except (Refused, TooLate):
                continue
            if self.chance.random() < 0.2:
                between(self.at)

    def complete(self) -> None:
        """One of everything that chance may have left out."""
        self.open()
        self.visit("answered")
        for scale in SCALES:
            self.ask(scale, answers=True)
        self.judge()
        self.ring()

    def some(self, *states: str) -> Ticket:
        found = list(Ticket.objects.filter(state__in=states or State.values).order_by("pk"))
        if not found:
            raise Refused("None yet.")
        return self.chance.choice(found)

    def who(self) -> Person:
        return self.chance.choice(self.people)

    def open(self) -> None:
        desk.open_ticket(
            customer=self.chance.choice(self.customers), by=self.lead, at=self.at, subject="Kettle", text="Broken.",
            kind=self.chance.choice([*KINDS, ""]), team=self.chance.choice(self.teams),
        )  # fmt: skip

    def answer(self) -> None:
        ticket = self.some("open", "waiting", "solved")
        answer(ticket, self.lead, self.at, then=self.chance.choice(["", "wait", "solve"]))

    def take_back(self) -> None:
        message = Message.objects.replies().order_by("-pk").first()
        if message:
            desk.undo_reply(message=message, by=message.author, at=self.at)

    def solve(self) -> None:
        desk.solve(ticket=self.some("open", "waiting"), by=self.chance.choice([self.lead, None]), at=self.at)

    def reopen(self) -> None:
        desk.reopen(ticket=self.some("solved"), by=self.lead, at=self.at)

    def move(self) -> None:
        desk.move(ticket=self.some(), by=self.lead, at=self.at, team=self.chance.choice(self.teams))

    def merge(self) -> None:
        desk.merge(source=self.some(), into=self.some(), by=self.lead, at=self.at)

    def unmerge(self) -> None:
        row = Merge.objects.standing().order_by("-pk").first()
        if row:
            desk.unmerge(source=row.source, by=self.lead, at=self.at)

    def escalate(self) -> None:
        desk.escalate(ticket=self.some("open", "waiting"), by=self.lead, at=self.at, reason="legal", to=self.lead)

    def classify(self) -> None:
        desk.set_kind(ticket=self.some(), by=self.lead, at=self.at, kind=self.chance.choice(KINDS))

    def rank(self) -> None:
        desk.set_priority(ticket=self.some(), by=self.lead, at=self.at, priority=self.chance.choice(Priority.values))

    def give(self) -> None:
        desk.assign(ticket=self.some("open", "waiting"), by=self.lead, at=self.at, to=self.who())

    def promise(self) -> None:
        message = Message.objects.replies().order_by("-pk").first()
        if message and not Commitment.objects.filter(message=message).exists():
            Commitment.objects.create(
                ticket=message.ticket, message=message, what="Call back", offered_at=self.at, person=message.author,
                due_at=self.at + timedelta(days=1),
            )  # fmt: skip

    def settle(self) -> None:
        row = Commitment.objects.pending().order_by("pk").first()
        if row:
            promises.confirm(commitment=row, by=self.lead, at=self.at)
            promises.keep(commitment=row, by=self.lead, at=self.at)

    def judge(self) -> None:
        """By a reviewer, and by the scorecard."""
        ticket, about = self.some(), self.who()
        told = {"ticket": ticket, "revision": self.revision, "card": "email", "total": self.chance.randrange(1000) / 10}
        Review.objects.create(**told, about=about, reviewer=self.lead, begun_at=self.at, given_at=self.at)
        if not Score.objects.filter(ticket=ticket).exists():
            Score.objects.create(**told, person=about, facts="x", reader="1", at=self.at, solved_at=self.at)
        recount(tickets=[ticket.pk])

    def visit(self, outcome: str = "") -> None:
        """A chat that was answered, or left before."""
        outcome = outcome or self.chance.choice(["answered", "answered", "abandoned", "missed"])
        number, ticket = ChatWait.objects.count() + 1, self.some()
        waited = self.chance.randrange(90) if outcome == "answered" else None
        ChatWait.objects.create(
            session=number, ticket=ticket, team=ticket.team, day=self.at.date(), began_at=self.at, outcome=outcome,
            waited=waited,
        )  # fmt: skip
        recount(tickets=[ticket.pk])

    def ring(self) -> None:
        """A call that was taken after 20 s, and one nobody took."""
        ticket = self.some()
        for became, waited in (("spoken", 20), ("missed", None)):
            call = Call.objects.create(person=self.who(), rang_at=self.at, ended_at=self.at, state="ended")
            Sheet.objects.create(
                call=call, ticket=ticket, team=ticket.team, day=self.at.date(), became=became, waited=waited,
                talked=90, held=125,
            )  # fmt: skip
        recount(tickets=[ticket.pk])

    def ask(self, scale: str = "", answers: bool = False) -> None:
        """How it went, of some scale; most answer."""
        ticket, scale = self.some(), scale or self.chance.choice(["csat", "ces", "nps"])
        about = {"ticket": ticket, "origin": ticket, "customer": ticket.customer, "person": self.who()}
        asked = Survey.objects.create(
            kind=scale, planned_at=self.at, asked_at=self.at, channel=ticket.channel, ticket_kind=ticket.kind, **about
        )
        if answers or self.chance.random() < 0.7:
            score = self.chance.choice(SCALES[scale].scores)
            SurveyAnswer.objects.create(
                survey=asked, kind=scale, score=score, source="email", answered_at=self.at + timedelta(hours=30)
            )
        recount(tickets=[ticket.pk])

"""The demo company's last half year: what its numbers speak of. Written as `mass` writes, of its own people."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.front.cli.mass import Mass
from whiteglove.front.cli.plots import KINDS, PRIORITIES, Plot, judged
from whiteglove.front.cli.rows import Rows, first_free, set_sequences, stamp
from whiteglove.learning.surveys.models import Survey, SurveyAnswer
from whiteglove.service.desk.happenings import Happened, Wrote
from whiteglove.service.desk.models import Commitment, Escalation, Solution, Ticket
from whiteglove.service.desk.ranks import rank
from whiteglove.service.sla.queries import Rules, rules

NAMES = (
    "Amina", "Nadia", "Lukas", "Sofia", "Tariq", "Ines", "Marek", "Yuki", "Chidi", "Elena", "Oskar", "Leila", "Mateo",
    "Freya", "Kofi", "Hanna", "Rashid", "Clara", "Dmitri", "Zola",
)  # fmt: skip
FAMILIES = (
    "Abara", "Berg", "Costa", "Dlamini", "Eriksen", "Fontaine", "Garcia", "Haddad", "Ito", "Jansen", "Kaya",
    "Lindqvist", "Moreau", "Novak", "Okafor",
)  # fmt: skip
DAYS, A_DAY = 182, 5
OFFICE = (9, 16)
# Of a thousand: how many are escalated, come back once they are solved, need a second answer.
ESCALATED, BACK, FURTHER = 70, 90, 420


@dataclass
class Course(Plot):
    """`back`: when the customer came back once it had been solved."""

    back: str | None = None


class Past(Mass):
    """Solved tickets of a half year; the later ones answered sooner, so that there is something to see."""

    def __init__(self, company: Company, now: datetime):
        super().__init__(now)
        self.company = company
        self.chance = random.Random(20260401)

    def staff(self, number: int) -> None:
        lee, ada = self.company.lee.pk, self.company.ada.pk
        self.teams, self.weights = [self.company.support.pk, self.company.billing.pk], [7, 3]
        self.members = {self.company.support.pk: [ada, ada, ada, lee], self.company.billing.pk: [lee]}

    def plan(self, number: int) -> list[Course]:
        in_force = rules()
        made = [settled(self.chance, self.opened_at(), self.now, in_force) for _ in range(number)]
        return sorted(made, key=lambda one: one.last_at)

    def opened_at(self) -> datetime:
        """On some day of the half year, weekdays mostly, while the office is open mostly."""
        while True:
            day = self.now - timedelta(days=self.chance.randrange(4, DAYS))
            if day.weekday() < 5 or self.chance.random() < 0.15:
                break
        hour = self.chance.randrange(*OFFICE) if self.chance.random() < 0.85 else self.chance.randrange(24)
        return day.replace(hour=hour, minute=self.chance.randrange(60), second=self.chance.randrange(60))

    def who(self, customer: int) -> tuple[str, str]:
        first, family = NAMES[customer % len(NAMES)], FAMILIES[customer // len(NAMES) % len(FAMILIES)]
        return f"{first} {family}", f"{first}.{family}{customer}@customer.example".lower()

    def tables(self) -> None:
        super().tables()
        self.solution = Rows(Solution, "ticket_id", "by_id", "at", "ended_at", "why")
        self.escalation = Rows(
            Escalation, "ticket_id", "reason", "text", "to_team_id", "from_team_id", "by_id", "at", "ended_at",
            "ended_by_id", "ending",
        )  # fmt: skip
        self.promised = Rows(
            Commitment, "ticket_id", "message_id", "what", "person_id", "offered_at", "ended_at", "ended_by_id",
            "due_at", "state", "confirmed_at", "remind_at", "confirmed_by_id",
        )  # fmt: skip
        self.survey = Rows(
            Survey, "id", "ticket_id", "origin_id", "customer_id", "person_id", "team_id", "ticket_kind", "planned_at",
            "asked_at",
        )  # fmt: skip
        self.said = Rows(SurveyAnswer, "survey_id", "kind", "score", "source", "bad", "answered_at")
        self.next_survey = first_free(Survey)
        self.all = [rows for rows in vars(self).values() if isinstance(rows, Rows)]

    def write(self, made: Course, pk: int, customer: int, assignee: int | None, order: str) -> tuple[list[int], list]:
        self.of = customer
        return super().write(made, pk, customer, assignee, order)

    def happen(self, made: Course, pk: int, team: int, assignee: int | None, ids: list[int]) -> None:
        super().happen(made, pk, team, assignee, ids)
        replied = [(one, at) for one, (kind, at) in zip(ids, made.said, strict=True) if kind == "reply"]
        if len(replied) > 1 and self.chance.random() < 0.5:
            self.promise(pk, assignee, *replied[0], replied[1][1])

    def promise(self, pk: int, assignee: int | None, message: int, at: str, done: str) -> None:
        """Given in the first reply, and mostly kept by the second."""
        kept = self.chance.random() < 0.93
        self.promised.add(
            pk,
            message,
            "Send a new one",
            assignee,
            at,
            done,
            assignee,
            done,
            "kept" if kept else "broken",
            at,
            at,
            assignee,
        )

    def ask(self, made: Course, pk: int, team: int, assignee: int | None) -> None:
        """How it went, the day after; not everybody answers, and who had to come back is less content."""
        at, number = made.last_at + timedelta(days=1), self.next_survey
        if at > self.now or self.chance.random() < 0.25:
            return
        self.next_survey += 1
        self.survey.add(number, pk, pk, self.of, assignee, team, made.kind, made.solved_at, stamp(at))
        answered_at = at + timedelta(hours=self.chance.randrange(1, 50))
        if self.chance.random() < 0.45 and answered_at < self.now:
            score = self.chance.choices([5, 4, 3, 2, 1], [40, 30, 15, 8, 7] if made.back else [74, 19, 4, 2, 1])[0]
            self.said.add(number, "csat", score, "email", score <= 2, stamp(answered_at))

    def finish(self) -> None:
        super().finish()
        set_sequences(Survey)

    def stand(self, made: Course, pk: int, team: int, assignee: int | None, escalated: bool) -> None:
        self.ask(made, pk, team, assignee)
        self.assignment.add(pk, assignee, assignee, made.opened_at)
        for name, at, _, facts in made.events:
            if name == "ticket.solved":
                later = made.solved_at != at
                self.solution.add(pk, assignee, at, made.back if later else None, "the customer wrote" if later else "")
            if name == "ticket.escalated":
                self.escalation.add(
                    pk,
                    facts["reason"],
                    "Please have a look.",
                    team,
                    team,
                    assignee,
                    at,
                    made.solved_at,
                    assignee,
                    "resolved",
                )


def settled(chance: random.Random, at: datetime, now: datetime, in_force: Rules) -> Course:
    """One course of a matter that ends solved: asked, answered, perhaps asked back, escalated, opened again."""
    made = Course("solved", chance.choice(KINDS), chance.choice(PRIORITIES))
    happened, wrote, here = [], [], at
    # Slower half a year ago than now.
    pace = 0.6 + (now - at).days / DAYS

    def tell(name: str, by_us: bool, **facts) -> None:
        happened.append(Happened(name, here, facts))
        made.events.append((name, stamp(here), by_us, facts))

    def say(kind: str) -> None:
        wrote.append(Wrote(kind, here))
        made.said.append((kind, stamp(here)))

    def wait(minutes: float) -> None:
        nonlocal here
        here = min(in_office(here + timedelta(minutes=chance.lognormvariate(0, 0.8) * minutes)), now)

    say("inbound")
    tell("ticket.opened", False, state="open", side="customer", channel="email", kind=made.kind, priority=made.priority)
    say("automatic")
    tell("ticket.acknowledged", False, state="open")
    wait(70 * pace)
    if chance.randrange(1000) < ESCALATED:
        tell("ticket.escalated", True, state="open", reason=chance.choice(["authority", "exception", "manager"]))
        wait(60)
    if chance.randrange(1000) < FURTHER:
        say("reply")
        tell("ticket.replied", True, state="waiting", then="wait")
        wait(240)
        say("inbound")
        tell("ticket.customer_wrote", False, state="open")
        wait(60 * pace)
    solve(say, tell)
    if chance.randrange(1000) < BACK and now - here > timedelta(days=3):
        wait(1500)
        made.back = stamp(here)
        say("inbound")
        tell("ticket.customer_wrote", False, state="open", before="solved")
        wait(90 * pace)
        solve(say, tell)
    judged(made, happened, wrote, now, in_force)
    made.solved_at = made.changed_at = stamp(here)
    made.opened_at, made.last_at = made.said[0][1], here
    made.rank = rank(state="solved", due_at=None, changed_at=here, solved_at=here, wakes_at=None)
    return made


def solve(say, tell) -> None:
    say("reply")
    tell("ticket.replied", True, state="solved", then="solve", before="open")
    tell("ticket.solved", True, state="solved", before="open")


def in_office(at: datetime) -> datetime:
    """The same moment, or the next morning if nobody is there."""
    if at.hour >= OFFICE[1] + 1:
        at = (at + timedelta(days=1)).replace(hour=OFFICE[0])
    at = at.replace(hour=max(at.hour, OFFICE[0]))
    return at + timedelta(days=(7 - at.weekday()) % 7 if at.weekday() >= 5 else 0)


def remember(company: Company, now: datetime) -> int:
    """The half year, written once; how many tickets."""
    if Ticket.objects.filter(opened_at__lt=now - timedelta(days=60)).exists():
        return 0
    Past(company, now).make(number := DAYS * A_DAY * 5 // 7)
    return number

"""Very many believable tickets, written straight into the tables: counts, search, clocks and events agree with them."""

import json
import random
import time
from collections import Counter
from datetime import datetime

from django.db import connection, transaction

from whiteglove.front.cli import phrases
from whiteglove.front.cli.plots import UNFINISHED, Plot, plot
from whiteglove.front.cli.rows import Rows, first_free, in_a_hurry, set_sequences, stamp, without_indexes
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.actions.join import add_person
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.customers.models import Address, Customer, Term
from whiteglove.service.customers.words import words_of
from whiteglove.service.desk.models import (
    Assignment,
    Clock,
    Escalation,
    MailId,
    Message,
    SearchText,
    Snooze,
    Solution,
    Tally,
    Ticket,
    places,
)
from whiteglove.service.desk.search.document import BORDER, Document, buckets, marks
from whiteglove.service.desk.search.index import engine
from whiteglove.service.desk.search.words import words
from whiteglove.service.sla.queries import rules

CHUNK = 5_000
# Below this, building the indexes anew costs more than keeping them.
MANY = 20_000
AUTOMATIC = "Hello,\n\nthank you for writing to us. Your message has arrived and a person will read it."


class Mass:
    """One run of seeding; the same run on the same desk makes the same tickets."""

    def __init__(self, now: datetime):
        self.now, self.chance = now, random.Random(20260303)

    def make(self, number: int) -> str:
        """Add `number` tickets; returns a sentence about it."""
        began = time.monotonic()
        self.staff(number)
        self.plots = self.plan(number)
        self.tables()
        tables = [rows.table for rows in self.all] if number >= MANY else []
        with in_a_hurry():
            with without_indexes(tables):
                self.people(max(40, number // 4))
                for start in range(0, number, CHUNK):
                    self.chunk(start, min(number, start + CHUNK), number)
            self.finish()
        took = time.monotonic() - began
        return f"{number:,} tickets in {took:.1f} s ({number / took:,.0f} a second)."

    def staff(self, number: int) -> None:
        """Teams of very different sizes, so that a search in a small one is tried too."""
        wanted = min(12, 2 + number // 5_000)
        for n in range(Team.objects.count() + 1, wanted + 1):
            Team(name=f"Team {n}", slug=f"team-{n}").save()
        teams = list(Team.objects.order_by("pk"))
        for n in range(1, min(40, 2 + number // 500) + 1):
            if not Person.objects.filter(email=f"agent{n}@whiteglove.example").exists():
                add_person(
                    email=f"agent{n}@whiteglove.example", name=f"Agent {n}", role="agent", at=self.now, by=None,
                    teams=[teams[n % len(teams)]],
                )  # fmt: skip
        self.teams = [team.pk for team in teams]
        self.weights = [1 / 2**n for n in range(len(teams))]
        anybody = list(Person.objects.assignable().values_list("pk", flat=True))
        self.members = {
            team.pk: list(Person.objects.assignable().in_teams([team.pk]).values_list("pk", flat=True)) or anybody
            for team in teams
        }

    def plan(self, number: int) -> list[Plot]:
        """The plots in the order of their last message; unfinished ones first in number, then last in time."""
        unfinished = min(number, max(30, number * 6 // 100))
        share, in_force = max(6, number // 2_000), rules()
        made: list[Plot] = []
        for state, thousandth in UNFINISHED.items():
            whole = unfinished * thousandth // 1000
            made += self.spread(state, whole, max(1, min(share, 8)), in_force)
        return sorted(made + self.spread("solved", number - len(made), share, in_force), key=lambda one: one.last_at)

    def spread(self, state: str, whole: int, share: int, in_force) -> list[Plot]:
        """`whole` plots of a state, each used `share` times: judging the clocks is what takes time."""
        own = [plot(self.chance, state, self.now, in_force) for _ in range(-(-whole // share))] if whole else []
        return [one for one in own for _ in range(share)][:whole]

    def who(self, customer: int) -> tuple[str, str]:
        """(name, address) of a customer with a plain number."""
        return f"Customer {customer}", f"customer{customer}@mail{customer % 50}.example"

    def tables(self) -> None:
        self.customer = Rows(Customer, "id", "name", "language", "since", "last_contact_at", "contacts")
        self.address = Rows(Address, "customer_id", "value", "key", "domain", "primary")
        self.term = Rows(Term, "customer_id", "word")
        self.ticket = Rows(
            Ticket, "id", "subject", "customer_id", "team_id", "assignee_id", "state", "kind", "priority", "escalated",
            "opened_at", "changed_at", "solved_at", "wakes_at", "due_at", "due_metric", "judge_at", "preview",
            "last_message_at", "last_inbound_id", "message_count", "version", "rank",
        )  # fmt: skip
        self.message = Rows(
            Message, "id", "ticket_id", "kind", "customer_id", "author_id", "at", "text", "new_text", "sender_name",
            "sender_address", "message_id",
        )  # fmt: skip
        self.mail_id = Rows(MailId, "ticket_id", "value", "direction")
        self.event = Rows(Event, "name", "subject_type", "subject_id", "by_id", "at", "facts", "audience")
        self.clock = Rows(
            Clock, "ticket_id", "metric", "turn", "target_id", "state", "started_at", "due_at", "warn_at", "ended_at",
            "breached_at", "warned_at", "facts",
        )  # fmt: skip
        self.assignment = Rows(Assignment, "ticket_id", "person_id", "by_id", "at")
        self.solution = Rows(Solution, "ticket_id", "by_id", "at")
        self.snooze = Rows(Snooze, "ticket_id", "by_id", "at", "until", "returns_to")
        self.escalation = Rows(Escalation, "ticket_id", "reason", "text", "to_team_id", "from_team_id", "by_id", "at")
        self.searched = Rows(SearchText, "seq", "ticket_id", "at", "words")
        self.all = [rows for rows in vars(self).values() if isinstance(rows, Rows)]
        self.counts: Counter = Counter()
        self.first_ticket, self.first_seq = first_free(Ticket), first_free(SearchText, "seq")
        self.next_message = first_free(Message)

    def people(self, number: int) -> None:
        """Customers with plain numbers for names."""
        first, since = first_free(Customer), stamp(self.now.replace(year=self.now.year - 2))
        self.customers = range(first, first + number)
        for pk in self.customers:
            name, address = self.who(pk)
            self.customer.add(pk, name, "en", since, stamp(self.now), 1)
            self.address.add(pk, address, address, address.partition("@")[2], True)
            for word in words_of(name, [("email", address)]):
                self.term.add(pk, word)
            if len(self.customer.kept) >= CHUNK:
                self.flush()
        self.flush()

    def flush(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for rows in self.all:
                rows.flush(cursor)

    def chunk(self, start: int, stop: int, number: int) -> None:
        for n in range(start, stop):
            self.one(n, self.plots[n])
        self.flush()

    def one(self, n: int, made: Plot) -> None:
        """One ticket with everything that belongs to it."""
        chance, pk = self.chance, self.first_ticket + n
        team = chance.choices(self.teams, self.weights)[0]
        untouched = made.state == "open" and len(made.said) == 2
        assignee = None if untouched and chance.random() < 0.7 else chance.choice(self.members[team])
        escalated = made.state in UNFINISHED and chance.random() < 0.02
        customer = self.customers[chance.randrange(len(self.customers))]
        order = str(100_000 + pk * 7)
        subject, subject_words = chance.choice(phrases.pool("subject"))
        subject = subject.replace("{n}", order)
        ids, texts = self.write(made, pk, customer, assignee, order)
        self.happen(made, pk, team, assignee, ids)
        inbound = [one for one, (kind, _) in zip(ids, made.said, strict=True) if kind == "inbound"]
        self.ticket.add(
            pk, subject, customer, team, assignee, made.state, made.kind, made.priority, escalated, made.opened_at,
            made.changed_at, made.solved_at, made.wakes_at, made.due_at, made.due_metric, made.judge_at,
            " ".join(texts[-1][0].split())[:160], made.said[-1][1], inbound[-1], len(ids), len(made.events), made.rank,
        )  # fmt: skip
        self.stand(made, pk, team, assignee, escalated)
        self.make_searchable(n, pk, made, team, assignee, escalated, customer, (subject_words, order), texts)
        self.counts.update(places(Ticket(team_id=team, assignee_id=assignee, state=made.state, escalated=escalated)))

    def write(self, made: Plot, pk: int, customer: int, assignee: int | None, order: str) -> tuple[list[int], list]:
        """The messages; returns their ids and the (text, words) of those with new words, in order."""
        ids, texts, first = [], [], True
        for kind, at in made.said:
            one = self.next_message
            self.next_message += 1
            ids.append(one)
            if kind == "automatic":
                text, own = AUTOMATIC, None
            else:
                sort = kind if kind == "reply" or first else "again"
                text, own = self.chance.choice(phrases.pool(sort))
                first = False
            text = text.replace("{n}", order)
            if kind == "inbound" and not texts and self.chance.random() < 0.0006:
                rare = self.chance.choice(phrases.RARE)
                text, own = f"{text} {rare}", (*own, rare)
            if own is not None:
                texts.append((text, own))
            author = assignee if kind == "reply" else None
            ours = kind != "inbound"
            mail = f"{'sent' if ours else 'got'}.{one}@{'whiteglove' if ours else 'customer'}.example"
            name, address = ("", "") if ours else self.who(customer)
            self.message.add(
                one, pk, kind, None if ours else customer, author, at, text, text, name, address, f"<{mail}>"
            )
            self.mail_id.add(pk, mail, "out" if ours else "in")
        return ids, texts

    def happen(self, made: Plot, pk: int, team: int, assignee: int | None, ids: list[int]) -> None:
        audience = f"team:{team} person:{assignee}" if assignee else f"team:{team}"
        messages = iter(ids)
        for name, at, by_us, facts in made.events:
            facts = json.dumps(facts)
            if name in WRITTEN:
                facts = f'{facts[:-1]}, "message": {next(messages)}}}'
            self.event.add(name, "ticket", pk, assignee if by_us else None, at, facts, audience)
        for one in made.clocks:
            self.clock.add(pk, *one)

    def stand(self, made: Plot, pk: int, team: int, assignee: int | None, escalated: bool) -> None:
        """The rows of what is in force."""
        if assignee:
            self.assignment.add(pk, assignee, assignee, made.opened_at)
        if made.state == "solved":
            self.solution.add(pk, assignee, made.solved_at)
        if made.state == "snoozed":
            self.snooze.add(pk, assignee, made.changed_at, made.wakes_at, "open")
        if escalated:
            self.escalation.add(pk, "authority", "Please decide.", team, team, assignee, made.changed_at)

    def make_searchable(
        self,
        n: int,
        pk: int,
        made: Plot,
        team: int,
        assignee: int | None,
        escalated: bool,
        customer: int,
        subject: tuple,
        texts: list,
    ) -> None:
        seq, (subject_words, order) = self.first_seq + n, subject
        name, address = self.who(customer)
        doc = Document(
            number=pk, lane=team, at=made.last_at, state=made.state, kind=made.kind, priority=made.priority,
            assignee=assignee, escalated=escalated, people=(name, address),
        )  # fmt: skip
        stream = [str(pk), BORDER, *words(name), BORDER, *words(address), BORDER]
        for said in (*(own for _, own in reversed(texts)), subject_words):
            stream += [order if word == "0" else word for word in said]
            stream.append(BORDER)
        self.searched.add(seq, pk, made.said[-1][1], engine().vector(stream, [*marks(doc), *buckets(seq)]))

    def finish(self) -> None:
        """Counts, sequences, the full-text index, and fresh statistics for the planner."""
        Tally.objects.added(self.counts)
        Tally.objects.fold()
        set_sequences(Ticket, Message, Customer)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval('desk_searchtext_order', (SELECT MAX(seq) FROM desk_searchtext))")
                cursor.execute("VACUUM ANALYZE")
            else:
                cursor.execute(
                    "INSERT INTO desk_searchfts(rowid, words) SELECT seq, words FROM desk_searchtext WHERE seq >= %s",
                    [self.first_seq],
                )
                cursor.execute("ANALYZE")


WRITTEN = {"ticket.opened", "ticket.acknowledged", "ticket.replied", "ticket.customer_wrote"}

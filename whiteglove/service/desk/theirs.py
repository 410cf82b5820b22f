"""What of the conversations is one customer's, wherever merges have put it: what an erasure takes, and no more.

A mail from a customer is that customer's. A mail of ours is whose it went to, if it went to nobody else; otherwise it
belongs, like a note and an escalation, to whose ticket it was written in, which after a merge isn't the one it lies in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whiteglove.service.customers.models import Address, Customer
from whiteglove.service.desk.addressing import key
from whiteglove.service.desk.models import Draft, Escalation, Merge, Message, MessageKind, Ticket

MAIL = ("pk", "ticket_id", "moved_from_id", "before", "to", "cc")


@dataclass(frozen=True)
class Theirs:
    """Numbers of rows. `around`: every ticket in which something of theirs lies, or did; `tickets`: their own;
    `chats`: those they said something in, wherever merges have put them."""

    tickets: frozenset[int]
    around: frozenset[int]
    messages: frozenset[int]
    escalations: frozenset[int]
    drafts: frozenset[int]
    chats: frozenset[int]

    def told_of(self, ticket: int, facts: Mapping[str, Any]) -> bool:
        """Whether what is told of this ticket is about them."""
        if message := facts.get("message"):
            return message in self.messages
        return facts["session"] in self.chats if facts.get("session") else ticket in self.tickets


def theirs(customer: Customer) -> Theirs:
    """Of this one record; those that were merged into it have their own."""
    own = frozenset(Ticket.objects.filter(customer=customer).values_list("pk", flat=True))
    around = tickets_around(customer)
    ours = Ownership(customer, own, Origins(around))
    return Theirs(
        own, around, messages=frozenset(ours.mails() | ours.notes() | inbound_of(customer)),
        escalations=frozenset(ours.of(Escalation)), drafts=frozenset(ours.of(Draft)), chats=chats_of(customer),
    )  # fmt: skip


def chats_of(customer: Customer) -> frozenset[int]:
    said = Message.objects.inbound().filter(customer=customer, arrival__kind="chat")
    return frozenset(said.values_list("arrival__envelope__session", flat=True)) - {None}


def inbound_of(customer: Customer) -> set[int]:
    return set(Message.objects.inbound().filter(customer=customer).values_list("pk", flat=True))


def tickets_around(customer: Customer) -> frozenset[int]:
    """Their own tickets, those these live on in, and those in which they have written."""
    own = Ticket.objects.filter(customer=customer).values_list("pk", flat=True)
    wrote = Message.objects.inbound().filter(customer=customer).values_list("ticket_id", flat=True)
    found = nearest = {*own, *wrote}
    while nearest:
        further = Ticket.objects.filter(pk__in=nearest, merged_into__isnull=False)
        nearest = set(further.values_list("merged_into_id", flat=True)) - found
        found = found | nearest
    return frozenset(found)


class Origins:
    """In which ticket something was written that lies in one of `around` now: by the merges that stand."""

    def __init__(self, around: Collection[int]) -> None:
        self.around = around
        self.merges: dict[int, Merge] = {}
        nearest = set(around)
        while nearest:
            rows = Merge.objects.standing().filter(target__in=nearest).exclude(source__in=list(self.merges))
            nearest = {row.source_id for row in rows}
            self.merges |= {row.source_id: row for row in rows}

    @cached_property
    def merged(self) -> frozenset[int]:
        """The tickets that were merged, and those they were merged into."""
        return frozenset(self.merges) | {row.target_id for row in self.merges.values()}

    def of_message(self, pk: int, lies_in: int, moved_from: int | None, before: dict) -> int:
        """`before` of a reply says where it was written; else merge after merge is gone back."""
        if "ticket" in before:
            return before["ticket"]
        here, seen = moved_from or lies_in, set[int]()
        while here in self.merges and here not in seen:
            seen.add(here)
            here = self.merges[here].before.get("moved", {}).get(str(pk)) or here
        return here

    @cached_property
    def brought(self) -> dict[tuple[type, int], int]:
        """{(Escalation or Draft, its number): the ticket the first merge has taken it out of}."""
        found: dict[tuple[type, int], int] = {}
        for source, row in sorted(self.merges.items(), key=lambda pair: pair[1].pk):
            if moved := (row.before.get("escalation") or {}).get("moved"):
                found.setdefault((Escalation, moved), source)
            for draft in row.before.get("drafts") or []:
                found.setdefault((Draft, draft), source)
        return found


class Ownership:
    """What belongs to a customer who has these tickets, among all that lies around them."""

    def __init__(self, customer: Customer, own: frozenset[int], origins: Origins) -> None:
        self.customer, self.own, self.origins = customer, own, origins

    def of(self, kind: type[Escalation] | type[Draft]) -> set[int]:
        rows = kind.objects.filter(ticket__in=self.origins.around).values_list("pk", "ticket_id")
        return {pk for pk, ticket in rows if self.origins.brought.get((kind, pk), ticket) in self.own}

    def mails(self) -> set[int]:
        kinds = [MessageKind.REPLY, MessageKind.AUTOMATIC]
        rows = Message.objects.filter(ticket__in=self.origins.around, kind__in=kinds).values_list(*MAIL)
        return {pk for pk, *row, to, cc in rows if self.is_mail(pk, row, {key(one) for one in (*to, *cc)})}

    def is_mail(self, pk: int, row: list, addressed: set[str]) -> bool:
        if addressed and addressed <= self.keys:
            return True
        if addressed and any(addressed <= keys for keys in self.keys_of_others.values()):
            return False
        return self.origins.of_message(pk, *row) in self.own

    def notes(self) -> set[int]:
        """With what a supervisor answered to an escalation of theirs, which was written where it lay then."""
        rows = Message.objects.filter(ticket__in=self.origins.around, kind=MessageKind.NOTE)
        where = {
            pk: self.origins.of_message(pk, *row)
            for pk, *row in rows.values_list("pk", "ticket_id", "moved_from_id", "before")
        }
        for answered in Escalation.objects.filter(ticket__in=self.origins.around).exclude(answer=""):
            asked_in = self.origins.brought.get((Escalation, answered.pk))
            said = rows.filter(author=answered.ended_by_id, at=answered.ended_at, text=answered.answer)
            where |= {pk: asked_in for pk in said.values_list("pk", flat=True) if asked_in}
        return {pk for pk, ticket in where.items() if ticket in self.own}

    @cached_property
    def keys(self) -> frozenset[str]:
        return keys_of(self.customer)

    @cached_property
    def keys_of_others(self) -> dict[int, set[str]]:
        """The addresses of each whose ticket was merged with one of these."""
        others = Ticket.objects.filter(pk__in=self.origins.merged).exclude(customer=self.customer)
        found: dict[int, set[str]] = {}
        rows = Address.objects.filter(customer__in=others.values("customer"), kind="email")
        for customer, one in rows.values_list("customer_id", "key"):
            found.setdefault(customer, set()).add(one)
        return found


def keys_of(customer: Customer) -> frozenset[str]:
    """Every address that is theirs: on their record, or that they have written from and is nobody else's by now."""
    own = set(customer.addresses.filter(kind="email").values_list("key", flat=True))
    wrote = Message.objects.inbound().filter(customer=customer).exclude(sender_address="")
    wrote_from = {key({"address": one}) for one in wrote.values_list("sender_address", flat=True).distinct()}
    taken = Address.objects.filter(key__in=wrote_from - own, kind="email").values_list("key", flat=True)
    return frozenset(own | wrote_from - set(taken) - {""})


def among(keys: Collection[str]) -> Callable[[str], bool]:
    """Whether an address, as somebody wrote it, is one of these."""
    return lambda address: key({"address": address}) in keys


def without(parties: Iterable[dict], keys: Collection[str]) -> list[dict]:
    return [one for one in parties if key(one) not in keys]

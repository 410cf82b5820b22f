"""Whom the next reply goes to, and which addresses don't get there by themselves.

A mail says whom it is from, where answers should go and who got a copy, and all of it can be made up. One that opened
the ticket, or joined it by something that only receivers of its mails have, is taken at its word. Where there is doubt
(see threading.py), and after a merge, a reply goes to addresses that are known here already: the customer's, and those
of the mails without doubt and of our own replies. What is new is offered to whoever writes, who adds it or doesn't.

For a mail that was written to a ticket merged into this one, that ticket's customer and whom we have written to there
are known too: what Cleo says isn't answered to Jonas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.words import fold
from whiteglove.service.channels.models.chat import NOWHERE, is_handle
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.addressing import comparable, is_address, key, own_addresses, without
from whiteglove.service.desk.models import Link, Merge, Message, MessageKind, Ticket
from whiteglove.service.desk.threading import GUESSABLE

Parties = list[dict[str, str]]
# What is asked of a message, in the order of `Said`.
SAID = (
    "kind", "sender_name", "sender_address", "to", "cc", "reply_to", "flags", "explanation__doubt",
    "explanation__strategy",
)  # fmt: skip
PLAYED = "practice.invalid"
MOST_READ = 500  # messages; whoever was named only before them is new again
_said_in = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket).standing().exclude(kind=MessageKind.NOTE)
    .order_by("-at", "-id").values_list(*SAID, "moved_from_id", "id")[:MOST_READ]
)  # fmt: skip


class Said(NamedTuple):
    """A message of the ticket, as far as it says whom answers go to."""

    kind: str
    name: str
    address: str
    to: Parties
    cc: Parties
    reply_to: Parties
    flags: Sequence[str] = ()
    doubt: str | None = None
    strategy: str | None = None
    moved_from: int | None = None
    pk: int = 0

    @property
    def doubted(self) -> bool:
        """Messages from before doubts were written down are judged by how they joined."""
        return bool(self.doubt) or self.strategy in GUESSABLE

    @property
    def vouched(self) -> bool:
        """What was said in another ticket, which was merged into this one, is no word on this one."""
        return not self.doubted and not self.moved_from

    @property
    def sender(self) -> dict[str, str]:
        return {"name": self.name, "address": self.address}

    @property
    def asks_for(self) -> Parties:
        return [row for row in self.reply_to if is_address(row["address"])] or [self.sender]

    @property
    def keys(self) -> set[str]:
        """Every address it names, as they are compared."""
        named = [self.sender, *self.to, *self.cc, *self.reply_to]
        return {comparable(row["address"]) for row in named if row.get("address")}


class Offer(NamedTuple):
    """Addresses the last mail brings that somebody should look at. `field`: where those new to the ticket would go,
    "to" or "cc"; "" for those that a mail without doubt has put into To."""

    field: str
    says: str
    addresses: list[str]


@dataclass(frozen=True)
class Answer:
    """`known`: the addresses that are no news on this ticket, as they are compared."""

    to: Parties
    cc: Parties
    offers: Sequence[Offer] = ()
    known: frozenset[str] = frozenset()


def answer_to(ticket: Ticket) -> Answer:
    """Two or three statements: what was said, the customer's addresses, now and then our own; some more where the last
    mail came through a merge. A customer who is only played has one address, which leads nowhere."""
    if ticket.rehearsed:
        return played(ticket)
    said = [Said(*row) for row in _said_in(ticket.pk)]
    return answer(said, of_customer(ticket), own_addresses(), of_source(last_of(said), ticket))


def played(ticket: Ticket) -> Answer:
    name = ticket.customer.name
    address = f"{'.'.join(fold(name).split()) or 'customer'}@{NOWHERE if ticket.channel == 'chat' else PLAYED}"
    return Answer([{"name": name, "address": address}], [])


def last_of(said: Iterable[Said]) -> Said | None:
    """The mail a reply answers."""
    inbound = [row for row in said if row.kind == MessageKind.INBOUND]
    return next((row for row in inbound if not row.flags), inbound[0] if inbound else None)


def of_source(last: Said | None, here: Ticket) -> Parties | None:
    """The addresses of whose ticket a mail was written to, before or through a merge; None where there is no other."""
    if last is None or last.moved_from is None:
        return None
    source = Ticket.objects.select_related("customer").get(pk=written_to(last.pk, last.moved_from))
    return None if stood_apart(source, here) else of_customer(source)


def written_to(message: int, moved_from: int) -> int:
    """The ticket at the other end of however many merges have brought a message."""
    merges = Merge.objects.standing().values_list("before", flat=True)
    while (before := merges.filter(source=moved_from).first()) and before.get("moved", {}).get(str(message)):
        moved_from = before["moved"][str(message)]
    return moved_from


def stood_apart(source: Ticket, here: Ticket) -> bool:
    """Whether it was opened because its sender took no part in this one: merged all the same, they aren't known yet."""
    links = Link.objects.filter(ticket=source).select_related("other__merged_into")
    return any(link.other.current.pk == here.pk for link in links)


def of_customer(ticket: Ticket) -> Parties:
    """The customer's addresses, the one they prefer first."""
    return addresses_of(ticket.customer.current)


def addresses_of(customer: Customer) -> Parties:
    name = customer.name if "@" not in customer.name else ""
    mail = [one for one in customer.reached_at if one.kind == "email"]
    return [{"name": name, "address": one.value} for one in sorted(mail, key=lambda one: (not one.primary, one.pk))]


def answer(said: Sequence[Said], customer: Parties, ours: set[str], source: Parties | None = None) -> Answer:
    """`said`: the newest first; `ours` are never among those a reply goes to. Pure.

    source  as `of_source` gives them
    """
    known = {comparable(row["address"]) for row in customer}.union(*(row.keys for row in said if row.vouched))
    last, home = last_of(said), customer if source is None else source
    if source is not None:
        known |= keys_there(said, last, source)
    if last is None or not (last.address or last.reply_to):
        return Answer(home[:1], [], known=frozenset(known))
    if is_handle(last.address):
        # Nobody types this address: the chat itself says who it is.
        return Answer([last.sender], [], known=frozenset(known))
    earlier = [row for row in said if row.kind == MessageKind.INBOUND] if source is None else []
    to = without(last.asks_for, ours) if last.vouched else known_of(last, earlier, known, ours)
    to = to or home[:1]
    named = [row for row in (*last.to, *last.cc) if is_address(row["address"])]
    copied = [row for row in named if last.vouched or comparable(row["address"]) in known]
    cc = without(copied, ours, map(key, to))
    spoken = (row.keys for row in said if row.kind != MessageKind.INBOUND)
    told = {comparable(row["address"]) for row in (*customer, *home)}.union(*spoken)
    found = [*elsewhere(last, to, told), *through_merge(last, to, customer, source), *offers(last, known, ours)]
    return Answer(to, cc, found, frozenset(known))


def keys_there(said: Sequence[Said], last: Said, source: Parties) -> set[str]:
    """Who is known in the ticket the last mail was written to: its customer, and whom we wrote to."""
    ours = (row.keys for row in said if row.kind != MessageKind.INBOUND and row.moved_from == last.moved_from)
    return {comparable(row["address"]) for row in source}.union(*ours)


def known_of(last: Said, earlier: Iterable[Said], known: set[str], ours: set[str]) -> Parties:
    """Where a mail in doubt asks answers to go, its sender, or whom the last without doubt asks: the first known."""
    before = next((row.asks_for for row in earlier if row.vouched), [])
    for asked in (last.asks_for, [last.sender], before):
        if found := without([row for row in asked if comparable(row["address"]) in known], ours):
            return found
    return []


def through_merge(last: Said, to: Parties, customer: Parties, source: Parties | None) -> list[Offer]:
    """That the reply leaves the ticket's own customer out, where they didn't write last."""
    away = [row["address"] for row in to]
    if source is None or {key(row) for row in to} & {key(row) for row in customer}:
        return []
    return [Offer("", f"{last.name or 'The customer'} wrote to #{last.moved_from}, so the reply goes to", away)]


def elsewhere(last: Said, to: Parties, told: set[str]) -> list[Offer]:
    """Where the mail sends answers, if that isn't the customer's or its sender's and nobody has written there yet."""
    odd = [row["address"] for row in to if comparable(row["address"]) not in told | {comparable(last.address)}]
    who = last.name or last.address or "The customer"
    return [Offer("", f"{who} asks for answers to another address than their own:", odd)] if odd else []


def offers(last: Said, known: set[str], ours: set[str]) -> list[Offer]:
    """What the mail brings that is new here, in the order of its weight; each address once."""
    who, told, found = last.name or last.address or "The customer", set(), []
    for field, says, rows in (
        ("to", f"{who} wrote from an address new to this ticket:", [last.sender]),
        ("to", f"{who} asks for answers to an address new to this ticket:", last.reply_to),
        ("cc", f"{who} sent a copy to somebody new to this ticket:", [*last.to, *last.cc]),
    ):
        new = without([row for row in rows if is_new(row, known)], ours, told)
        told |= set(map(key, new))
        found += [Offer(field, says, [row["address"] for row in new])] if new else []
    return found


def is_new(row: dict[str, str], known: set[str]) -> bool:
    return is_address(row["address"]) and comparable(row["address"]) not in known


def still_open(offered: Iterable[Offer], given: Iterable[dict[str, Any]]) -> list[Offer]:
    """What nobody has added yet; of what is there already, what nobody has taken out."""
    there = {key(row) for row in given}
    left = [
        one._replace(addresses=[each for each in one.addresses if (key({"address": each}) in there) != bool(one.field)])
        for one in offered
    ]
    return [one for one in left if one.addresses]

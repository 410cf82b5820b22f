"""What the desk knows about where a mail may belong: the reads behind threading."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.contract import InboundMessage
from whiteglove.service.channels.email.ids import ref_of
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.models import Address, Customer
from whiteglove.service.desk import threading
from whiteglove.service.desk.addressing import comparable
from whiteglove.service.desk.answering import SAID, Said, stood_apart
from whiteglove.service.desk.models import Acknowledged, MailId, Message, MessageKind, Ticket
from whiteglove.service.desk.queries import one_person
from whiteglove.service.desk.threading import Candidate, Known, Mail, ids_in, normal_id, numbers_in, parents_in

Led = dict[str, list[tuple[int, str]]]
NO_IDS = [""]  # which is nobody's
NO_NUMBER, NO_WORD = Value(0, BigIntegerField()), Value("", TextField())


def mail_of(inbound: InboundMessage) -> Mail:
    """The mail as threading sees it. A token counts only with our signature, wherever it was found."""
    return Mail(
        sender=comparable(inbound.sender.address),
        message_id=inbound.external_id,
        in_reply_to=genuine(inbound.in_reply_to),
        references=[genuine(one) for one in inbound.references],
        subject=inbound.subject,
        token=token_of(inbound),
        automatic=inbound.flags.auto_reply,
        disowned=disowned(inbound),
    )


def disowned(inbound: InboundMessage) -> str:
    """What a trusted mail server says against the sender, in a sentence; "" for nothing."""
    if not inbound.disowned:
        return ""
    said = dict(inbound.authentication)
    by, domain = said.pop("by"), inbound.sender.address.rpartition("@")[2]
    return f"{by} says that it isn't from {domain} ({', '.join(f'{name}={said[name]}' for name in said)})."


def genuine(header: str) -> str:
    """The header without ids that look like ours but don't carry our signature."""
    return " ".join(f"<{one}>" for one in ids_in(header) or filter(None, [normal_id(header)]) if not forged(one))


def forged(one: str) -> bool:
    return one.startswith("wg.") and not ref_of(one)


def token_of(inbound: InboundMessage) -> int | None:
    """The ticket number in a verified reply address, or else in a verified Message-ID of ours."""
    headers = [inbound.in_reply_to, *reversed(inbound.references)]
    refs = [inbound.reply_ref, *(ref_of(one) for header in headers for one in ids_in(header))]
    for kind, _, number in (ref.partition(":") for ref in refs if ref):
        if kind == "ticket":
            return int(number)
        if kind == "message":
            found = Message.objects.filter(pk=int(number)).values_list("ticket_id", flat=True).first()
            if found:
                return found
    return None


def known_about(mail: Mail, since: datetime) -> Known:
    """Every ticket this mail could possibly belong to, with who takes part in it; what was acknowledged `since`."""
    ids = [*ids_in(mail.in_reply_to), *parents_in(mail.references), *filter(None, [normal_id(mail.message_id)])]
    led, around = surroundings(ids, mail.sender, since)
    named = {number for hits in led.values() for number, _ in hits}
    named |= set(filter(None, [mail.token, *numbers_in(mail.subject)]))
    own = {address.lower() for address in around["ours"]}
    return Known(
        ids=led,
        tickets=candidates(named) if named else {},
        ours=frozenset(map(threading.without_plus, own)) | own,
        staff=frozenset(filter(None, around["staff"])),
        acknowledged=len(around["acknowledged"]),
    )


def surroundings(ids: list[str], sender: str, since: datetime) -> tuple[Led, dict[str, list[str]]]:
    """In one statement: where these Message-IDs lead; and addresses: those that are "ours"; the sender's, if one of our
    people signs in with it ("staff": what a mail "from" it says proves nothing), and as often as we "acknowledged" a
    mail of theirs since then."""
    led: Led = defaultdict(list)
    around: dict[str, list[str]] = defaultdict(list)
    for what, value, number, direction in _surroundings(ids or NO_IDS, sender, since):
        if what == "id":
            led[value].append((number, direction))
        else:
            around[what].append(value)
    return led, around


_surroundings = Prepared(
    lambda ids, sender, since: _called("ours", Account.objects.all(), "address").union(
        _called("staff", Person.objects.staff().filter(email=sender), "email"),
        _called("acknowledged", Acknowledged.objects.filter(address=sender, at__gt=since), "address"),
        _called("id", MailId.objects.filter(value__in=ids), "value", F("ticket_id"), Cast("direction", TextField())),
        all=True,
    )
)
_tickets = Prepared(lambda ids: Ticket.objects.filter(pk__in=ids).select_related("customer__organisation"))
_mails_in = Prepared(
    lambda tickets: Message.objects.filter(ticket_id__in=tickets).standing().exclude(kind=MessageKind.NOTE)
    .values_list("ticket_id", "moved_from_id", *SAID)
)  # fmt: skip
_addresses_of = Prepared(lambda ids: Address.objects.filter(customer_id__in=ids, kind="email").values_list("key"))


def _called(what: str, rows: QuerySet, value: str, number: Any = NO_NUMBER, how: Any = NO_WORD) -> QuerySet:
    said = rows.order_by().annotate(what=Value(what), said=Cast(value, TextField()), number=number, how=how)
    return said.values_list("what", "said", "number", "how")


def candidates(numbers: Iterable[int]) -> dict[int, Candidate]:
    """{number: the ticket it lives on in now, with its participants}; the customer of the one merged away is one."""
    found = _tickets(sorted(numbers))
    lives_in = {ticket.pk: ticket.current for ticket in found}
    brought = {ticket.pk: addresses_of(ticket) for ticket in found if is_brought(ticket)}
    taking_part, known = participants({ticket.pk for ticket in lives_in.values()})
    made = {}
    for number, ticket in lives_in.items():
        customer, own = ticket.customer.current, addresses_of(ticket) | brought.get(number, set())
        made[number] = Candidate(
            number=ticket.pk,
            participants=frozenset(taking_part[ticket.pk] | own),
            known=frozenset(known[ticket.pk] | own),
            domains=frozenset(customer.organisation.domains if customer.organisation else ()),
            solved_at=ticket.solved_at,
            via=number if number != ticket.pk else None,
        )
    return made


def is_brought(ticket: Ticket) -> bool:
    return bool(ticket.merged_into_id) and not stood_apart(ticket, ticket.current)


def participants(numbers: set[int]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Who takes part in these tickets: whoever wrote, and whom their mails address or copy, unless there is doubt about
    the mail. And those of them who are known: to whom answers go by themselves."""
    taking_part: dict[int, set[str]] = defaultdict(set)
    known: dict[int, set[str]] = defaultdict(set)
    for number, moved_from, *row in _mails_in(sorted(numbers)):
        said = Said(*row)
        taking_part[number] |= said.keys if not said.doubted else {comparable(said.address)} - {""}
        known[number] |= said.keys if not said.doubted and not moved_from else set()
    return taking_part, known


_first_from = Prepared(
    lambda ticket, address: Message.objects.inbound().filter(ticket=ticket, sender_address=address)
    .select_related("customer__merged_into").order_by("at", "id")[:1]
)  # fmt: skip


def who_wrote(address: str, ticket: int) -> Customer | None:
    """The customer who wrote here from this address first; not whose ticket it is, which may have taken theirs in."""
    first = _first_from.first(ticket, address)
    return first.customer.current if first and first.customer else None


def addresses_of(ticket: Ticket) -> set[str]:
    return {key for (key,) in _addresses_of(sorted(one_person(ticket.customer)))}

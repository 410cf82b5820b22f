"""What a customer sees: their own tickets, and of each what was said by them and to them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from whiteglove.ground.lib.downloads import PICTURES
from whiteglove.ground.lib.keyset import page_after
from whiteglove.service.channels.form.questions import Kind, is_in_portal, kinds_of
from whiteglove.service.channels.models import Account, Arrival, Outgoing
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.addressing import comparable, key
from whiteglove.service.desk.models import Attachment, Message, MessageKind, State, Ticket
from whiteglove.service.desk.models.ticket import UNFINISHED
from whiteglove.service.desk.theirs import keys_of

from .driver import KIND, read

PAGE = 25
# Of tickets that were merged into somebody else's: a handful in a lifetime.
FEW = 100
SAID = (MessageKind.INBOUND, MessageKind.REPLY, MessageKind.AUTOMATIC)


@dataclass(frozen=True)
class Entry:
    """A ticket in the list. `standing` is with_us, with_you or solved, whatever the desk calls it."""

    ticket: Ticket
    standing: str


@dataclass(frozen=True)
class Said:
    """One message as its customer sees it; `mine` if they wrote it, `waits` while it isn't filed yet.

    `pictures` stood within the text; `undelivered`: no mail brought it to them, so that they read it here alone.
    """

    at: datetime
    text: str
    mine: bool
    name: str = ""
    automatic: bool = False
    files: list[Attachment] = field(default_factory=list)
    waits: bool = False
    pk: int = 0
    quoted: str = ""
    pictures: list[Attachment] = field(default_factory=list)
    undelivered: bool = False


@dataclass(frozen=True)
class Listed:
    rows: list[Entry]
    after: str = ""


@dataclass(frozen=True)
class Offered:
    """A web form with which somebody who is signed in may begin a request, and the kinds it offers."""

    place: Account
    kinds: list[Kind]


def offered_forms() -> list[Offered]:
    places = Account.objects.active().filter(kind="form").order_by("name", "pk")
    return [Offered(one, kinds_of(one.settings)) for one in places if is_in_portal(one.settings)]


def standing_of(ticket: Ticket) -> str:
    """That it is put off for a while is the desk's own affair."""
    state = ticket.current.state
    return {State.SOLVED: "solved", State.WAITING: "with_you"}.get(state, "with_us")


def tickets_of(customer: Customer, *, solved: bool, after: str = "") -> Listed:
    """Their own, the newest first; one that lives on in another of their own stands there alone."""
    states = [State.SOLVED] if solved else UNFINISHED
    page = page_after(
        Ticket.objects.filter(customer=customer, state__in=states), order=("-opened_at", "-id"), after=after, size=PAGE
    )
    away = [] if after else [one for one in merged_away(customer) if (standing_of(one) == "solved") == solved]
    rows = sorted([*away, *page.rows], key=lambda one: (one.opened_at, one.pk), reverse=True)
    return Listed([Entry(one, standing_of(one)) for one in rows], page.cursor)


def merged_away(customer: Customer) -> list[Ticket]:
    """Theirs that live on in somebody else's ticket."""
    merged = Ticket.objects.filter(customer=customer, state=State.MERGED).select_related("merged_into")
    return [one for one in merged.order_by("-pk")[:FEW] if one.current.customer_id != customer.pk]


def own_ticket(customer: Customer, number: int) -> Ticket | None:
    return Ticket.objects.filter(pk=number, customer=customer).select_related("merged_into", "account").first()


def said_in(ticket: Ticket, customer: Customer) -> list[Message]:
    """What they wrote, and what went to them: never notes, nor what others wrote or were written."""
    rows = Message.objects.filter(ticket=ticket.current, kind__in=SAID).standing().in_order()
    files = Prefetch("attachments", queryset=Attachment.objects.order_by("pk"))
    keys = keys_of(customer)
    found = rows.select_related("author", "outgoing").prefetch_related(files)
    return [one for one in found if concerns(one, customer, keys)]


def concerns(message: Message, customer: Customer, keys: frozenset[str]) -> bool:
    if message.is_inbound:
        return message.customer_id == customer.pk
    return has_left(message) and any(key(one) in keys for one in (*message.to, *message.cc))


def has_left(message: Message) -> bool:
    """Not while its writer may still take it back."""
    if not message.was_sent:
        return False
    leaving = message.outgoing
    if leaving is None:
        return True
    held = leaving.state == Outgoing.State.QUEUED and not leaving.tries
    return not held and leaving.state != Outgoing.State.CANCELLED


def conversation(ticket: Ticket, customer: Customer) -> list[Said]:
    """Oldest first, what isn't filed yet at the end."""
    keys = keys_of(customer)
    return [shown(one, keys) for one in said_in(ticket, customer)] + on_the_way(ticket, customer)


def shown(message: Message, keys: frozenset[str]) -> Said:
    mine, text = message.is_inbound, message.new_text or message.text
    quoted = message.quoted_text if message.new_text.strip() else ""
    files = list(message.attachments.all())
    return Said(
        message.at, text.strip(), mine, name="" if mine or message.author is None else message.author.name,
        automatic=message.kind == MessageKind.AUTOMATIC, files=[one for one in files if not is_within(one)],
        pictures=[one for one in files if is_within(one)], pk=message.pk, quoted=quoted.strip(),
        undelivered=not mine and came_back(message, keys),
    )  # fmt: skip


def is_within(file: Attachment) -> bool:
    """A picture that stood in the words, and that browsers draw."""
    return file.inline and file.type in PICTURES


def came_back(message: Message, keys: frozenset[str]) -> bool:
    """Whether it reached none of their addresses by mail, as far as is known by now."""
    leaving = message.outgoing
    if leaving is None or leaving.state not in {Outgoing.State.FAILED, Outgoing.State.BOUNCED}:
        return False
    mine = {address for address in leaving.everybody if comparable(address) in keys}
    return not any(leaving.results.get(one, {}).get("state") == "accepted" for one in mine)


def on_the_way(ticket: Ticket, customer: Customer) -> list[Said]:
    """Answers that are kept and not filed yet."""
    waiting = Arrival.objects.unfinished().filter(kind=KIND, envelope__ticket=ticket.pk, envelope__customer=customer.pk)
    rows = waiting.select_related("raw").order_by("pk")
    return [Said(one.received_at, read(one.raw.content)["text"], mine=True, waits=True) for one in rows]


def own_file(ticket: Ticket, customer: Customer, number: int) -> Attachment | None:
    """A file of a message that they may see in this ticket."""
    found = Attachment.objects.filter(pk=number, message__ticket=ticket.current).select_related("blob").first()
    seen = found and any(one.pk == found.message_id for one in said_in(ticket, customer))
    return found if seen else None

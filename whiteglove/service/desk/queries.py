"""What pages read: queues, counts, conversations. Each takes a fixed number of statements."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from whiteglove.ground.events.models import Event, subject_of
from whiteglove.ground.events.registry import registry
from whiteglove.ground.lib.keyset import Page as KeyedPage
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import is_number
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.statements import database, rows_of
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.channels.models import ChatLine
from whiteglove.service.customers.models import Customer
from whiteglove.service.sla.metric import MACHINES

from .models import NO_TEAM, VIEWS, Attachment, Commitment, Message, Stage, Tally, Tap, Ticket
from .models.ticket import PERSONAL, SHOWS

PAGE = 25
# SQLite joins at most 500 statements into one; this stays far below and plans quickly.
MOST_BRANCHES = 60


@dataclass(frozen=True)
class Page:
    """`rows` in order, and `next`, an opaque cursor for the following page ("" at the end)."""

    rows: list
    next: str = ""


@dataclass(frozen=True)
class Line:
    """One entry of a conversation: a `message`, or an event or a `whisper` told as a `sentence`."""

    at: datetime
    message: Message | None = None
    event: Event | None = None
    sentence: str = ""
    whisper: Tap | None = None


@dataclass(frozen=True)
class Conversation:
    lines: list[Line]
    # Pass it as `before` for what came earlier; None when everything is shown.
    earlier: int | None = None


def counts(person: Person) -> dict[str, int]:
    """{view: number} for every view, one statement, kept rather than counted."""
    found = Tally.objects.sums(person) if person.at_the_desk else {}
    return {view: found.get(view) or 0 for view in VIEWS}


def queue(person: Person, view: str, after: str = "", size: int = PAGE) -> Page:
    """A page of a named view, what is due next first. `after` is a page's `next`; a broken one starts anew.

    Each team's list is one short walk along a partial index; the walks are merged, so nothing is sorted
    that isn't shown. KeyError for an unknown view.
    """
    if not person.at_the_desk:
        return Page([])
    found = sorted(_walk(_branches(person, view), view, _cursor(after), size + 1))[: size + 1]
    by_id = listed([pk for _, pk in found[:size]])
    rows = [by_id[pk] for _, pk in found[:size] if pk in by_id]
    return Page(rows, "{}-{}".format(*found[size - 1]) if len(found) > size else "")


def rehearsals(person: Person, after: str = "", size: int = PAGE) -> Page:
    """Whom somebody serves in practice, as `queue`: nothing of it is in any other list. What is over isn't there."""
    mine = Ticket.every.rehearsed_for(person).unfinished()
    if mark := _cursor(after):
        mine = mine.filter(Q(rank=mark[0], pk__gt=mark[1]) | Q(rank__gt=mark[0]))
    found = list(mine.select_related("customer").only(*SHOWN).order_by("rank", "id")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], f"{last.rank}-{last.pk}" if last else "")


def rehearsals_waiting(person: Person, most: int = 99) -> int:
    """How many of their simulated customers wait for an answer, as far as it is shown."""
    return Ticket.every.rehearsed_for(person).open()[:most].count()


# What lists and search hits show; reading more would cost more than the walk that found the rows.
SHOWN = (
    "subject", "customer", "team", "assignee", "channel", "state", "priority", "escalated", "opened_at", "solved_at",
    "wakes_at", "due_at", "due_metric", "preview", "last_message_at", "customer__name", "rank",
)  # fmt: skip
_listed = Prepared(lambda ids: Ticket.objects.filter(pk__in=ids).select_related("customer").only(*SHOWN))


def listed(ids: list[int]) -> dict[int, Ticket]:
    """Tickets as lists show them, with the customer's name; one statement."""
    return {row.pk: row for row in _listed(ids)}


def _cursor(after: str) -> tuple[int, int] | None:
    rank, _, pk = after.partition("-")
    if is_number(rank) and is_number(pk):
        return int(rank), int(pk)
    return None


def _branches(person: Person, view: str) -> list[str]:
    """The conditions whose union is what `person` sees of a view; all values are whole numbers."""
    SHOWS[view]
    if view in PERSONAL:
        return [f"assignee_id = {person.pk:d}"]
    if person.role == "admin":
        lanes = [NO_TEAM, *Team.objects.order_by("pk").values_list("pk", flat=True)]
        return [f"lane = {lane:d}" for lane in lanes]
    lanes = [NO_TEAM, *sorted(person.team_ids)]
    outside = Tally.objects.lanes_outside(person)
    return [f"lane = {lane:d}" for lane in lanes] + [
        f"assignee_id = {person.pk:d} AND lane = {lane:d}" for lane in outside
    ]


def _walk(branches: list[str], view: str, after: tuple[int, int] | None, size: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start in range(0, len(branches), MOST_BRANCHES):
        walk = union(branches[start : start + MOST_BRANCHES], view, after, size)
        found += rows_of(walk.replace("%", "%%"), [], database())
    return found


def union(branches: list[str], view: str, after: tuple[int, int] | None, size: int) -> str:
    """One statement for several short walks. It holds whole numbers and our own constants, nothing that was typed:
    SQLite uses a partial index only when the condition is written out."""
    where = shown_sql(view) + (" AND rank >= {0} AND (rank > {0} OR id > {1})".format(*after) if after else "")
    walk = "SELECT rank, id FROM desk_ticket WHERE {} AND {} ORDER BY rank, id LIMIT {:d}"
    parts = [f"SELECT * FROM ({walk.format(where, branch, size)}) b{n}" for n, branch in enumerate(branches)]
    return " UNION ALL ".join(parts) + f" ORDER BY 1, 2 LIMIT {size:d}"


def shown_sql(view: str) -> str:
    """The condition of a view exactly as its partial index has it."""
    return _shown_sql(view, connection.vendor)


@cache
def _shown_sql(view: str, vendor: str) -> str:
    query = Ticket.objects.all().query
    where = query.build_where(SHOWS[view])
    # Never entered, which SQLite refuses inside a transaction: only its quoting is wanted.
    editor = connection.schema_editor(collect_sql=True)
    sql, params = where.as_sql(query.get_compiler(connection=connection), connection)
    return "(" + sql % tuple(editor.quote_value(value) for value in params) + ")"


QUIET = frozenset({
    "ticket.customer_wrote", "ticket.machine_wrote", "ticket.replied", "ticket.reply_undone", "ticket.noted",
    "ticket.acknowledged", "clock.met", "commitment.offered", "commitment.withdrawn", "commitment.dismissed",
    "commitment.seems_kept", "chat.began", "chat.seen", "chat.ended", "chat.rated", "ticket.whispered",
    "ticket.bot_attends", "ticket.bot_asked", "ticket.bot_said", "call.noted", "call.unnoted", "call.wrapped_up",
    "call.undone", "call.known", "call.rang", "call.missed", "call.recorded",
})  # fmt: skip


def conversation(ticket: Ticket, person: Person, before: int | None = None, limit: int = 100) -> Conversation:
    """The newest `limit` messages and what happened between them, oldest first; `before` is `earlier` of the last.

    The caller has fetched `ticket` within what `person` may see. At most four statements, whatever the length; five in
    a chat, for what was whispered.
    """
    newest = _before(ticket, before, limit + 1) if before else _newest(limit + 1)(ticket.pk)
    shown, more = newest[:limit][::-1], len(newest) > limit
    _with_files(shown)
    since = shown[0].at if more and shown else None
    until = shown[-1].at if before and shown else None
    lines = [Line(message.at, message=message) for message in shown]
    lines += _told(ticket, since, until, {row.author_id: row.author.name for row in shown if row.author_id})
    lines += _whispered(ticket, since, until) if ticket.channel == "chat" else []
    lines.sort(key=lambda line: (line.at, line.message is None))
    return Conversation(lines, shown[0].pk if more and shown else None)


# What a conversation shows of a message; the rest is mostly JSON, slow to read.
MESSAGE_SHOWN = (
    "ticket", "kind", "at", "text", "new_text", "quoted_text", "signature", "html", "remote_images", "sender_name",
    "sender_address", "bounced_at", "failed_at", "moved_from", "author__name",
    "customer__name", "outgoing__state",
)  # fmt: skip


def _shown_of(rows: QuerySet, limit: int) -> QuerySet:
    near = rows.standing().select_related("author", "customer", "outgoing")
    return near.only(*MESSAGE_SHOWN).order_by("-at", "-id")[:limit]


@cache
def _newest(limit: int) -> Prepared:
    return Prepared(lambda ticket: _shown_of(Message.objects.filter(ticket=ticket), limit))


def _before(ticket: Ticket, before: int, limit: int) -> list[Message]:
    edge = Message.objects.filter(pk=before, ticket=ticket).values_list("at", flat=True).first()
    if edge is None:
        return []
    rows = Message.objects.filter(ticket=ticket, at__lte=edge).exclude(pk__gte=before, at=edge)
    return list(_shown_of(rows, limit))


def as_far_as(ticket: Ticket, before: int, message: int, most: int = 2000) -> int:
    """How many messages of the ticket lie from `message` to the one `before`; 0 where either isn't there."""
    edges = Message.objects.filter(ticket=ticket, pk__in=[before, message]).values_list("at", flat=True)
    times = sorted(edges)
    if len(times) < 2:
        return 0
    return min(most, Message.objects.filter(ticket=ticket, at__range=times).standing().count())


_files = Prepared(lambda ids: Attachment.objects.filter(message__in=ids, inline=False))


def _with_files(messages: list[Message]) -> None:
    """Give each its `files`: the attachments that aren't shown in its text."""
    found: dict[int, list[Attachment]] = {message.pk: [] for message in messages}
    for file in _files(list(found)):
        found[file.message_id].append(file)
    for message in messages:
        message.files = found[message.pk]


_events = Prepared(
    lambda kind, ticket: Event.objects.filter(subject_type=kind, subject_id=ticket)
    .exclude(name__in=sorted(QUIET)).order_by("id")
)  # fmt: skip
_names = Prepared(lambda ids: Person.objects.filter(pk__in=ids).order_by().values_list("id", "name"))


def _told(ticket: Ticket, since: datetime | None, until: datetime | None, names: dict[int, str]) -> list[Line]:
    """`names` of people who are known already: most of what happened was done by those who also wrote."""
    events = [
        event
        for event in _events(*subject_of(ticket))
        if told(event) and not (since and event.at < since) and not (until and event.at > until)
    ]
    names = names | dict(_names(sorted({event.by_id for event in events if event.by_id} - names.keys())))
    return [Line(event.at, event=event, sentence=sentence(event, names)) for event in events]


_whispers = Prepared(
    lambda ticket: Tap.objects.whispers().filter(Q(ticket=ticket) | Q(ticket__merged_into=ticket))
    .select_related("by", "to").order_by("id")
)  # fmt: skip


def _whispered(ticket: Ticket, since: datetime | None, until: datetime | None) -> list[Line]:
    """What a lead said in passing, for the desk's eyes."""
    return [
        Line(row.at, sentence=f"{row.by.name} whispered to {row.to.name}: {row.text}", whisper=row)
        for row in _whispers(ticket.pk)
        if not (since and row.at < since) and not (until and row.at > until)
    ]


def told(event: Event) -> bool:
    """Whether it gets a line of its own; messages speak for themselves, and so does the first mail."""
    return event.name not in QUIET and not (event.name == "ticket.opened" and event.by_id is None)


class _Facts(dict):
    def __missing__(self, key: str) -> str:
        return "…"


# Who did what no person of ours has done.
NOBODY = {"customer": "The customer", "bot": "The answer bot"}


def sentence(event: Event, names: dict[int, str]) -> str:
    """An event as a person would tell it: "Ada Osei solved the ticket"."""
    declared = registry.declared.get(event.name)
    if declared is None:
        return event.name
    nobody = NOBODY.get(event.facts.get("side"), "The desk")
    by = names.get(event.by_id, "Somebody") if event.by_id else nobody
    if event.name == "ticket.assigned" and event.facts.get("to") == event.by_id:
        return f"{by} took the ticket"
    if event.name == "ticket.complex_set":
        return f"{by} marked the ticket as complex" if event.facts.get("new") else f"{by} no longer calls it complex"
    why = event.facts.get("why") if event.name == "ticket.reopened" else ""
    if event.name == "ticket.chat_rated" and event.facts["comment"]:
        why = f"“{event.facts['comment']}”"
    told = _Facts(event.facts, by=by)
    if event.facts.get("metric") in MACHINES:
        told["metric"] = MACHINES[event.facts["metric"]].title
    return declared.sentence.format_map(told) + (f": {why}" if why else "")


# How lists of promises are called: {name: states}, None being what is not settled yet.
PROMISES: dict[str, tuple[str, ...] | None] = {
    "open": None, "offered": (Stage.OFFERED,), "broken": (Stage.BROKEN,), "kept": (Stage.KEPT,),
    "dismissed": (Stage.DISMISSED,),
}  # fmt: skip
NEAR_PROMISE = ("ticket__customer", "person", "seems_kept_by")


def promises(person: Person, *, whose: str = "mine", state: str = "open", calls: bool = False) -> QuerySet[Commitment]:
    """Promises this person sees: their own or everybody's (`whose` "team"), of a named list, or only `calls` back.
    KeyError for other lists."""
    states = PROMISES[state]
    found = Commitment.objects.visible_to(person).select_related(*NEAR_PROMISE)
    found = found.filter(person=person) if whose == "mine" else found
    found = found.calls() if calls else found
    return found.filter(state__in=states) if states else found.unsettled()


def page_of_promises(
    person: Person, *, whose: str, state: str, calls: bool = False, after: str = "", size: int = PAGE
) -> KeyedPage:
    """What is due next first, those without a time last."""
    rows = promises(person, whose=whose, state=state, calls=calls)
    return page_after(rows, order=("due_at", "id"), after=after, size=size)


promises_of = Prepared(
    lambda ticket: Commitment.objects.unsettled().filter(ticket=ticket).select_related("person")
    .order_by(F("due_at").asc(nulls_last=True), "id")[:50]
)  # fmt: skip


def record_with(customer: Customer) -> dict[str, int]:
    """{"kept", "broken"}: what became of the promises to a customer; one statement beside those for merged records."""
    mine = Commitment.objects.filter(ticket__customer_id__in=one_person(customer))
    ended = mine.filter(state__in=[Stage.KEPT, Stage.BROKEN]).values_list("state").annotate(n=Count("id"))
    return {"kept": 0, "broken": 0} | dict(ended)


def previous_tickets(
    customer: Customer, person: Person, apart_from: Ticket | None = None, limit: int = 10
) -> list[Ticket]:
    """The customer's other tickets that `person` may see, newest first, those of merged records included."""
    found = Ticket.objects.filter(customer_id__in=one_person(customer)).visible_to(person).standing()
    if apart_from:
        found = found.exclude(pk=apart_from.pk)
    return list(found.select_related("assignee").order_by("-opened_at", "-id")[:limit])


_merged_into = Prepared(lambda layer: Customer.objects.filter(merged_into_id__in=layer).values_list("id"))
_seen_in_chat = Prepared(
    lambda ref: ChatLine.objects.filter(session__ref=ref, side=ChatLine.Side.DESK, seen_at__isnull=False)
    .order_by("-session", "-number").values_list("outgoing__ref")[:1]
)  # fmt: skip


def one_person(customer: Customer) -> set[int]:
    """Ids of every record that was merged into this customer's, and its own."""
    found = {customer.current.pk}
    layer = found
    while layer:
        layer = {pk for (pk,) in _merged_into(sorted(layer))} - found
        found |= layer
    return found


def last_seen_in_chat(ticket: Ticket) -> str:
    """The number of our last message that the visitor of its chat has seen, as text; "" for none."""
    (ref,) = _seen_in_chat.first(f"ticket:{ticket.pk}") or ("",)
    return (ref or "").removeprefix("message:")

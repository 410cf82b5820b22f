"""Reads that join several nouns: which mailbox a message belongs to, and what the lists show."""

from collections.abc import Iterable

from django.db.models import Count, Max, Q, QuerySet

from whiteglove.service.channels.models import Account, Arrival, Captured, Outgoing


def account_for(addresses: Iterable[str], kind: str = "email") -> Account | None:
    """The active mailbox one of these addresses reaches (plus parts don't matter), first match wins."""
    wanted = [bare_address(a) for a in addresses if a]
    if not wanted:
        return None
    known = {a.address.lower(): a for a in Account.objects.active().filter(kind=kind).select_related("team")}
    return next((known[a] for a in wanted if a in known), None)


def default_account(kind: str = "email") -> Account | None:
    """The mailbox for mail that names none of ours; None when nobody configured one."""
    return Account.objects.active().filter(kind=kind, is_default=True).select_related("team").first()


def bare_address(address: str) -> str:
    """`support@…` of `Support+anything@…`."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


ARRIVAL_VIEWS = {"needs": "Needs a person", "waiting": "Waiting", "aside": "Set aside", "filed": "Filed", "all": "All"}
OUTGOING_VIEWS = {"needs": "Needs a person", "queued": "Queued", "sent": "Sent", "all": "All"}
PAGE = 50


def arrivals_in(person, view: str) -> QuerySet[Arrival]:
    """Arrivals a person may see, newest first; `view` is a key of ARRIVAL_VIEWS."""
    mine = Arrival.objects.visible_to(person).select_related("account").order_by("-id")
    state = Arrival.State
    return {
        "needs": mine.dead(),
        "waiting": mine.filter(state__in=Arrival.UNFINISHED, due_at__isnull=False),
        "aside": mine.filter(state=state.SET_ASIDE),
        "filed": mine.filter(state=state.FILED),
    }.get(view, mine)


def outgoing_in(person, view: str) -> QuerySet[Outgoing]:
    mine = Outgoing.objects.visible_to(person).select_related("account").order_by("-id")
    state = Outgoing.State
    return {
        "needs": mine.needs_a_person(),
        "queued": mine.filter(state__in=[state.QUEUED, state.HANDING_OVER]),
        "sent": mine.filter(state=state.SENT),
    }.get(view, mine)


def page_of(rows: QuerySet, before: str) -> tuple[list, int | None]:
    """(rows, id to go on before or None): keyset by id, so that page 1,000 costs what page 1 does."""
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], (found[PAGE - 1].pk if len(found) > PAGE else None)


def accounts_with_health() -> list[Account]:
    """Every mailbox, active ones first, each with its healths at hand."""
    return list(Account.objects.select_related("team").prefetch_related("healths").order_by("-active", "address"))


FIRST_MAILBOX = "cleo@customer.example"


def mailboxes() -> list[dict]:
    """The outside world's mailboxes in the demo: [{address, unread}], Cleo's first."""
    unread = dict(Captured.objects.filter(read_at=None).order_by().values_list("mailbox").annotate(Count("pk")))
    known = Captured.objects.order_by().values_list("mailbox", flat=True).distinct()[:200]
    addresses = [FIRST_MAILBOX, *sorted(set(known) - {FIRST_MAILBOX})]
    return [{"address": address, "unread": unread.get(address, 0)} for address in addresses]


def threads_in(mailbox: str) -> list[dict]:
    """The newest 50 threads of a mailbox: [{latest, count, unread}], the latest message first."""
    rows = (
        Captured.objects.of(mailbox)
        .order_by()
        .values("thread")
        .annotate(latest=Max("pk"), count=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
        .order_by("-latest")[:50]
    )
    found = Captured.objects.in_bulk([row["latest"] for row in rows])
    return [row | {"latest": found[row["latest"]]} for row in rows]


def thread_of(letter: Captured) -> list[Captured]:
    """Every message of its thread in this mailbox, oldest first."""
    return list(Captured.objects.of(letter.mailbox).filter(thread=letter.thread).order_by("id"))

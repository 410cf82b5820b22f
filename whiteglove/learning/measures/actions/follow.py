"""Keep what is counted in step with the log of events: whatever ticket something happened to is counted anew.

A cursor says how far it has come, so nothing is missed when a worker dies and nothing counted twice when it runs again.
What was there before the first event it saw, or was counted by other days or numbers, is swept through meanwhile.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import F

from whiteglove.ground.events import log
from whiteglove.ground.events.cursor import START, Cursor
from whiteglove.ground.events.models import Event
from whiteglove.learning.measures.call_files import tickets_of_calls
from whiteglove.learning.measures.case_files import zone_name
from whiteglove.learning.measures.counting import counting
from whiteglove.learning.measures.models import Progress
from whiteglove.learning.surveys.models import Survey
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket

from .add_up_anew import add_up_next
from .recount import CHUNK, recount

FACTS = 5  # raised when the same rows give other facts than before
LINES = 1000  # events of one look
BEHIND = 20_000
AGAIN = timedelta(seconds=45)  # what is settled by a reaction may come after us
# A chunk of the past every so often, so that counting it never keeps a desk from its work.
PATIENCE = 1.5


def follow(*, at: datetime) -> int:
    """Count what happened since the last time, then some of what was there before. Returns how many tickets."""
    begin(at)
    counted = 0
    while (more := step(at)) is not None:
        counted += more
    started = monotonic()
    while monotonic() - started < PATIENCE and sweep(at):
        pass
    return counted


def rules_now() -> dict[str, Any]:
    """What the facts hang on besides the rows: other days or numbers, and all is counted anew."""
    numbers = counting().numbers()
    return {
        "facts": FACTS,
        "zone": zone_name(),
        "first_contact_days": numbers["first_contact_days"],
        "silent_days": numbers["silent_days"],
    }


def begin(at: datetime) -> None:
    """From here on the log is followed; all that lies before is still to be swept. Nothing if that was said already."""
    now = rules_now()
    with transaction.atomic():
        row = Progress.objects.select_for_update().first()
        if row is None:
            Progress.objects.create(pk=1, cursor=str(log.head()), rules=now, adding=Progress.ALL, at=at)
        elif row.rules != now or far_behind(row):
            row.rules, row.tickets, row.customers, row.cursor = now, 0, 0, str(log.head())
            row.adding = Progress.ALL
            row.save()


def far_behind(row: Progress) -> bool:
    """So much has happened, by an import say, that going through everything is quicker than after each event."""
    return log.head().id - (Cursor.read(row.cursor) or START).id > BEHIND


def step(at: datetime) -> int | None:
    """One look at the log, in one transaction with what it makes of it; None when there was nothing to do."""
    with transaction.atomic():
        row = Progress.objects.select_for_update().get()
        tail = log.after(Cursor.read(row.cursor) or START, LINES)
        due = [pk for pk, when in row.again if when <= at.isoformat()]
        row.again = [one for one in row.again if one[1] > at.isoformat()]
        if not tail.lines and not due:
            return None
        tickets, customers = concerned(tail.lines)
        tickets |= set(due)
        row.again += [[pk, (at + AGAIN).isoformat()] for pk in settled_later(tail.lines)]
        recount(tickets=tickets | near(tickets), customers=customers | customers_of(tickets))
        row.cursor, row.at = str(tail.lines[-1].cursor) if tail.lines else row.cursor, at
        row.save()
    return len(tickets)


def concerned(lines: Iterable[log.Line]) -> tuple[set[int], set[int]]:
    """The numbers of tickets and customers something happened to."""
    tickets, customers, surveys = (numbered(kind, lines) for kind in ("ticket", "customer", "survey"))
    others = told(lines, "source", lambda line: line.name in APART)
    judged = told(lines, "ticket", lambda line: line.subject.startswith(JUDGED))
    called = tickets_of_calls(told(lines, "call", lambda line: line.name.startswith("call.")))
    return tickets | tickets_of(customers) | judged | called | tickets_asked(surveys), customers | others


APART = {"customer.merged", "customer.unmerged"}
JUDGED = ("score:", "review:", "dispute:")


def told(lines: Iterable[log.Line], fact: str, which: Callable[[log.Line], bool]) -> set[int]:
    """What these events say of a fact. No statement where there are none."""
    found = [line.id for line in lines if which(line)]
    said = Event.objects.filter(pk__in=found).values_list(f"facts__{fact}", flat=True) if found else ()
    return {int(one) for one in said if one}


def tickets_of(customers: set[int]) -> set[int]:
    """Two customers who became one, or two again: what counts as a further matter of the same one changes."""
    return set(Ticket.objects.filter(customer__in=customers).values_list("pk", flat=True)) if customers else set()


def customers_of(tickets: set[int]) -> set[int]:
    return set(Ticket.objects.filter(pk__in=tickets).values_list("customer_id", flat=True))


def near(tickets: set[int]) -> set[int]:
    """Tickets of the same customers, solved so shortly before one of these began that it may say that they weren't
    settled at first contact. Each of these asks for its own days, so an old one costs what a new one does."""
    long = timedelta(days=counting().first_contact_days)
    solved = "customer__tickets__solutions__at"
    before = {f"{solved}__gte": F("opened_at") - long, f"{solved}__lt": F("opened_at")}
    # In one filter, so that both bounds are about the same solution.
    known = Ticket.objects.filter(pk__in=tickets, **before).order_by()
    return set(known.values_list("customer__tickets", flat=True)) - tickets


def settled_later(lines: Iterable[log.Line]) -> set[int]:
    """Tickets of chats, and of surveys whose letters arrived after all or didn't: said after the event."""
    return numbered("ticket", lines, "chat.") | tickets_asked(numbered("survey", lines, "message."))


def numbered(kind: str, lines: Iterable[log.Line], name: str = "") -> set[int]:
    """The numbers of subjects of this kind, of events whose names begin so."""
    found = (line.subject for line in lines if line.name.startswith(name))
    return {int(one.partition(":")[2]) for one in found if one.startswith(f"{kind}:")}


def tickets_asked(surveys: set[int]) -> set[int]:
    return set(Survey.objects.filter(pk__in=surveys).values_list("ticket_id", flat=True)) if surveys else set()


def sweep(at: datetime) -> bool:
    """Count one more chunk of the past, or add up one more month of it; whether there is more."""
    with transaction.atomic():
        row = Progress.objects.select_for_update().get()
        if row.tickets is not None:
            found = list(Ticket.objects.filter(pk__gt=row.tickets).order_by("pk").values_list("pk", flat=True)[:CHUNK])
            recount(tickets=found, sums=not row.adding)
            row.tickets = found[-1] if found else None
        elif row.customers is not None:
            found = list(
                Customer.objects.filter(pk__gt=row.customers).order_by("pk").values_list("pk", flat=True)[:CHUNK]
            )
            recount(customers=found, sums=not row.adding)
            row.customers = found[-1] if found else None
        elif row.adding:
            add_up_next(row)
        else:
            return False
        row.at = at
        row.save()
    return True

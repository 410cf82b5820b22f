"""The places of the desk's pages, what the desk hangs there itself, and its commands."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from whiteglove.ground.events import live
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.ground.ui import palette, times
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.slots import panel, place
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import offered, promised, queries, search
from whiteglove.service.desk.models import ChatLimit, Clock, ClockState, Ticket
from whiteglove.service.desk.routing import AT_ONCE
from whiteglove.service.desk.sight import ticket_before
from whiteglove.service.sla.metric import MACHINES


def ticket_opened(request: HttpRequest, ticket: str) -> dict:
    """The context of a panel that loads by itself: the ticket, within what this person may see."""
    if (found := ticket_before(request.user, number(ticket))) is None:
        raise Http404
    return {"ticket": found}


place("ticket.band", "Across the top of a conversation", opens=ticket_opened)
place("ticket.phases", "Under a conversation's head", opens=ticket_opened)
place("message.about", "What is known about one message")
place("ticket.solving", "What is asked before a ticket is solved; given `ticket`, `unready` and `sheet`")
place("desk.head", "The head of the workspace: style sheets and behaviours of what hangs in it")
place("ticket.sidebar", "The column beside a conversation", opens=ticket_opened)
place("practice.queue", "The head of the list of what one practises on")
place("ticket.new", "Above the form in which a ticket is opened by hand")
place("composer.below", "Under the text one is writing", opens=ticket_opened)


@panel("nav.main", order=10, permit="desk.see", template="ui/nav_item.html")
def desk(request: HttpRequest) -> dict:
    url = address("desk:queue")
    return {"url": url, "label": "Desk", "icon": "inbox", "current": request.path.startswith(url)}


@panel("nav.person", order=5, permit="desk.reply", template="desk/panels/duty_later.html")
def duty(request: HttpRequest) -> dict:
    """Asked for once the menu is opened: no page waits for it."""
    return {}


clocks_of = Prepared(lambda ticket: Clock.objects.unfinished().filter(ticket=ticket).order_by("due_at", "id"))


@panel("ticket.sidebar", order=20, permit="desk.see", template="desk/panels/clocks.html")
def clocks(request: HttpRequest, ticket: Ticket) -> dict | None:
    now = clock.now()
    rows = [shown(one, now) for one in clocks_of(ticket.pk)]
    return {"clocks": rows} if rows else None


def shown(one: Clock, now: datetime) -> dict:
    """{"name", "words", "percent", "tone", "due"} of one clock."""
    name = MACHINES[one.metric].title if one.metric in MACHINES else one.metric
    if one.state == ClockState.PAUSED or one.due_at is None:
        return {"name": name, "words": "paused", "percent": 0, "tone": "rest", "due": None}
    whole = max(1.0, (one.due_at - one.started_at).total_seconds())
    percent = (now - one.started_at).total_seconds() / whole * 100
    urgency = times.urgency(one.due_at, now)
    warned = urgency == "is-soon" or bool(one.warn_at and one.warn_at <= now)
    tone = "negative" if urgency == "is-over" else "warning" if warned else ""
    return {"name": name, "due": one.due_at, "percent": percent, "tone": tone}


@panel("ticket.sidebar", order=30, permit="desk.see", template="desk/panels/promises.html")
def promises(request: HttpRequest, ticket: Ticket) -> dict | None:
    """Asks nothing where nothing is promised: the ticket keeps the count."""
    if not ticket.promised:
        return None
    now = timezone.localtime(clock.now())
    zone, rows = ticket.customer.time_zone, queries.promises_of(ticket.pk)
    return {"promises": [promised.shown(row, request.user, now, zone) for row in rows]}


@panel("customer.card", order=20, permit="desk.see", template="desk/panels/promise_record.html")
def promise_record(request: HttpRequest, customer: Customer) -> dict | None:
    """On the customer's own page; beside a ticket it would cost every ticket a question."""
    if request.GET.get("ticket") or request.path.startswith(address("desk:queue")):
        return None
    record = queries.record_with(customer)
    return record if any(record.values()) else None


@panel("ticket.sidebar", order=55, permit="knowledge.see", template="desk/panels/articles.html", lazy=True)
def articles(request: HttpRequest, ticket: Ticket) -> dict | None:
    """What may answer this, while it isn't solved."""
    rows = offered.offers(request.user, ticket) if ticket.is_unfinished else []
    return {"offers": rows} if rows else None


@panel("ticket.sidebar", order=60, permit="desk.see", template="desk/panels/earlier.html", lazy=True)
def earlier(request: HttpRequest, ticket: Ticket) -> dict | None:
    rows = queries.previous_tickets(ticket.customer, request.user, apart_from=ticket, limit=5)
    return {"earlier": rows} if rows else None


@panel("customer.timeline", order=10, permit="desk.see", template="desk/panels/timeline.html")
def timeline(request: HttpRequest, customer: Customer) -> dict | None:
    rows = queries.previous_tickets(customer, request.user, limit=50)
    return {"tickets": rows} if rows else None


@panel("setup.pages", order=25, permit="desk.setup", template="ui/setup_item.html")
def rules(request: HttpRequest) -> dict:
    says = "Confirming arrivals, taking replies back, when an answer opens a new ticket."
    return {"url": reverse("desk:rules"), "icon": "inbox", "title": "How the desk works", "says": says}


@panel("page.foot", order=20, permit="desk.reply", template="desk/panels/taps_place.html")
def taps(request: HttpRequest) -> dict:
    """Where a colleague's word pops up, on every page; asks nothing until there is one."""
    return {}


VIEWS = (
    ("needs-me", "Go to my queue", "desk:queue", "inbox"),
    ("search", "Search all conversations", "desk:search", "search"),
    ("new", "Open a ticket for a customer", "desk:new", "plus"),
    ("promises", "Commitments and calls back", "desk:promises", "clock"),
    ("macros", "Macros", "desk:macros", "spark"),
)
for key, label, url_name, icon in VIEWS:
    palette.command(key=f"desk.{key}", label=label, url_name=url_name, permit="desk.see", icon=icon)
palette.command(
    key="desk.escalations", label="Escalations", url_name="desk:escalations", permit="desk.count_escalations",
    icon="flag",
)  # fmt: skip
palette.command(
    key="desk.chat_counts", label="How chats were answered", url_name="desk:chat_counts", permit="desk.chat_counts",
    icon="chart",
)  # fmt: skip


@palette.finder("desk.tickets", permit="desk.search", order=10)
def tickets(request: HttpRequest, words: str) -> list[palette.Hit]:
    """A ticket by its number, else by what was said in it."""
    if asked := number(words.lstrip("#")):
        rows = list(Ticket.objects.visible_to(request.user).filter(pk=asked).select_related("customer"))
    else:
        rows = [hit.ticket for hit in search.find(request.user, words, size=6).rows]
    return [
        palette.Hit(one.title, reverse("desk:ticket", args=[one.pk]), f"#{one.pk} · {one.customer.name}", "email")
        for one in rows
    ]


def may_be_seen_at(person: Person, subject: str) -> bool:
    """Whether this person may be shown as looking at, say, "ticket:42"."""
    kind, _, key = subject.partition(":")
    return kind == "ticket" and Ticket.objects.visible_to(person).filter(pk=number(key)).exists()


live.presence_permit = may_be_seen_at


@panel("person.card", order=20, permit="desk.see", template="desk/panels/chat_limit.html")
def chat_limit(request: HttpRequest, person: Person) -> dict | None:
    """Where there are chats at all, for whoever may have some."""
    if not person.at_the_desk or not Account.objects.active().filter(kind="chat").exists():
        return None
    most = ChatLimit.objects.standing().filter(person=person).values_list("most", flat=True).first()
    may_limit = may(request.user, "desk.limit_chats", person)
    return {"person": person, "most": most, "may_limit": may_limit, "numbers": AT_ONCE}

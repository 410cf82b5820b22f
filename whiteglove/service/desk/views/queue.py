"""The list on the left: a named view, its rows, its counts."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.shown import Shown, plain
from whiteglove.ground.ui.templatetags.ui import key
from whiteglove.service.desk import queries
from whiteglove.service.desk.models import VIEWS
from whiteglove.service.desk.views.rows import row

TITLES = {
    "needs-me": "My queue", "waiting": "Waiting for the customer", "team": "The team's queue",
    "unassigned": "Unassigned", "snoozed": "Snoozed", "escalated": "Escalated", "promised": "Promised",
    "solved": "Solved", "all": "Everything",
}  # fmt: skip
TABS = (
    ("needs-me", "Needs me", "g q"),
    ("waiting", "Waiting", "g w"),
    ("team", "Team", "g t"),
    ("unassigned", "Unassigned", "g u"),
    ("solved", "Solved", "g s"),
)
MORE = (
    ("snoozed", "Snoozed", "g z"),
    ("escalated", "Escalated", "g x"),
    ("promised", "Promised", "g o"),
    ("all", "Everything", "g a"),
)
EMPTY = {
    "needs-me": ("Nothing needs you", "New messages land here as soon as they arrive."),
    "waiting": ("Nobody keeps you waiting", "Tickets you answered rest here until the customer writes again."),
    "team": ("The team is through", "Open and waiting tickets of your teams stand here."),
    "unassigned": ("Everything has somebody", "What nobody has taken yet stands here."),
    "snoozed": ("Nothing sleeps", "Press Z in a ticket to put it off until a time."),
    "escalated": ("Nothing is escalated", "What needs a supervisor stands here."),
    "promised": (
        "No promise is open",
        "What replies promise is offered under them; what you keep track of stands here.",
    ),
    "solved": ("Nothing solved yet", "Press E in a ticket when the matter is settled."),
    "all": ("No tickets yet", "The first message a customer sends opens one."),
}
SIZE, MOST = 25, 200
PRACTICE = "practice"


@door("desk.see")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The workspace without a ticket open."""
    return render(request, "desk/queue.html", listing(request))


@door("desk.see")
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """Rows alone: the next page, or all that are shown already, told anew."""
    part = "more" if request.GET.get("after") else "list"
    return render(request, f"desk/queue.html#{part}", listing(request))


def listing(request: HttpRequest, current: int | None = None) -> dict:
    """What the list shows. `rows` in the query is how many stand in the page already."""
    view = view_of(request)
    size = min(MOST, max(SIZE, number(request.GET.get("rows")))) if not request.GET.get("after") else SIZE
    now = timezone.localtime(clock.now())
    page = queries.queue(request.user, view, after=request.GET.get("after", ""), size=size)
    counts = queries.counts(request.user)
    tabs, more = ([tab(one, counts, view) for one in views] for views in (TABS, MORE))
    return {
        "view": plain(view),
        "title": TITLES[view],
        "tabs": tabs,
        "more": any(one.current for one in more),
        "all_views": tabs + more,
        "count": plain(counts.get(view, 0)),
        "rows": [row(ticket, now, current) for ticket in page.rows],
        "after": page.next,
        "empty": EMPTY[view],
    }


@door("desk.practise", rehearsed=True)
@require_GET
def practice(request: HttpRequest) -> HttpResponse:
    """The workspace of those who practise: their own simulated customers, in the same list."""
    return render(request, "desk/queue.html", rehearsals(request))


@door("desk.practise", rehearsed=True)
@require_GET
def practice_rows(request: HttpRequest) -> HttpResponse:
    part = "more" if request.GET.get("after") else "list"
    return render(request, f"desk/queue.html#{part}", rehearsals(request))


def rehearsals(request: HttpRequest, current: int | None = None) -> dict:
    """As `listing`, of what this person practises on."""
    size = min(MOST, max(SIZE, number(request.GET.get("rows")))) if not request.GET.get("after") else SIZE
    now = timezone.localtime(clock.now())
    page = queries.rehearsals(request.user, after=request.GET.get("after", ""), size=size)
    return {
        "view": PRACTICE,
        "practising": True,
        "title": "Practice",
        "count": plain(queries.rehearsals_waiting(request.user)),
        "rows": [row(ticket, now, current) for ticket in page.rows],
        "after": page.next,
        "empty": ("Nobody waits", "Choose somebody to serve under Practice: they turn up here."),
    }


@dataclass(slots=True)
class Tab(Shown):
    """One view, where the reader may go; `hint` is its key as a drawing."""

    name: SafeString
    label: SafeString
    keys: SafeString
    hint: SafeString
    number: SafeString
    current: bool


def tab(one: tuple[str, str, str], counts: dict[str, int], view: str) -> Tab:
    name, label, keys = one
    return Tab(plain(name), plain(label), plain(keys), key(keys), plain(counts.get(name, 0)), name == view)


def view_of(request: HttpRequest) -> str:
    view = request.GET.get("view", "needs-me")
    if view not in VIEWS:
        raise Http404
    return view

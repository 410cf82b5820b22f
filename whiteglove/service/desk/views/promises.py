"""What was promised: one promise and what becomes of it, the list of all, and taking them along."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.service.desk import queries
from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.actions.call_back import try_again
from whiteglove.service.desk.actions.judge_clocks import rules_in_force
from whiteglove.service.desk.export import promises_of
from whiteglove.service.desk.forms import PromiseForm
from whiteglove.service.desk.models import Commitment, Sort, Stage
from whiteglove.service.desk.promise_reader import calendar_of, closing_of
from whiteglove.service.desk.promised import shown
from whiteglove.service.desk.reminding import new_time
from whiteglove.service.desk.views.answers import back, done, first_error, refusals, refused, ticket_for

SAID = {
    "confirm": "You keep track of it. Its ticket comes back to you in time.",
    "change": "Kept track of as you put it.",
    "keep": "Promise kept.",
    "break": "It stands as broken. Tell the customer what happens instead.",
    "dismiss": "Let go.",
    "try": "Nobody reached. You are reminded to try again.",
}
OVER = "Taken back. Its time is over: choose a new one under Commitments, beside the conversation."
VERBS = {"confirm": verbs.confirm, "keep": verbs.keep, "break": verbs.break_, "dismiss": verbs.dismiss}
WHOSE = (("mine", "Mine"), ("team", "The team's"))
LISTS = (
    ("open", "To keep"), ("offered", "Not confirmed"), ("broken", "Broken"), ("kept", "Kept"), ("dismissed", "Let go"),
)  # fmt: skip
KINDS = (("", "Everything"), (Sort.CALL, "Calls back"))
NO_CALLS = ("Nobody waits for a call", "Press L in a ticket to promise one: it stands here until somebody was reached.")
EMPTY = {
    "open": ("Every promise is kept", "What a reply promises is offered under it, and stands here once it is tracked."),
    "offered": (
        "Nothing waits for an answer",
        "Promises read in replies stand here until somebody keeps track of them.",
    ),
    "broken": ("No broken promise", "What isn't kept in time stands here."),
    "kept": ("No promise kept yet", "What was done as promised stands here."),
    "dismissed": ("Nothing was let go", "Promises nobody wanted to keep track of stand here."),
}


@door("desk.see", writes="desk.promise")
@require_http_methods(["GET", "POST", "DELETE"])
@refusals
def promise(request: HttpRequest, pk: int, commitment: int) -> HttpResponse:
    """GET shows it, POST says what becomes of it, DELETE takes the last step back."""
    ticket = ticket_for(request, pk)
    near = Commitment.objects.select_related("person", "ticket__customer", "message__author")
    row = get_object_or_404(near, pk=commitment, ticket=ticket)
    about = {"commitment": row, "by": request.user, "at": clock.now()}
    if request.method == "GET":
        about = {"ticket": ticket, "row": row, "one": one_of(request, row), "due": by_when(row, about["at"])}
        return render(request, "desk/promise.html", about)
    if request.method == "DELETE":
        verbs.reopen(**about)
        return back(request, ticket, OVER if row.state == Stage.BROKEN else "Taken back.")
    form = PromiseForm(request.POST if "how" in request.POST else request.GET)
    if not form.is_valid():
        return refused(request, first_error(form))
    how, given = form.cleaned_data["how"], form.cleaned_data
    if how == "change":
        verbs.change(**about, what=given["what"], due_at=given["due"])
        return done(request, ticket, SAID[how])
    if how == "try":
        try_again(**about, due_at=again(row, given["due"]))
        return done(request, ticket, SAID[how])
    VERBS[how](**about)
    return done(request, ticket, SAID[how], undo_url=request.path)


def again(row: Commitment, given: datetime | None) -> datetime | None:
    """Another time somebody chose in the dialog; what it shows already was for this call."""
    return None if given is None or row.due_at is None or abs((given - row.due_at).total_seconds()) < 60 else given


def by_when(row: Commitment, now: datetime) -> datetime | None:
    """What the dialog offers: the time it has or, where that is over, the same hour of the next open day."""
    if row.due_at is None or row.due_at > now:
        return row.due_at
    calendar = calendar_of(row.ticket.team_id, now, rules_in_force())
    return new_time(row.due_at.astimezone(calendar.info), now, closing_of(calendar))


def one_of(request: HttpRequest, row: Commitment) -> object:
    return shown(row, request.user, timezone.localtime(clock.now()), row.ticket.customer.time_zone)


@door("desk.see")
@require_GET
def promises(request: HttpRequest) -> HttpResponse:
    """The list: one's own or the team's, what is due next first."""
    whose, state = chosen(request)
    calls = request.GET.get("kind") == Sort.CALL
    page = queries.page_of_promises(
        request.user, whose=whose, state=state, calls=calls, after=request.GET.get("after", "")
    )
    now = timezone.localtime(clock.now())
    title, text = NO_CALLS if calls and state == "open" else EMPTY[state]
    context = {
        "rows": [(shown(row, request.user, now, row.ticket.customer.time_zone), row.ticket) for row in page.rows],
        "kinds": KINDS, "kind": Sort.CALL if calls else "",
        "after": page.cursor, "whose": whose, "state": state, "whose_of": WHOSE, "lists": LISTS,
        "empty_title": title, "empty_text": text, "may_export": may(request.user, "desk.export"),
    }  # fmt: skip
    return render(request, "desk/promises.html", context)


@door("desk.export")
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """A list as CSV or lines of JSON."""
    whose, state = chosen(request)
    as_csv = request.GET.get("format") == "csv"
    kind = "text/csv" if as_csv else "application/jsonl"
    lines = promises_of(request.user, whose, state, as_csv, calls=request.GET.get("kind") == Sort.CALL)
    response = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="promises.{"csv" if as_csv else "jsonl"}"'
    return response


def chosen(request: HttpRequest) -> tuple[str, str]:
    whose, state = request.GET.get("whose", "mine"), request.GET.get("state", "open")
    if whose not in dict(WHOSE) or state not in dict(LISTS):
        raise Http404
    return whose, state

"""Conversations shared as examples."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions import examples as verbs
from whiteglove.learning.coaching.forms import AskForm, CommentForm, MaskForm, ShareForm
from whiteglove.learning.coaching.models import Example, ExampleComment, ExampleLine, Tried
from whiteglove.service.desk.models import Ticket

from .answer import done, read, refusals


def example_for(request: HttpRequest, pk: int) -> Example:
    return get_object_or_404(queries.example_for(request.user, min(pk, LARGEST)))


@door("coaching.see")
@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    found = queries.examples_for(request.user)
    page = page_after(found.shared(), order=("-shared_at", "-id"), after=request.GET.get("after", ""))
    drafts = found.filter(by=request.user, shared_at__isnull=True).order_by("-id")
    looks = queries.looks(request.user)[:10]
    return render(request, "coaching/examples.html", {"page": page, "drafts": drafts, "looks": looks})


@door("coaching.see", writes="coaching.share")
@require_POST
@refusals
def begin(request: HttpRequest, ticket: int) -> HttpResponse:
    """Take a conversation as an example: masked, for oneself to check."""
    shown = get_object_or_404(Ticket.objects.visible_to(request.user), pk=min(ticket, LARGEST))
    made = verbs.draft(ticket=shown, by=request.user, at=clock.now())
    return done(request, "Check the masked words, then share it.", "example", made.pk)


@door("coaching.see")
@require_GET
def example(request: HttpRequest, pk: int) -> HttpResponse:
    """To read; for whoever drafts it, to check and share."""
    shown = example_for(request, pk)
    mine = {one.how for one in shown.tried.all() if one.person_id == request.user.pk}
    how = [(key, says, [one.person.first_name for one in shown.tried.all() if one.how == key], key in mine)
           for key, says in Tried.HOW.items()]  # fmt: skip
    context = {
        "example": shown, "lines": list(shown.lines.all()), "how": how, "comment_form": CommentForm(),
        "mask_form": MaskForm(),
        "share_form": ShareForm(teams=queries.teams_to_share_with(request.user),
                                hides=queries.answering(None) >= queries.ENOUGH),
        "ask_form": AskForm(people=queries.colleagues(request.user), auto_id="ask_%s"),
        "few": queries.few_readers(request.user) if shown.is_draft else [], "enough": queries.ENOUGH,
        "may_withdraw": may(request.user, "coaching.withdraw", shown),
        "ticket": queries.tickets_named(request.user, [shown.ticket_id]).get(shown.ticket_id),
    }  # fmt: skip
    return render(request, f"coaching/example{'_draft' if shown.is_draft else ''}.html", context)


@door("coaching.see", writes="coaching.share")
@require_POST
@refusals
def mask(request: HttpRequest, pk: int) -> HttpResponse:
    shown = example_for(request, pk)
    verbs.mask_more(example=shown, words=read(MaskForm(request.POST))["words"], by=request.user, at=clock.now())
    return done(request, "Masked.", "example", pk)


@door("coaching.see", writes="coaching.share")
@require_POST
@refusals
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Leave a message out, or take it in again."""
    row = get_object_or_404(ExampleLine.objects.select_related("example"), pk=min(line, LARGEST),
                            example=example_for(request, pk))  # fmt: skip
    verbs.leave_out(line=row, out=request.POST.get("out") == "1", by=request.user, at=clock.now())
    return done(request, "Left out." if request.POST.get("out") == "1" else "Taken in again.", "example", pk)


@door("coaching.see", writes="coaching.share")
@require_http_methods(["POST", "DELETE"])
@refusals
def shared(request: HttpRequest, pk: int) -> HttpResponse:
    """POST shares a draft, or again what was withdrawn; DELETE withdraws it."""
    person = request.user
    row = get_object_or_404(Example, pk=min(pk, LARGEST))
    if row.withdrawn_at and row.withdrawn_by_id == person.pk and request.method == "POST":
        verbs.share_again(example=row, by=person, at=clock.now())
        return done(request, "Shared again.", "example", pk)
    row = example_for(request, pk)
    if request.method == "DELETE" or request.POST.get("withdraw"):
        verbs.withdraw(example=row, by=person, at=clock.now())
        return done(request, "Withdrawn: nobody reads it any more.", "examples")
    if row.withdrawn_at:
        raise Http404
    given = read(ShareForm(request.POST, teams=queries.teams_to_share_with(person)))
    verbs.share(example=row, **given, by=person, at=clock.now())
    return done(request, "Shared.", "example", pk, undo=reverse("coaching:shared", args=[pk]))


@door("coaching.see", writes="coaching.share")
@require_POST
@refusals
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one colleague alone."""
    row = example_for(request, pk)
    given = read(AskForm(request.POST, people=queries.colleagues(request.user)))
    verbs.ask(example=row, **given, by=request.user, at=clock.now())
    says = f"{given['colleague'].first_name} is asked. Their words come to you."
    return done(request, says, "example", pk, undo=reverse("coaching:shared", args=[pk]))


@door("coaching.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def reaction(request: HttpRequest, pk: int, how: str) -> HttpResponse:
    shown = example_for(request, pk)
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.take_reaction_back(example=shown, how=how, by=request.user, at=clock.now())
        return done(request, "Taken back.", "example", pk)
    verbs.react(example=shown, how=how, by=request.user, at=clock.now())
    return done(request, "Told to whoever shared it.", "example", pk, undo=request.path)


@door("coaching.see")
@require_POST
@refusals
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    shown = example_for(request, pk)
    made = verbs.comment(example=shown, text=read(CommentForm(request.POST))["text"], by=request.user, at=clock.now())
    return done(request, "Commented.", "example", pk, undo=reverse("coaching:comment", args=[pk, made.pk]))


@door("coaching.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def comment(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """One's own: take it away."""
    row = get_object_or_404(ExampleComment.objects.select_related("example"), pk=min(comment, LARGEST),
                            example=example_for(request, pk), by=request.user)  # fmt: skip
    verbs.delete_comment(comment=row, by=request.user, at=clock.now())
    return done(request, "Gone.", "example", pk)

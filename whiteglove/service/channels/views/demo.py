"""The outside world's mail program, in the demo only: a visitor plays the customer."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import public
from whiteglove.service.channels.actions.read_letters import read_letters
from whiteglove.service.channels.actions.write_letter import Letter, NotTaken, write_letter
from whiteglove.service.channels.forms import LetterForm
from whiteglove.service.channels.models import Account, Captured
from whiteglove.service.channels.queries import FIRST_MAILBOX, mailboxes, thread_of, threads_in

SHOWN_RAW = 100_000


def only_in_the_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Outside of the demo there is no such page. Inside it is open: it holds nothing but the demo's own mail."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return public(guarded)


def page_for(mailbox: str, **more) -> dict:
    ours = list(Account.objects.active().filter(kind="email").order_by("-is_default", "address"))
    return {
        "mailbox": mailbox,
        "mailboxes": mailboxes(),
        "threads": threads_in(mailbox),
        "addresses": ours,
        "company": ours[0].address if ours else "",
        **more,
    }


@only_in_the_demo
@require_GET
def first(request: HttpRequest) -> HttpResponse:
    return redirect("demo:mailbox", FIRST_MAILBOX)


@only_in_the_demo
@require_GET
def mailbox(request: HttpRequest, mailbox: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return render(request, "channels/demo.html", page_for(mailbox.lower()))
    # The list alone, again and again; it remembers which thread is open beside it.
    chosen = request.GET.get("opened", "")
    opened = Captured.objects.of(mailbox).filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    return render(request, "channels/demo.html#threads", page_for(mailbox.lower(), opened=opened))


@only_in_the_demo
@require_GET
def thread(request: HttpRequest, mailbox: str, pk: int) -> HttpResponse:
    opened = get_object_or_404(Captured.objects.of(mailbox), pk=pk)
    letters = thread_of(opened)
    read_letters(opened, at=clock.now())
    page = page_for(opened.mailbox, opened=opened, letters=letters, answer_to=letters[-1])
    template = "channels/demo.html#letters" if request.headers.get("HX-Request") else "channels/demo.html"
    return render(request, template, page)


@only_in_the_demo
@require_GET
def write(request: HttpRequest, mailbox: str) -> HttpResponse:
    return render(request, "channels/demo.html", page_for(mailbox.lower(), writing=True))


@only_in_the_demo
@require_POST
def letters(request: HttpRequest, mailbox: str) -> HttpResponse:
    """Send a letter, new or in answer to `answers` (the id of a message in this mailbox)."""
    form = LetterForm({**request.POST.dict(), "sender": mailbox})
    if not form.is_valid():
        return again(request, mailbox, "Write to an address, and write something.")
    given = form.cleaned_data
    answers = request.POST.get("answers", "")
    answered = Captured.objects.of(mailbox).filter(pk=int(answers)).first() if answers.isdecimal() else None
    try:
        write_letter(
            Letter(given["sender"].lower(), given["to"], given["subject"], given["text"], answered), at=clock.now()
        )
    except NotTaken as error:
        return again(request, mailbox, str(error))
    sent = Captured.objects.of(mailbox).filter(mine=True).first()
    return redirect("demo:thread", sent.mailbox, sent.pk)


def again(request: HttpRequest, mailbox: str, trouble: str) -> HttpResponse:
    page = page_for(mailbox.lower(), writing=True, trouble=trouble, given=request.POST)
    return render(request, "channels/demo.html", page, status=422)


@only_in_the_demo
@require_GET
def source(request: HttpRequest, mailbox: str, pk: int) -> HttpResponse:
    shown = get_object_or_404(Captured.objects.of(mailbox), pk=pk)
    raw = shown.raw.content[:SHOWN_RAW].decode("utf-8", "replace")
    return render(request, "channels/demo_source.html", {"letter": shown, "raw": raw})


@only_in_the_demo
@require_GET
def shop(request: HttpRequest) -> HttpResponse:
    """The site of a company that the chat and the web form stand on."""
    ours = Account.objects.active().filter(kind__in=("chat", "form")).order_by("kind", "id")
    return render(request, "channels/demo_shop.html", {account.kind: account for account in ours.reverse()})

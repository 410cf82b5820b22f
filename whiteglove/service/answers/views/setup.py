"""The answer bot of each chat desk: on or off, its name, and how it talks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import door
from whiteglove.service.answers import flow, flows_of
from whiteglove.service.answers.actions import set_up
from whiteglove.service.answers.forms import BotForm, FlowForm, TryForm
from whiteglove.service.answers.models import Bot, Flow
from whiteglove.service.answers.previewing import preview
from whiteglove.service.answers.shortening import standing
from whiteglove.service.answers.speech import tongues
from whiteglove.service.answers.trying import tried
from whiteglove.service.answers.views.answer import done
from whiteglove.service.channels.models import Account

SHOWN = 20


def desk(pk: int) -> Account:
    return get_object_or_404(Account.objects.filter(kind="chat"), pk=pk)


@door("answers.setup")
@require_safe
def bots(request: HttpRequest) -> HttpResponse:
    desks = Account.objects.filter(kind="chat").select_related("team").order_by("name", "id")
    known = {bot.account_id: bot for bot in Bot.objects.filter(account__in=desks)}
    model = standing.standing(clock.now())
    return render(request, "answers/bots.html", {"desks": [(one, known.get(one.pk)) for one in desks], "model": model})


@door("answers.setup")
@require_POST
def try_model(request: HttpRequest) -> HttpResponse:
    """Asks the language model that is set up about words of ours; nothing is written, nobody's words leave."""
    return render(request, "answers/model_tried.html", {"tried": standing.tried()})


@door("answers.setup")
@require_http_methods(["GET", "POST"])
def bot(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: its name, and whom it answers while the desk is closed."""
    account, kept = desk(pk), Bot.objects.filter(account=pk).first() or Bot()
    form = BotForm(request.POST or None, initial={"name": kept.name, "outside": kept.outside})
    if request.method == "POST" and form.is_valid():
        set_up.change_bot(account=account, by=request.user, at=clock.now(), **form.cleaned_data)
        return done(request, "Kept. It holds from the next chat on.", "answers:bot", pk)
    return page(request, account, form=form)


def page(request: HttpRequest, account: Account, *, text: str | None = None, **about: object) -> HttpResponse:
    """`text`: a flow that couldn't be kept, which stays in its field."""
    kept = Bot.objects.filter(account=account).first() or Bot()
    shown = flows_of.text_in_force(account) if text is None else text
    versions = Flow.objects.filter(account=account).select_related("by").order_by("-number")[:SHOWN]
    about = {"form": BotForm(initial={"name": kept.name, "outside": kept.outside})} | about
    about |= {"desk": account, "bot": kept, "versions": versions, "preview": preview(shown)}
    about |= {"flow": FlowForm(initial={"text": shown}), "languages": languages()}
    return render(request, "answers/bot.html", about, status=422 if text is not None or about["form"].errors else 200)


def languages() -> list[str]:
    return sorted(tongues.known)


@door("answers.setup")
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    account, on = desk(pk), request.POST.get("on") == "yes"
    change = set_up.switch_on if on else set_up.switch_off
    change(account=account, by=request.user, at=clock.now())
    says = "The answer bot is on: it attends to chats that begin now." if on else "The answer bot is off."
    return done(request, says, "answers:bot", pk)


@door("answers.setup")
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a flow as the next version; one with a fault stays in its field, with what is wrong."""
    account, form = desk(pk), FlowForm(request.POST, request.FILES)
    text = form.given() if form.is_valid() else form.data.get("text", "")
    return kept(request, account, text, "Kept as version {}. Talks that run go on by theirs.", "Nothing has changed.")


def kept(request: HttpRequest, account: Account, text: str, says: str, same: str) -> HttpResponse:
    """`says` with the number of the version it has become; `same` where it's in force already."""
    try:
        made = set_up.keep_flow(account=account, by=request.user, at=clock.now(), text=text)
    except flow.FlowWrong:
        return page(request, account, text=text)
    return done(request, says.format(made.number) if made else same, "answers:bot", account.pk)


@door("answers.setup")
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """What a flow says so far, without keeping it."""
    desk(pk)
    return render(request, "answers/preview.html", {"preview": preview(request.POST.get("text", ""))})


@door("answers.setup")
@require_POST
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of a try: played, never written."""
    account, form = desk(pk), TryForm(request.POST)
    if not form.is_valid():
        return render(request, "answers/tried.html", {"wrong": next(iter(form.errors.values()))[0]})
    return render(
        request, "answers/tried.html", {"tried": tried(form.cleaned_data, Bot.objects.filter(account=account).first())}
    )


@door("answers.setup")
@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """GET: a version as a file, 0 being the one that ships. POST: it holds again, as a new version."""
    account, row = desk(pk), Flow.objects.filter(account=pk, number=number).first()
    if row is None and number:
        raise Http404
    text = row.text if row else flow.default_text()
    if request.method == "GET":
        return download(text.encode(), f"{account.address}-flow-{number}.yaml", "application/yaml")
    return kept(request, account, text, "Restored as version {}.", "This version is in force already.")

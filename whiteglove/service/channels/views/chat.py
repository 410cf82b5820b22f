"""The chat as its visitors meet it: the page in the frame, what is said in it, and the tag that puts it on a site."""

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.channels import lanes
from whiteglove.service.channels.actions import drain
from whiteglove.service.channels.chat import actions, attending, earlier, hours, pace, said, tongue, unseen
from whiteglove.service.channels.chat.caller import Caller, desk_named, session_named, session_of, visitor_of
from whiteglove.service.channels.chat.forms import LONGEST, CopyForm, LetterForm, LineForm, RatingForm
from whiteglove.service.channels.durable import written_through
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.views.by_token import (
    answered,
    by_token,
    form_of,
    language_of,
    refused,
    said_wrong,
)
from whiteglove.service.channels.views.on_sites import colours_of, for_any_frame, script_at


def the_desk(address: str) -> Account:
    found = desk_named(address)
    if found is None:
        raise Http404
    return found


widget = script_at("channels/chat/widget.js")


@public
@require_safe
@xframe_options_exempt
def page(request: HttpRequest, desk: str) -> HttpResponse:
    """What stands in the frame, and on a page of its own."""
    account = the_desk(desk)
    origins = account.settings.get("origins", [])
    drawn = csp_update({"frame-ancestors": origins})(drawn_page)(request, account)
    drawn["Cache-Control"] = "private, no-cache"
    return for_any_frame(drawn)


def drawn_page(request: HttpRequest, account: Account) -> HttpResponse:
    wanted, kept = tongue.wanted(request.GET.get("lang", "")) or language_of(request), account.settings
    language = tongue.spoken(wanted)
    says = tongue.says(language)
    now, identified = clock.now(), request.GET.get("identified") == "1"
    bot = attending.bot_of(account, now, identified)
    context = {
        "desk": account, "open": bool(bot) or hours.is_open(account, now), "longest": LONGEST, "bot": bot,
        "says_bot": says["bot"].format(bot),
        "origins": " ".join(kept.get("origins", [])), "greeting": kept.get("greeting", ""),
        "coloured": bool(kept.get("colour")), "framed": request.GET.get("framed") == "1",
        "identified": identified, "language": language, "wanted": wanted, "says": says,
        "direction": tongue.direction(language), "label": says["label"].format(account.name),
        "asks": {name: kept[name] for name in ("ask_name", "ask_email", "questions") if kept.get(name)},
        "or_write": says["or_write"].format(settings.HELP_CONTACT) if settings.HELP_CONTACT else "",
    }  # fmt: skip
    return render(request, "channels/chat/page.html", context)


@public
@require_safe
def brand(request: HttpRequest, desk: str) -> HttpResponse:
    return colours_of(the_desk(desk))


@by_token
@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, who: Caller) -> JsonResponse:
    """GET: what was said after a line. POST: say something; the same `id` again is the same line."""
    if request.method == "GET":
        return answered(said.conversation(who, number(request.GET.get("after", "0")), clock.now()))
    form, at = form_of(request, LineForm), clock.now()
    if not form.is_valid():
        return said_wrong(request, form)
    if pace.slower(str(network_address(request)), visitor_of(who), at):
        return refused(request, "too_fast", 429)
    given = form.cleaned_data
    asked = actions.Asked(given["email"], answers_of(who, given))
    with written_through():
        line = actions.say(
            caller=who, at=at, text=given["text"], client_id=given["id"], name=given["name"], asked=asked,
            language=tongue.wanted(given["language"]),
        )  # fmt: skip
    lanes.run("filing", drain)
    return answered({"session": line.session_id, **said.shown(line)}, 201 if line.is_new else 200)


def answers_of(who: Caller, given: dict) -> list[tuple[str, str]]:
    """What the desk asks, each with their answer."""
    return list(zip(who.account.settings.get("questions", []), given["answers"], strict=False))


@by_token
@require_safe
def before(request: HttpRequest, who: Caller) -> JsonResponse:
    """What was said before the line that `before` names ("session.number"), here and in earlier conversations."""
    visitor = visitor_of(who)
    session, _, line = request.GET.get("before", "").partition(".")
    found = earlier.before(visitor, number(session), number(line)) if visitor else {"lines": [], "more": False}
    return answered(found)


@by_token
@require_POST
def letters(request: HttpRequest, who: Caller) -> JsonResponse:
    """Leave a message while nobody is there."""
    form = form_of(request, LetterForm)
    if not form.is_valid():
        return said_wrong(request, form)
    if pace.crowded(str(network_address(request)), "letters", pace.LETTERS, pace.LETTERS_SECONDS):
        return refused(request, "too_fast", 429)
    given = form.cleaned_data
    with written_through():
        actions.leave(
            caller=who, at=clock.now(), text=given["text"], client_id=given["id"], email=given["email"],
            name=given["name"], answers=answers_of(who, given),
        )  # fmt: skip
    lanes.run("filing", drain)
    return answered({"says": tongue.says(language_of(request))["left"].format(given["email"])}, 201)


@by_token
@require_POST
def copies(request: HttpRequest, who: Caller) -> JsonResponse:
    """The conversation by mail."""
    form, visitor = form_of(request, CopyForm), visitor_of(who)
    session = session_of(visitor) if visitor else None
    if not form.is_valid():
        return said_wrong(request, form)
    if pace.crowded(str(network_address(request)), "copies", pace.COPIES, pace.COPIES_SECONDS):
        return refused(request, "too_fast", 429)
    language = language_of(request)
    try:
        if session is None:
            raise actions.NoCopy("no_copy")
        actions.send_copy(session=session, email=form.cleaned_data["email"], language=language, at=clock.now())
    except actions.NoCopy as why:
        return refused(request, str(why), 422)
    return answered({"says": tongue.says(language)["copy_sent"].format(form.cleaned_data["email"])}, 201)


@by_token
@require_POST
def ratings(request: HttpRequest, who: Caller) -> JsonResponse:
    """How they found their last chat, once it is over."""
    form, visitor = form_of(request, RatingForm), visitor_of(who)
    session = session_of(visitor) if visitor else None
    if not form.is_valid():
        return said_wrong(request, form)
    if pace.crowded(str(network_address(request)), "ratings", pace.RATINGS, pace.RATINGS_SECONDS):
        return refused(request, "too_fast", 429)
    given = form.cleaned_data
    try:
        if session is None or session.pk != given["session"]:
            raise actions.NotNow
        actions.rate(session=session, good=given["good"] == "yes", comment=given["comment"], at=clock.now())
    except actions.NotNow:
        return refused(request, "not_ratable", 422)
    return answered({"says": tongue.says(language_of(request))["rated"]})


@by_token
@require_POST
def seen(request: HttpRequest, who: Caller) -> JsonResponse:
    """Up to which line of which chat the visitor has read, and which lines of earlier conversations they found."""
    visitor, at = visitor_of(who), clock.now()
    session = session_named(visitor, request.GET.get("chat")) if visitor else None
    upto = number(request.GET.get("upto", ""))
    missed = {number(one) for one in request.GET.get("missed", "").split(",")[: unseen.SHOWN]} - {0}
    seen = actions.see(session=session, upto=upto, at=at) if session and upto else 0
    late = actions.see_missed(visitor=visitor, lines=missed, at=at) if visitor and missed else 0
    return answered({"seen": seen + late})


@by_token
@require_POST
def ended(request: HttpRequest, who: Caller) -> JsonResponse:
    visitor = visitor_of(who)
    session = session_of(visitor) if visitor else None
    return answered({"ended": actions.end(session=session, at=clock.now()) if session else False})

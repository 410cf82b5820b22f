"""The web form as its readers meet it: on a page of its own, or in a frame on a site that its settings name."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from csp.decorators import csp_update
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.channels.chat.tongue import wanted
from whiteglove.service.channels.form import page_token, suggesting, tongue
from whiteglove.service.channels.form.actions import hand_in
from whiteglove.service.channels.form.filling import LARGEST, RequestForm
from whiteglove.service.channels.form.questions import Kind, kinds_of
from whiteglove.service.channels.models import Account, Arrival
from whiteglove.service.channels.views.by_token import from_elsewhere, language_of
from whiteglove.service.channels.views.on_sites import HOUR, colours_of, for_any_frame, script_at

# So many requests an hour: an office behind one address is still no crowd, and a person has one or two.
FROM_A_NETWORK, FROM_AN_ADDRESS, ASKED = 30, 10, 600
ROOM_FOR_WORDS = 1024 * 1024
SENT = "channels.form.sent"


def the_place(address: str) -> Account:
    found = Account.objects.active().filter(kind="form").at(address).first()
    if found is None:
        raise Http404
    return found


embed = script_at("channels/form/embed.js")


@public
@require_safe
def brand(request: HttpRequest, place: str) -> HttpResponse:
    return colours_of(the_place(place))


@public
@require_safe
def page(request: HttpRequest, place: str) -> HttpResponse:
    """The kinds there are, or the form of the one that was chosen."""
    account = the_place(place)
    kind = chosen(request, account)
    if kind is None:
        return drawn(request, account, "kinds.html", {"kinds": kinds_of(account.settings)})
    return asked(request, account, kind, RequestForm(kind=kind, say=tongue.says(spoken(request))))


@public
@require_safe
def answers(request: HttpRequest, place: str) -> HttpResponse:
    """Articles about what is being typed, a row each."""
    account = the_place(place)
    crowd = too_often("form.answers", str(network_address(request)), ASKED, 600)
    found = [] if crowd else suggesting.suggest(request.GET.get("q", ""), spoken(request))
    return drawn(request, account, "answers.html", {"found": found})


@public
@require_safe
def sent(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """What became of it: its number, and nothing that was said."""
    account = the_place(place)
    try:
        number = signing.loads(token, salt=SENT, max_age=24 * HOUR)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    found = Arrival.objects.filter(pk=number, kind="form").values_list("outcome", flat=True).first() or {}
    number = found.get("ticket")
    told = tongue.says(spoken(request))["number"].format(f"#{number}")
    return drawn(request, account, "sent.html", {"number": number, "number_says": told})


def by_page_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opened by the token in the form's own page, and by nothing that browsers send by themselves: in a frame on
    somebody else's site no cookie would come along anyway. Without it the words stay on a page with a fresh one."""

    @wraps(view)
    def opened(request: HttpRequest, place: str) -> HttpResponse:
        account, at = the_place(place), clock.now()
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + ROOM_FOR_WORDS:
            return drawn(request, account, "wrong.html", {"wrong": "too_big"}, status=413)
        try:
            if request.method != "POST" or from_elsewhere(request):
                raise page_token.NotOurs("too_old")
            made = page_token.read(request.POST.get("token", ""), account.pk, at)
        except page_token.NotOurs as why:
            return again(request, account, str(why), 401)
        return view(request, account, made)

    opened.csrf_exempt = True
    opened.opened_by_token = True
    return public(opened)


@by_page_token
def send(request: HttpRequest, account: Account, made: page_token.Page) -> HttpResponse:
    """Keep it, file it, and show its number. What can't be sent keeps its words on the page."""
    form, at = filled(request, account), clock.now()
    if "look" in request.POST:
        return looked(request, account, form)
    if not form.is_valid():
        return asked(request, account, form.kind, form, wrong="wrong", status=422)
    if page_token.too_quick(made, at):
        return asked(request, account, form.kind, form, wrong="too_quick", status=422)
    if too_many(request, form.cleaned_data["email"]):
        return asked(request, account, form.kind, form, wrong="too_many", status=429)
    kept = hand_in(place=account, request=form.request(spoken(request)), page=made.name, at=at)
    where = reverse("form:sent", args=[account.address, signing.dumps(kept.pk, salt=SENT)])
    return for_any_frame(redirect(f"{where}?{carried(request)}"))


def too_many(request: HttpRequest, email: str) -> bool:
    """An address counts with the network it is typed in: whoever types somebody else's doesn't lock them out."""
    network = str(network_address(request))
    by_network = too_often("form.network", network, FROM_A_NETWORK, HOUR)
    return too_often("form.address", f"{email.lower()} {network}", FROM_AN_ADDRESS, HOUR) or by_network


def looked(request: HttpRequest, account: Account, form: RequestForm) -> HttpResponse:
    """Without a script, articles are looked for by a button; nothing is judged yet."""
    found = suggesting.suggest(request.POST.get("subject", ""), spoken(request))
    fresh = RequestForm(initial=request.POST.dict(), kind=form.kind, say=form.say)
    return asked(request, account, form.kind, fresh, found=found, looked=True, token=request.POST["token"])


def again(request: HttpRequest, account: Account, wrong: str, status: int) -> HttpResponse:
    """The same words on a new page; the page of kinds for who brings none."""
    if request.method != "POST" or not request.POST:
        kinds = {"kinds": kinds_of(account.settings), "wrong": wrong}
        return drawn(request, account, "kinds.html", kinds, status=status)
    form = filled(request, account)
    return asked(request, account, form.kind, form, wrong=wrong, status=status, fresh=True)


def filled(request: HttpRequest, account: Account) -> RequestForm:
    kind = chosen(request, account) or kinds_of(account.settings)[-1]
    files = {"files": request.FILES.getlist("files")}
    return RequestForm(request.POST, files, kind=kind, say=tongue.says(spoken(request)))


def asked(
    request: HttpRequest, account: Account, kind: Kind, form: RequestForm, *, wrong: str = "", status: int = 200,
    fresh: bool = False, **more: object,
) -> HttpResponse:  # fmt: skip
    """The form. What was typed keeps its token, so that sent twice it is one request."""
    token = request.POST.get("token", "") if request.method == "POST" and not fresh else ""
    about = {
        "kind": kind, "form": form, "wrong": wrong, "several": len(kinds_of(account.settings)) > 1,
        "token": token or page_token.made(account.pk, clock.now()), "files_again": bool(request.FILES),
    }  # fmt: skip
    return drawn(request, account, "ask.html", about | more, status=status)


def chosen(request: HttpRequest, account: Account) -> Kind | None:
    """The kind the address names; the only one there is; None while nobody has chosen."""
    kinds = kinds_of(account.settings)
    named = next((one for one in kinds if one.key == request.GET.get("kind")), None)
    return named or (kinds[0] if len(kinds) == 1 else None)


def spoken(request: HttpRequest) -> str:
    return tongue.spoken(wanted(request.GET.get("lang", "")) or language_of(request))


def carried(request: HttpRequest) -> str:
    """What every link of the page takes along: its language, and that it stands in a frame."""
    kept = {"lang": spoken(request)} | ({"framed": "1"} if request.GET.get("framed") == "1" else {})
    return urlencode(kept)


def drawn(request: HttpRequest, account: Account, template: str, context: dict, status: int = 200) -> HttpResponse:
    """The page; in a frame on the sites that its settings name, and on no other."""
    language, origins = spoken(request), account.settings.get("origins", [])
    say = tongue.says(language)
    about = {
        "place": account, "language": language, "say": say, "direction": tongue.direction(language),
        "framed": request.GET.get("framed") == "1", "carried": carried(request), "names": tongue.NAMES.items(),
        "greeting": account.settings.get("greeting", ""), "coloured": bool(account.settings.get("colour")),
        "origins": " ".join(origins), "wrong_says": say.get(context.get("wrong", ""), ""), "site": settings.PUBLIC_URL,
        "portal": settings.PORTAL_AT,
    }  # fmt: skip

    @csp_update({"frame-ancestors": origins})
    def made(request: HttpRequest) -> HttpResponse:
        return render(request, f"channels/form/{template}", about | context, status=status)

    answer = xframe_options_exempt(made)(request) if origins else made(request)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Language"] = language
    return for_any_frame(answer)

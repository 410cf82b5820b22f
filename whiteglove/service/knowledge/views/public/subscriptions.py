"""Hear of changes by mail: asked for by anybody, counted once the address has answered, ended by one press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.customers.guest import guest_of, reader
from whiteglove.service.knowledge import actions, letters, shelf
from whiteglove.service.knowledge.actions.tell_subscribers import ask_by_mail
from whiteglove.service.knowledge.models import Category, Subscription
from whiteglove.service.knowledge.public_forms import AddressForm

from .finding import nothing_here
from .frame import frame, known, private, wanted

# So many letters may be asked for from one network in an hour.
MOST, WITHIN = 10, 3600


@public
@require_http_methods(["GET", "POST"])
def to_article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    words = shelf.suited(reader(request), slug, wanted(request, known(language)))
    if words is None:
        return nothing_here(request, language, slug)
    back = reverse("help:article", args=[language, slug])
    return ask(request, language, words.published.title, back, article=words.article)


@public
@require_http_methods(["GET", "POST"])
def to_category(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    tops, _ = shelf.sections(reader(request), wanted(request, known(language)))
    found = shelf.named(tops, slug)
    if found is None:
        return nothing_here(request, language, slug)
    section, _ = found
    back = reverse("help:category", args=[language, slug])
    return ask(request, language, section.title, back, category=Category.objects.get(pk=section.pk))


def ask(request: HttpRequest, language: str, title: str, back: str, **what: object) -> HttpResponse:
    """The form, or what became of it: the same words whether the address is known here or not."""
    form, context = AddressForm(request.POST), {"title": title, "back": back, "state": "ask", "email": ""}
    if request.method == "GET":
        return shown(request, language, context)
    if request.user.is_authenticated:
        actions.subscribe(person=request.user, language=language, at=clock.now(), **what)
        return shown(request, language, context | {"state": "on"})
    if guest := guest_of(request):
        made = actions.subscribe(email=guest.address, language=language, at=clock.now(), **what)
        actions.confirm(subscription=made, at=clock.now())
        return shown(request, language, context | {"state": "on"})
    context |= {"email": request.POST.get("email", "")[:254], "wrong": not form.is_valid()}
    if context["wrong"]:
        return shown(request, language, context, status=422)
    if too_often("knowledge.letter", str(network_address(request)), MOST, WITHIN):
        return shown(request, language, context | {"too_many": True}, status=429)
    ask_by_mail(email=form.cleaned_data["email"], language=language, at=clock.now(), title=title, **what)
    return shown(request, language, context | {"state": "sent"})


@public
@require_http_methods(["GET", "POST"])
def subscription(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """What the link in a letter opens. Only a press counts: programs that look through mails follow links too."""
    known(language)
    about = Subscription.objects.filter(pk=letters.meant_by(token), ended_at=None).first()
    if request.method == "GET":
        state = "off" if about is None else "on" if about.confirmed_at else "confirm"
        # A link that isn't ours and one that is used up are the same: nobody hears of anything by it.
        return shown(request, language, {"state": state, "back": reverse("help:home", args=[language])})
    if about is None:
        return nothing_here(request, language, "")
    change = actions.unsubscribe if "end" in request.POST else actions.confirm
    change(subscription=about, at=clock.now())
    return private(redirect("help:subscription", language, token))


def shown(request: HttpRequest, language: str, context: dict, status: int = 200) -> HttpResponse:
    whole = frame(request, language) | context | {"signed_in": reader(request).is_authenticated}
    return private(render(request, "knowledge/public/subscribe.html", whole, status=status))

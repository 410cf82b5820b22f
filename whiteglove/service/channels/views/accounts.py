"""Set up mailboxes."""

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.channels import registry
from whiteglove.service.channels.actions import add_account, change_account, switch_off, switch_on
from whiteglove.service.channels.actions.health import note_health
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.queries import accounts_with_health
from whiteglove.service.channels.views.answer import done

ADDED = {
    "email": "{} is there. Now try the connection.",
    "chat": "The chat desk {} is there. Now put its tag on your site.",
    "phone": "The line {} is there. Give your exchange its address and secret.",
    "form": "The form {} is there. Now put it on your site, or give people its address.",
}


def form_class(kind: str = "email") -> type:
    return import_string(registry.driver(kind).settings_form)


@require_GET
@door("channels.accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    return render(request, "channels/accounts.html", {"accounts": accounts_with_health()})


@require_http_methods(["GET", "POST"])
@door("channels.accounts")
def new_account(request: HttpRequest, kind: str = "email") -> HttpResponse:
    if kind not in registry.kinds():
        raise Http404
    form = form_class(kind)(request.POST or None)
    if looks_only(request, form):
        return render(request, "channels/account.html", {"form": form, "kind": kind, "preview": form.preview()})
    if request.method == "POST" and form.is_valid() and not taken(form, kind):
        account = add_account(by=request.user, at=clock.now(), kind=kind, **form.values())
        show_once(request, form, account.pk)
        return done(request, ADDED[kind].format(account.address), "channels:account", account.pk)
    page = {"form": form, "kind": kind}
    return render(request, "channels/account.html", page, status=422 if form.errors else 200)


def looks_only(request: HttpRequest, form: Form) -> bool:
    """Whether it is to be shown as its readers would see it, and nothing to be kept."""
    return "preview" in request.POST and hasattr(form, "preview") and form.is_valid()


def taken(form: Form, kind: str, pk: int | None = None) -> bool:
    """Whether another one of this kind has the address already; then the form says so."""
    there = Account.objects.filter(kind=kind).exclude(pk=pk).at(form.cleaned_data["address"]).exists()
    if there:
        form.add_error("address", "There is one with this address already.")
    return there


@require_http_methods(["GET", "POST"])
@door("channels.accounts")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Account, pk=pk)
    form = form_class(shown.kind)(request.POST or None, account=shown)
    preview = form.preview() if looks_only(request, form) else []
    if request.method == "POST" and not preview and form.is_valid() and not taken(form, shown.kind, pk):
        change_account(shown, by=request.user, at=clock.now(), **form.values())
        show_once(request, form, pk)
        return done(request, "Kept.", "channels:account", pk)
    page = {
        "form": form,
        "kind": shown.kind,
        "account": shown,
        "site": settings.PUBLIC_URL,
        "preview": preview,
        "healths": shown.healths.order_by("part"),
        "secret": request.session.pop(f"made:{pk}", ""),
    }
    return render(request, "channels/account.html", page, status=422 if form.errors else 200)


def show_once(request: HttpRequest, form: Form, pk: int) -> None:
    """A secret that was just made, on the page that follows and never again."""
    if made := getattr(form, "made", ""):
        request.session[f"made:{pk}"] = made


@require_POST
@door("channels.accounts")
def connection(request: HttpRequest, pk: int) -> HttpResponse:
    """Tries every end now and shows what each server said."""
    shown = get_object_or_404(Account, pk=pk)
    tried = registry.driver(shown.kind).health(shown)
    for health in tried:
        note_health(shown, health, at=clock.now())
    page = {
        "account": shown,
        "kind": shown.kind,
        "healths": shown.healths.order_by("part"),
        "tried": tried,
        "asked": True,
    }
    if not request.headers.get("HX-Request"):
        return render(request, "channels/account.html", page | {"form": form_class(shown.kind)(account=shown)})
    return render(request, "channels/account.html#health", page)


@require_http_methods(["POST", "DELETE"])
@door("channels.accounts")
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    """POST lets a mailbox rest, DELETE wakes it."""
    shown = get_object_or_404(Account, pk=pk)
    if request.method == "DELETE":
        switch_on(shown, by=request.user, at=clock.now())
        return done(request, f"{shown.address} takes mail again.", "channels:account", pk)
    switch_off(shown, by=request.user, at=clock.now())
    return done(request, f"{shown.address} is switched off. Its tickets stay.", "channels:accounts")

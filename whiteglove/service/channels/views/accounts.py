"""Set up mailboxes."""

from django.http import HttpRequest, HttpResponse
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


def form_class(kind: str = "email") -> type:
    return import_string(registry.driver(kind).settings_form)


@require_GET
@door("channels.accounts")
def accounts(request: HttpRequest) -> HttpResponse:
    return render(request, "channels/accounts.html", {"accounts": accounts_with_health()})


@require_http_methods(["GET", "POST"])
@door("channels.accounts")
def new_account(request: HttpRequest) -> HttpResponse:
    form = form_class()(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = add_account(by=request.user, at=clock.now(), **form.values())
        return done(request, f"{account.address} is there. Now try the connection.", "channels:account", account.pk)
    return render(request, "channels/account.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@door("channels.accounts")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Account, pk=pk)
    form = form_class(shown.kind)(request.POST or None, account=shown)
    if request.method == "POST" and form.is_valid():
        change_account(shown, by=request.user, at=clock.now(), **form.values())
        return done(request, "Kept.", "channels:account", pk)
    page = {"form": form, "account": shown, "healths": shown.healths.order_by("part")}
    return render(request, "channels/account.html", page, status=422 if form.errors else 200)


@require_POST
@door("channels.accounts")
def connection(request: HttpRequest, pk: int) -> HttpResponse:
    """Tries every end now and shows what each server said."""
    shown = get_object_or_404(Account, pk=pk)
    tried = registry.driver(shown.kind).health(shown)
    for health in tried:
        note_health(shown, health, at=clock.now())
    page = {"account": shown, "healths": shown.healths.order_by("part"), "tried": tried, "asked": True}
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

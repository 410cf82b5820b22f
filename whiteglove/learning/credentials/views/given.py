"""The certificates of one's people: give, take back, issue anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.learning.credentials import actions, queries
from whiteglove.learning.credentials.errors import Refused
from whiteglove.learning.credentials.forms import GiveForm, RevokeForm


@door("credentials.see", writes="credentials.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def given(request: HttpRequest) -> HttpResponse:
    form = GiveForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return give(request, form)
    page = page_after(
        queries.given(request.user), order=("-issued_at", "-id"), after=request.GET.get("after", "")[:300]
    )
    about = {"form": form, "page": page, "reasons": RevokeForm().reasons,
             "may_erase": may(request.user, "credentials.setup")}  # fmt: skip
    return render(request, "credentials/given.html", about, status=422 if form.errors else 200)


def give(request: HttpRequest, form: GiveForm) -> HttpResponse:
    about = {"person": form.cleaned_data["person"], "achievement": form.cleaned_data["achievement"]}
    try:
        made = actions.issue_credential(**about, evidence=form.evidence, by=request.user, at=clock.now())
    except Refused as why:
        toasts.say(request, str(why), level="error")
    else:
        toasts.say(request, f"{made.holder} has it now, under My certificates.")
    return redirect("certificates:given")


@door("credentials.revoke")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    credential, form = get_object_or_404(queries.given(request.user), pk=pk), RevokeForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("Please choose why it is taken back.")
        actions.revoke(credential=credential, by=request.user, at=clock.now(), **form.cleaned_data)
    except Refused as why:
        toasts.say(request, str(why), level="error")
    else:
        toasts.say(request, "Taken back. Whoever checks it learns so from now on.")
    return redirect("certificates:given")


@door("credentials.revoke")
@require_POST
def reissue(request: HttpRequest, pk: int) -> HttpResponse:
    credential = get_object_or_404(queries.given(request.user), pk=pk)
    try:
        made = actions.reissue(credential=credential, by=request.user, at=clock.now())
    except Refused as why:
        toasts.say(request, str(why), level="error")
    else:
        toasts.say(request, f"Issued anew for {made.holder}; the old page leads to the new one.")
    return redirect("certificates:given")

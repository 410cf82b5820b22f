"""One's own record to take along, and where records are sent."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.records import actions, queries
from whiteglove.learning.records.forms import StoreForm


@door("records.own")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    said = json.dumps(queries.of_person(request.user), ensure_ascii=False, indent=1).encode()
    return download(said, "what-i-learnt.json", "application/json", kept="private, no-store")


@door("records.setup")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    now = queries.store()
    form = StoreForm(request.POST or None, initial={"endpoint": now.endpoint, "user": now.user, "on": now.on})
    if request.method == "POST" and form.is_valid():
        made = actions.change_store(**form.cleaned_data, by=request.user, at=clock.now())
        toasts.say(request, "What waits is sent within a minute." if made.on else "Nothing is sent.")
        return redirect("records:setup")
    about = {"form": form, "goes": queries.how_it_goes(), "troubles": queries.troubles(), "store": now}
    return render(request, "records/setup.html", about, status=422 if form.errors else 200)


@door("records.setup")
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    count = actions.try_again(by=request.user, at=clock.now())
    toasts.say(request, f"{count} are tried again.")
    return redirect("records:setup")

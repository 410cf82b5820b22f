"""The first administrator of an empty house."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from whiteglove.front.shell import first_run
from whiteglove.front.shell.forms import FirstForm
from whiteglove.ground.lib import clock
from whiteglove.ground.people.actions.join import found
from whiteglove.ground.people.actions.refusal import Refused
from whiteglove.ground.people.policy import public

BACKEND = "whiteglove.ground.people.recognising.Backend"


@public
@never_cache
@sensitive_post_parameters("password", "key")
@require_http_methods(["GET", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Closed for good once there is an administrator."""
    if not first_run.is_empty():
        return redirect("shell:home")
    form = FirstForm(request.POST or None, initial={"key": request.GET.get("key", "")})
    if request.method == "POST" and form.is_valid() and (person := _founded(form)):
        login(request, person, backend=BACKEND)
        return redirect("shell:home")
    return render(request, "shell/first.html", {"form": form}, status=422 if form.errors else 200)


def _founded(form: FirstForm):
    given = dict(form.cleaned_data)
    if not first_run.fits(given.pop("key")):
        form.add_error("key", "This isn't the key the server printed. Copy it from the server's output.")
        return None
    try:
        return found(at=clock.now(), **given)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None

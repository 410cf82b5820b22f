"""How the desk works: acknowledgement, undo, when an answer opens a new ticket."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.service.desk.actions.rules import change_rules
from whiteglove.service.desk.forms import RulesForm
from whiteglove.service.desk.models import DeskRules


@door("desk.setup")
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    row = DeskRules.current()
    initial = {name: getattr(row, name) for name in RulesForm.base_fields}
    form = RulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_rules(by=request.user, at=clock.now(), **form.cleaned_data)
        toasts.say(request, "Kept. It holds from the next message on.")
        return redirect("desk:rules")
    return render(request, "desk/rules.html", {"form": form}, status=422 if form.errors else 200)

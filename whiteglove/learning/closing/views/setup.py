"""What is asked before solving and what follows by itself: as the pack says, and as this desk decided."""

from typing import Any

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui import toasts
from whiteglove.learning.closing import actions, queries
from whiteglove.learning.closing.in_force import MODE, Rule
from whiteglove.service.desk.errors import Refused

MODES = (
    ("off", "Ask nothing"),
    ("warn", "Ask, and let them go on all the same"),
    ("block", "Hold up what lacks a needed answer"),
)


@door("closing.setup")
@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    closing = queries.in_force()
    about: dict[str, Any] = {"closing": closing, "modes": MODES, "may_decide": may(request.user, "closing.decide")}
    if closing:
        about |= {
            "revision": Revision.objects.get(pk=closing.revision_id),
            "rules": [(rule, fits(rule)) for rule in closing.rules],
            "letters": [(code, called(code), text) for code, text in closing.letters.items()],
            "mode_changed": MODE in closing.choices,
        }
    return render(request, "closing/setup.html", about)


def called(code: str) -> str:
    """ "French"; a language Django has no name for stands as its code."""
    return LANG_INFO.get(code.lower(), {}).get("name", code)


def fits(rule: Rule) -> str:
    """ "billing, refund; urgent": which tickets, in words."""
    complex_ = {None: "", True: "complex", False: "not complex"}[rule.complex]
    parts = (", ".join(rule.kinds), ", ".join(rule.priorities), ", ".join(rule.channels), complex_)
    return "; ".join(filter(None, parts)) or "every ticket"


@door("closing.decide")
@require_http_methods(["POST", "DELETE"])
def choice(request: HttpRequest, key: str) -> HttpResponse:
    """POST decides otherwise than the pack, DELETE (or a POST that says so) lets the pack rule again."""
    about = {"key": key, "by": request.user, "at": clock.now()}
    try:
        if request.method == "DELETE" or request.POST.get("as") == "pack":
            actions.undecide(**about)
            toasts.say(request, "As the pack says.")
        else:
            actions.decide(**about, value=wanted(request, key))
            toasts.say(request, "Decided. It holds from now on.")
    except Refused as no:
        toasts.say(request, str(no), level="error")
    return redirect("closing:setup")


def wanted(request: HttpRequest, key: str) -> Any:
    if key == MODE:
        return request.POST.get("mode", "")
    return {"on": request.POST.get("on") == "on", "after": number(request.POST.get("after", ""))}

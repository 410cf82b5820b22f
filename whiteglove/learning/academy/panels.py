"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.lib import clock
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel
from whiteglove.learning.practice.models import Run
from whiteglove.learning.quizzes.models import Attempt

from . import shown
from .programme import QUIZ, Gate

command(key="academy.home", label="Academy: my programmes", url_name="academy:home", permit="academy.see",
        icon="cap", keys="g a")  # fmt: skip
command(key="academy.workshops", label="Academy: workshops", url_name="academy:workshops", permit="academy.see",
        icon="people")  # fmt: skip
command(key="academy.manage", label="Academy: learners, applications, sign-offs", url_name="academy:manage",
        permit="academy.manage", icon="people")  # fmt: skip


@panel("nav.learn", order=57, permit="academy.see", template="ui/nav_item.html")
def academy(request: HttpRequest) -> dict[str, Any]:
    """Tests are pages of another room, and part of the academy for whoever learns."""
    url = address("academy:home")
    here = request.path.startswith((url, address("quizzes:list")))
    return {"url": url, "label": "Academy", "icon": "cap", "current": here}


@panel("quizzes.head", order=10, permit="academy.see", template="academy/panels/tabs.html")
def tabs(request: HttpRequest) -> dict[str, Any]:
    return {"person": request.user}


@panel("practice.debrief", order=10, permit="academy.see", template="academy/panels/counts.html")
def counts(request: HttpRequest, run: Run) -> dict[str, Any] | None:
    """For whoever played it: the gates it counts for, and how they stand now."""
    if run.person_id != request.user.pk or not run.is_whole:
        return None
    found = shown.counts_for(request.user, clock.now(), lambda row, gate: shown.played_in(row, gate, run))
    return {"found": found} if found else None


@panel("quizzes.result", order=10, permit="academy.see", template="academy/panels/counts.html")
def counts_as_a_test(request: HttpRequest, attempt: Attempt) -> dict[str, Any] | None:
    """The same for a quiz."""
    if attempt.person_id != request.user.pk:
        return None
    found = shown.counts_for(request.user, clock.now(), lambda row, gate: gate.kind == QUIZ and asks_for(gate, attempt))
    return {"found": found} if found else None


def asks_for(gate: Gate, attempt: Attempt) -> bool:
    return attempt.quiz in {item.ref for item in gate.items}

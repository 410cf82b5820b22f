"""The playbooks in force, to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import door
from whiteglove.learning.playbooks import queries, reading


@door("playbooks.read")
@require_GET
def all_playbooks(request: HttpRequest) -> HttpResponse:
    """Every playbook with its steps, what ticks each, and words to start from."""
    return render(request, "playbooks/all.html", {"playbooks": reading.rows(queries.in_force())})

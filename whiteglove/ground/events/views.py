"""Setup, Events: what waits, what was given up and why, and everything that happened."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.events import live, outbox, worker
from whiteglove.ground.events.models import Delivery, Event, Job, subject_of
from whiteglove.ground.events.registry import registry
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import is_number

SHOWN = 50


@live.door("events.setup")
@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    context = {
        "dead": Delivery.objects.dead().select_related("event").order_by("-id")[:SHOWN],
        "dead_count": Delivery.objects.dead().count(),
        "waiting": Delivery.objects.unfinished().select_related("event").order_by("due_at", "id")[:SHOWN],
        "waiting_count": Delivery.objects.unfinished().count(),
        "late": Delivery.objects.due(at - timedelta(minutes=5)).exists(),
        "workers": worker.alive(at),
        "jobs": Job.objects.order_by("name"),
    }
    return render(request, "events/setup.html", context)


@live.door("events.setup")
@require_GET
def happened(request: HttpRequest) -> HttpResponse:
    """The log, newest first; `?name=` (or "ticket.*"), `?subject=ticket:42`, `?before=` an event's id."""
    name, subject = request.GET.get("name", "")[:80], request.GET.get("subject", "").strip()[:60]
    events = filtered(name, subject)
    if is_number(before := request.GET.get("before", "")):
        events = events.filter(id__lt=int(before))
    found = list(events.order_by("-id")[: SHOWN + 1])
    context = {
        "events": with_sentences(found[:SHOWN]),
        "more": found[SHOWN - 1].pk if len(found) > SHOWN else None,
        "name": name,
        "subject": subject,
        "names": sorted(registry.declared),
    }
    return render(request, "events/log.html", context)


def filtered(name: str, subject: str):
    """The events asked for; none for a subject that can't be one."""
    events = Event.objects.in_earnest()
    if name.endswith(".*"):
        events = events.filter(name__startswith=name[:-1])
    elif name:
        events = events.filter(name=name)
    if not subject:
        return events
    try:
        kind, key = subject_of(subject)
    except ValueError:
        return events.none()
    return events.filter(subject_type=kind, subject_id=key) if abs(key) < 2**63 else events.none()


def with_sentences(events: list[Event]) -> list[Event]:
    """Each with `sentence`: what happened, in words, and who did it."""
    people = get_user_model()._default_manager.in_bulk({event.by_id for event in events if event.by_id})
    for event in events:
        known = registry.declared.get(event.name)
        who = getattr(people.get(event.by_id), "name", "") or ("Somebody" if event.by_id else "Whiteglove")
        event.sentence = (
            known.sentence.replace("{by}", who).replace("{subject}", event.subject) if known else event.name
        )
    return events


@live.door("events.setup")
@require_POST
def replay_one(request: HttpRequest, pk: int) -> HttpResponse:
    delivery = get_object_or_404(Delivery, pk=pk)
    if outbox.replay(Delivery.objects.filter(pk=pk), clock.now()):
        messages.info(request, f"{delivery.reaction} is tried again.")
    else:
        messages.info(request, f"{delivery.reaction} is not one that was given up; nothing to do.")
    return redirect("events:setup")


@live.door("events.setup")
@require_POST
def replay_all(request: HttpRequest) -> HttpResponse:
    again = outbox.replay(Delivery.objects.all(), clock.now())
    messages.info(request, f"{again} tried again." if again else "There was nothing to try again.")
    return redirect("events:setup")

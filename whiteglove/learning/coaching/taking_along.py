"""One's own coaching as a calendar and as a file."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from whiteglove.ground.people.models import Person

from . import queries
from .models import (
    Absence,
    Agreed,
    Backing,
    Example,
    ExampleComment,
    Focus,
    News,
    OwnGoal,
    Pairing,
    Suggestion,
    Talk,
    Tried,
)


def calendar_of(person: Person, at: datetime) -> bytes:
    """What is planned for them. A program that reads it again moves what was moved: each keeps its id."""
    made = Calendar()
    made.add("prodid", "-//Whiteglove//Coaching//EN")
    made.add("version", "2.0")
    for talk in queries.next_talks(person, 200):
        made.add_component(_event(talk, person, at))
    return made.to_ical()


def _event(talk: Talk, person: Person, at: datetime) -> Event:
    one = Event()
    one.add("uid", f"coaching-{talk.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    one.add("dtstamp", at)
    one.add("dtstart", talk.planned_for)
    one.add("dtend", talk.planned_for + timedelta(minutes=talk.minutes))
    one.add("summary", f"{queries.kind_of(talk).name} with {talk.with_whom(person).first_name}")
    one.add("url", urljoin(settings.PUBLIC_URL, reverse("coaching:talk", args=[talk.pk])))
    return one


def file_of(person: Person) -> dict[str, Any]:
    """Conversations one sat in, with what one may read of them; what one agreed on, worked on, shared and suggested."""
    talks = Talk.objects.of(person).select_related("agent", "lead", "revision").order_by("planned_for", "id")
    agreed = Agreed.objects.filter(owner=person).order_by("id")
    skills = Focus.objects.filter(agent=person).order_by("id")
    goals = OwnGoal.objects.filter(agent=person).order_by("id")
    shared = Example.objects.filter(by=person, shared_at__isnull=False).order_by("id")
    made = Suggestion.objects.filter(by=person).order_by("id")
    said = ExampleComment.objects.filter(by=person, deleted_at__isnull=True).order_by("id")
    leads = Pairing.objects.filter(agent=person).order_by("id")
    tried, backed, away = (model.objects.filter(person=person).order_by("id") for model in (Tried, Backing, Absence))
    return {
        "person": person.name,
        "conversations": [_talk(one, person) for one in talks],
        "agreed": [{"what": one.what, "until": one.until, "state": one.state, "at": one.at, "ended_at": one.ended_at}
                   for one in agreed],
        "skills": [{"skill": one.skill, "since": one.at, "ended_at": one.ended_at} for one in skills],
        "goals": [{"metric": one.metric, "above": one.above, "aim": one.aim, "until": one.until, "since": one.at,
                   "ended_at": one.ended_at} for one in goals],
        "examples": [{"title": one.title, "why": one.why, "shared_at": one.shared_at, "withdrawn_at": one.withdrawn_at}
                     for one in shared],
        "suggestions": [{"title": one.title, "text": one.text, "at": one.at, "state": one.state, "reason": one.reason,
                         "changed": one.changed} for one in made],
        "comments": list(said.values("example__title", "text", "at")),
        "tried": list(tried.values("example__title", "how", "at")),
        "backed": list(backed.values("suggestion__title", "at")),
        "coached_by": list(leads.values("lead__name", "at", "ended_at")),
        "away": list(away.values("first", "last", "at", "undone_at")),
        "news": list(News.objects.filter(person=person).order_by("id").values("says", "at", "seen_at")),
    }  # fmt: skip


def _talk(talk: Talk, person: Person) -> dict[str, Any]:
    agenda = queries.agenda_of(talk, person)
    return {
        "kind": queries.kind_of(talk).name, "agent": talk.agent.name, "lead": talk.lead.name, "state": talk.state,
        "planned_for": talk.planned_for, "ended_at": talk.ended_at, "why": talk.why,
        "agenda": [{"item": one.item.name, "asks": one.item.asks,
                    "lines": [{"says": line.says, "quote": line.quote} for line in one.lines]} for one in agenda],
        "notes": [{"by": one.author.name, "shared": one.shared, "at": one.at, "text": one.text}
                  for one in queries.notes(talk, person)],
        "agreed": [{"what": one.what, "who": one.owner.name, "until": one.until, "state": one.state}
                   for one in queries.agreed_in(talk)],
    }  # fmt: skip

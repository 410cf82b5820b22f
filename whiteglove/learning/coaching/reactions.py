"""What this room does when something happened, and what it does again and again."""

from datetime import datetime

from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person

from . import letters, queries
from .actions.absence import make_way
from .actions.depart import part
from .actions.news import tell_news
from .actions.pair import pair_all
from .actions.plan import plan_ahead
from .actions.prepare import prepare_due
from .actions.remind import remind_due
from .models import Agreed, Example, Suggestion, Talk

STEPS = {
    "suggestion.accepted": "Your suggestion was accepted: {title}",
    "suggestion.declined": "Your suggestion was answered, and won't be done: {title}",
    "suggestion.done": "What you suggested is done: {title}",
    "suggestion.reopened": "Your suggestion is open again: {title}",
    "suggestion.found_same": "Your suggestion says the same as another, and is counted there: {title}",
}


@every(seconds=600, name="coaching.plan")
def plan(at: datetime) -> None:
    plan_ahead(at=at)


@every(seconds=60, name="coaching.prepare")
def prepare(at: datetime) -> None:
    prepare_due(at=at)
    remind_due(at=at)


@on("absence.noted")
def move_what_is_planned_then(event: Event) -> None:
    make_way(person=event.facts["person"], at=event.at)


@on("person.deactivated", "person.role_changed")
def leave_nothing_with_whoever_leaves(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@on("team.member_removed")
def find_another_lead(event: Event) -> None:
    if queries.programme():
        pair_all(at=event.at)


@on("talk.reminded", atomic=False)
def write_to_both(event: Event) -> None:
    talk = Talk.objects.select_related("agent", "lead", "revision").filter(pk=event.subject_id).first()
    if talk and talk.is_planned:
        name = queries.kind_of(talk).name
        for person in (talk.agent, talk.lead):
            if person.is_active:
                letters.remind_of_talk(talk, person, name)


@on("action.reminded", atomic=False)
def write_to_whoever_agreed(event: Event) -> None:
    row = Agreed.objects.select_related("owner").filter(pk=event.facts["action"]).first()
    if row and row.is_open and row.owner.is_active:
        letters.remind_of_action(row)


@on(*STEPS)
def tell_whoever_suggested(event: Event) -> None:
    row = Suggestion.objects.select_related("by").filter(pk=event.subject_id).first()
    if row is None or row.by_id == event.by_id or not row.by.is_active:
        return
    says = STEPS[event.name].format(title=row.title)
    url = reverse("coaching:suggestion", args=[row.pk])
    if tell_news(person=row.by_id, key=f"suggestion:{event.pk}", says=says, url=url, at=event.at):
        letters.tell_of_suggestion(row.by, says, row.pk)


@on("suggestion.accepted")
def tell_whoever_sees_to_it(event: Event) -> None:
    row = Suggestion.objects.filter(pk=event.subject_id, owner__isnull=False).first()
    if row and row.owner_id not in (event.by_id, row.by_id):
        url = reverse("coaching:suggestion", args=[row.pk])
        tell_news(person=row.owner_id, key=f"owner:{event.pk}", says=f"You see to a suggestion: {row.title}", url=url,
                  at=event.at)  # fmt: skip


@on("example.asked")
def tell_whoever_is_asked(event: Event) -> None:
    row = Example.objects.select_related("by", "asked").filter(pk=event.subject_id, asked__isnull=False).first()
    if row and row.is_shared and row.asked.is_active:
        says = f"{row.by.first_name} asks you for a look at a conversation"
        url = reverse("coaching:example", args=[row.pk])
        if tell_news(person=row.asked_id, key=f"look:{event.pk}", says=says, url=url, at=event.at):
            letters.tell_of_look(row.asked, says, row.pk)


@on("example.tried", "example.commented")
def tell_whoever_shared(event: Event) -> None:
    row = Example.objects.filter(pk=event.subject_id).first()
    if row is None or event.by_id in (None, row.by_id) or not row.is_shared:
        return
    who = Person.objects.filter(pk=event.by_id).first()
    did = {"tried": "tried", "thanks": "thanks you for"}.get(event.facts.get("how", ""), "wrote about")
    says = f"{who.first_name if who else 'Somebody'} {did} your example: {row.title}"
    url = reverse("coaching:example", args=[row.pk])
    tell_news(person=row.by_id, key=f"example:{event.pk}", says=says, url=url, at=event.at)

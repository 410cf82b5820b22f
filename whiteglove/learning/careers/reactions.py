"""What this room does when something happened: the other side hears of it, once a day however much was said."""

from datetime import datetime

from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.actions.news import tell_news

from . import letters, queries
from .actions.remember import remember_next
from .models import Claim, Opinion


@every(seconds=60, name="careers.remember")
def count_for_the_table(at: datetime) -> None:
    """One lead at a time, whose table is oldest."""
    remember_next(at=at)


@on("level.claimed", "level.claim_restored")
def tell_the_lead(event: Event) -> None:
    row = Claim.objects.standing().filter(pk=event.subject_id).select_related("person").first()
    if row is None:
        return
    says = f"{row.person.first_name} said what level they see in themselves"
    url = reverse("careers:one", args=[row.person_id, row.capability])
    for lead in queries.leads_of(row.person):
        _once_a_day(lead, f"claims:{row.person_id}", says, url, event)


@on("level.confirmed", "level.disputed", "level.opinion_restored")
def tell_whom_it_is_about(event: Event) -> None:
    row = Opinion.objects.standing().filter(pk=event.subject_id).select_related("about", "by").first()
    if row and row.about.is_active:
        says = f"{row.by.first_name} said how they see your level"
        url = reverse("careers:one", args=[row.about_id, row.capability])
        _once_a_day(row.about, f"opinions:{row.by_id}", says, url, event)


def _once_a_day(to: Person, key: str, says: str, url: str, event: Event) -> None:
    """News are kept by their key, so a reaction that runs again writes no second letter."""
    day = to.local(event.at).date()
    if tell_news(person=to.pk, key=f"{key}:{day}", says=says, url=url, at=event.at):
        letters.tell(to, says, url)

"""What this room does when something happened, and what it does again and again."""

from datetime import datetime

from django.urls import reverse

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials import queries as certified
from whiteglove.learning.credentials.actions import issue_credential
from whiteglove.learning.records import statements

from . import letters
from .actions.announce import announce_due, part
from .models import Judge, Nomination, Win

AWARD = "award"


@on("nomination.made", atomic=False)
def ask_whether_they_agree(event: Event) -> None:
    row = Nomination.objects.asked().select_related("nominee", "by", "category").filter(pk=event.subject_id).first()
    if row:
        says = f"{row.by.first_name} would like to put you forward for an award: {row.category.title}"
        letters.tell(row.nominee, says, reverse("awards:nomination", args=[row.pk]), "Please say whether you agree.")


@on("award_judge.appointed", atomic=False)
def tell_the_judge(event: Event) -> None:
    row = Judge.objects.standing().select_related("person", "category__cycle").filter(pk=event.subject_id).first()
    if row:
        says = f"You are asked to judge: {row.category.title}, {row.category.cycle.title}"
        letters.tell(row.person, says, reverse("awards:judging", args=[row.pk]))


@on("award.granted")
def give_the_award(event: Event) -> None:
    """Once for each nomination, where the pack in force certifies awards."""
    row = won(event)
    if row is None or AWARD not in certified.in_force_now():
        return
    category = row.nomination.category
    says = f"{category.cycle.title}. {row.judges} judges, by the rubric of the category."
    about = {"ref": f"nomination:{row.nomination_id}", "evidence": [{"name": category.title, "says": says}]}
    issue_credential(person=row.nomination.nominee, achievement=AWARD, by=None, at=event.at, **about)


@on("award.granted", atomic=False)
def tell_the_winner(event: Event) -> None:
    row = won(event)
    if row:
        says = f"You have won: {row.nomination.category.title}, {row.nomination.category.cycle.title}"
        letters.tell(row.nomination.nominee, says, reverse("awards:nomination", args=[row.nomination_id]))


def won(event: Event) -> Win | None:
    rows = Win.objects.filter(won=True).select_related("nomination__nominee", "nomination__category__cycle")
    row = rows.filter(pk=event.subject_id).first()
    return row if row and row.nomination.nominee.is_staff_member else None


@on("person.deactivated", "person.role_changed")
def part_with_whoever_leaves(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person:
        part(person=person, at=event.at)


@every(seconds=60, name="awards.announce")
def announce_what_is_due(at: datetime) -> None:
    announce_due(at=at)


def told(event: Event) -> statements.Told | None:
    row = won(event)
    if row is None:
        return None
    category = row.nomination.category
    return statements.Told("earned", f"awards/{category.name}", "badge", category.title, row.nomination.nominee_id)


statements.register("award.granted", told)

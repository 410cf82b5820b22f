"""The letters of this room: what happened, and where to read the rest."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post
from whiteglove.ground.ui.times import day

from .models import Appeal, Application, Evidence, Stage
from .models.appeal import Outcome
from .queries import deciding_anew, managers_of
from .rules import Level


def ask_reviewers(row: Application) -> None:
    says = f"{row.person.first_name} has applied for level {row.level} of the journey and waits for a decision"
    for one in managers_of(row.person):
        _send(one, says, "", reverse("journeys:applied", args=[row.pk]))


def tell_of_application(row: Application) -> None:
    accepted = row.state == "accepted"
    level = f"level {row.level}"
    says = f"You are admitted to {level}" if accepted else f"Your application for {level} was declined"
    _send(row.person, says, row.reason, reverse("journeys:mine"), row.decided_by)


def tell_of_evidence(row: Evidence) -> None:
    says = f"Accepted: {row.title}" if row.state == "accepted" else f"Given back, with words to go on from: {row.title}"
    _send(row.person, says, row.reason, reverse("journeys:mine"), row.decided_by)


def ask_for_a_second_look(row: Appeal) -> None:
    """Whoever may decide; not who did already."""
    says = f"{row.person.first_name} has asked for a second look at a decision on their journey"
    for one in deciding_anew(row):
        _send(one, says, "", reverse("journeys:plea", args=[row.pk]))


def tell_of_the_second_look(row: Appeal) -> None:
    became = "is decided again, by somebody else" if row.outcome == Outcome.AGAIN else "stays as it was"
    _send(row.person, f"After a second look it {became}", row.words, reverse("journeys:mine"), row.by)


def tell_of_level(row: Stage, level: Level, completed: bool) -> None:
    if completed:
        says = f"You completed level {level.number}: {level.name}. Its badge comes by itself"
    elif row.upkeep == "late":
        says = f"Something of level {level.number} was missed, and can still be made good until {day(row.due_on)}"
    elif row.upkeep == "lapsed":
        says = f"What level {level.number} asks for each year has lapsed. Your journey says what brings it back"
    else:
        says = f"Everything that level {level.number} asks for each year is kept again"
    _send(row.person, says, "", reverse("journeys:mine"))


def _send(to: Person, says: str, words: str, url: str, by: Person | None = None) -> None:
    if not to.is_active:
        return
    about = {"to": to, "says": says, "words": words, "by": by, "url": urljoin(settings.PUBLIC_URL, url)}
    text = render_to_string("journeys/letters/news.txt", about)
    post(EmailMessage(" ".join(says.split())[:150], text, settings.DEFAULT_FROM_EMAIL, [to.email]))

"""The letters of this room: who, when and where to read it. What is said in a conversation is in none of them."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post

from .models import Agreed, Talk


def remind_of_talk(talk: Talk, to: Person, name: str) -> None:
    """`name` of the kind of conversation."""
    other = talk.with_whom(to)
    words = {"talk": talk, "to": to, "other": other, "name": name, "when": to.local(talk.planned_for)}
    _send("talk", f"{name} with {other.first_name}", to, words, reverse("coaching:talk", args=[talk.pk]))


def remind_of_action(row: Agreed) -> None:
    _send("action", "What you agreed on is due", row.owner, {"to": row.owner, "row": row}, reverse("coaching:home"))


def tell_of_suggestion(to: Person, says: str, pk: int) -> None:
    url = reverse("coaching:suggestion", args=[pk])
    _send("suggestion", "News of your suggestion", to, {"to": to, "says": says}, url)


def tell_of_look(to: Person, says: str, pk: int) -> None:
    """The question and the conversation are on the page, not in the mail."""
    _send("suggestion", says, to, {"to": to, "says": f"{says}."}, reverse("coaching:example", args=[pk]))


def _send(letter: str, subject: str, to: Person, words: dict, url: str) -> None:
    words = words | {"url": urljoin(settings.PUBLIC_URL, url)}
    text = render_to_string(f"coaching/letters/{letter}.txt", words)
    post(EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to.email]))

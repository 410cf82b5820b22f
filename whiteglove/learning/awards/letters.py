"""The letters of this room: what happened, and where to read the rest."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post


def tell(to: Person, says: str, url: str, words: str = "") -> None:
    if not to.is_active:
        return
    about = {"to": to, "says": says, "words": words, "url": urljoin(settings.PUBLIC_URL, url)}
    text = render_to_string("awards/letters/news.txt", about)
    post(EmailMessage(" ".join(says.split())[:150], text, settings.DEFAULT_FROM_EMAIL, [to.email]))

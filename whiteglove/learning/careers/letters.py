"""The letters of this room: that something was said and where to read it, never what."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post


def tell(to: Person, says: str, url: str) -> None:
    words = {"to": to, "says": says, "url": urljoin(settings.PUBLIC_URL, url)}
    text = render_to_string("careers/letters/said.txt", words)
    post(EmailMessage(says, text, settings.DEFAULT_FROM_EMAIL, [to.email]))

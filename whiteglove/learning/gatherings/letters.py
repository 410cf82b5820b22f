"""The letters of this room: what happened, and the file that puts it into a calendar."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post
from whiteglove.ground.ui.times import whole

from .calendars import file_of, without_link
from .models import Gathering

SEATED = "You have a seat: {what}, {when}"
CHANGED = "Changed: {what}, {when}"
OFF = "Called off: {what}, {when}"
BACK = "It takes place after all: {what}, {when}"
SOON = "Soon: {what}, {when}"


def tell(
    gathering: Gathering, to: Person, says: str, at: datetime, words: str = "", inside: bool = True
) -> None:  # fmt: skip
    """`inside`: whether they have a seat or host it; the link is for those alone."""
    if not to.is_active:
        return
    if not inside:
        gathering = without_link(gathering)
    about = says.format(what=gathering.title, when=whole(to.local(gathering.starts_at)))
    url = urljoin(settings.PUBLIC_URL, reverse("gatherings:gathering", args=[gathering.pk]))
    text = render_to_string("gatherings/letters/news.txt", {"to": to, "says": about, "words": words, "url": url})
    letter = EmailMessage(" ".join(about.split())[:150], text, settings.DEFAULT_FROM_EMAIL, [to.email])
    letter.attach("gathering.ics", file_of([gathering], at).decode(), "text/calendar")
    post(letter)

"""The letter that lets a customer in."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from whiteglove.ground.people.post import post

from . import tongue


def send_link(to: str, token: str, language: str, request: int = 0) -> None:
    """Leaves beside the page, so that no page takes longer for a known address. `request`: the one they came for."""
    words, on = tongue.says(language), f"&to={request}" if request else ""
    link = f"{settings.PUBLIC_URL}{reverse('my:enter', args=[token])}?in={language}{on}"
    text = words["letter"].format(link=link, brand=settings.HELP_NAME)
    subject = " ".join(words["letter_subject"].format(brand=settings.HELP_NAME).split())
    headers = {"Auto-Submitted": "auto-generated"}
    post(EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers))

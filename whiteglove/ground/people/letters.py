"""Letters the house itself writes: through Django's mail backend, in plain text."""

import logging
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.models import Invitation

log = logging.getLogger(__name__)


def invitation_link(token: str) -> str:
    return urljoin(settings.PUBLIC_URL, reverse("people:join", args=[token]))


def send_invitation(invitation: Invitation) -> bool:
    """Write to the invited person; False if the mail couldn't be handed over.

    `invitation.token` must be there: only the action that made it knows it.
    """
    words = {"invitation": invitation, "link": invitation_link(invitation.token), "url": settings.PUBLIC_URL}
    subject = render_to_string("people/letters/invitation_subject.txt", words).strip()
    text = render_to_string("people/letters/invitation.txt", words)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    except OSError as error:  # smtplib's errors are OSErrors too
        log.warning("Invitation %s was not sent: %s", invitation.pk, error)
        return False
    return True

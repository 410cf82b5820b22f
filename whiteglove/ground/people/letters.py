"""Letters the house itself writes: through Django's mail backend, in plain text."""

import logging
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.models import Invitation, Person

log = logging.getLogger(__name__)


def invitation_link(token: str) -> str:
    return urljoin(settings.PUBLIC_URL, reverse("people:join", args=[token]))


def send_invitation(invitation: Invitation) -> bool:
    """Write to the invited person; False if the mail couldn't be handed over.

    `invitation.token` must be there: only the action that made it knows it.
    """
    words = {"invitation": invitation, "link": invitation_link(invitation.token)}
    return send("invitation", invitation.email, words)


def send_address_proof(person: Person, email: str, token: str) -> bool:
    """The link to the new address, and a word to the old one, whose owner may know nothing of it.

    False if the link couldn't be handed over.
    """
    words = {"person": person, "email": email, "link": address_link(token)}
    sent = send("address_proof", email, words)
    if sent:
        send("address_asked", person.email, words)
    return sent


def send_address_changed(person: Person, old: str, by: Person) -> bool:
    """To the old address: the new one is known to them."""
    return send("address_changed", old, {"person": person, "by": by})


def address_link(token: str) -> str:
    return urljoin(settings.PUBLIC_URL, reverse("people:address_proof", args=[token]))


def send(letter: str, to: str, words: dict) -> bool:
    """Write `letters/<letter>.txt` to one address; False if the mail couldn't be handed over."""
    words = words | {"url": settings.PUBLIC_URL}
    subject = render_to_string(f"people/letters/{letter}_subject.txt", words).strip()
    text = render_to_string(f"people/letters/{letter}.txt", words)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError as error:  # smtplib's errors are OSErrors too
        log.warning("The letter %s was not sent: %s", letter, error)
        return False
    return True

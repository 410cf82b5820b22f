"""Of an account whose owner left and is erased: see keeping.py."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Deactivation, Person, PersonSkill


def erase_account(person: Person, at: datetime) -> None:
    """How they signed in and from where, their skills, their signature, and why their access ended. Name, address, role
    and teams stay: they say who answered customers."""
    for model in (UserSession, Authenticator):
        model.objects.filter(user=person).delete()
    AccessAttempt.objects.filter(username=person.email).delete()
    PersonSkill.objects.filter(person=person).delete()
    Deactivation.objects.filter(person=person).update(reason="")
    _forget_in_events(person)
    person.signature = ""
    person.save(update_fields=["signature"])


def _forget_in_events(person: Person) -> None:
    """That it happened stays known, with its time, without the words."""
    for event in Event.objects.about(person).named("person.deactivated", "person.changed"):
        facts = event.facts
        if "reason" in facts:
            facts["reason"] = ""
        if "signature" in facts.get("changes", {}):
            facts["changes"]["signature"] = ["", ""]
        Event.objects.filter(pk=event.pk).update(facts=facts)

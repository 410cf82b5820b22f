"""Change the address somebody signs in with: by themself, proved by a link mailed there, or by an administrator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.actions.refusal import Refused, audience_of
from whiteglove.ground.people.letters import send_address_changed, send_address_proof
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require

VALID_FOR = timedelta(days=1)
SALT = "people.address"


@dataclass(frozen=True)
class Proof:
    """What a link says: this person, who had the old address then, reads mail at the new one."""

    person: Person
    email: str


def ask_for_address(*, person: Person, email: str, by: Person, at: datetime) -> None:
    """Mail a link to the new address, and a word to the old one. Nothing changes until the link is used.

    Raises Refused if the address is taken or the link couldn't be mailed.
    """
    require(by, "people.own_profile")
    if by.pk != person.pk:
        raise Refused("Only an administrator can change the address of somebody else.")
    email = _usable(person, email)
    if not send_address_proof(person, email, token_for(person, email)):
        raise Refused("The link couldn't be sent. Try again later, or ask an administrator to change your address.")


def change_address(*, person: Person, email: str, by: Person, at: datetime, proof: str = "") -> Person:
    """Let `person` sign in as `email` from now on, and tell the old address.

    By an administrator, or by themself with the `proof` that was mailed to the new address. Sessions, passkeys and
    the password stay. Raises Refused if the address is taken or the proof isn't one.
    """
    if not proof:
        require(by, "people.change_address", person)
    elif (said := read_proof(proof)) is None or (said.person.pk, said.email) != (by.pk, email) or by.pk != person.pk:
        raise Refused("This link can't be used any more. Ask for a new one in your profile.")
    email = _usable(person, email)
    with transaction.atomic():
        fresh = Person.objects.select_for_update().get(pk=person.pk)
        old, fresh.email = fresh.email, email
        _save(fresh)
        # The sign-in library keeps addresses of its own, by which a lost password could still be asked for.
        EmailAddress.objects.filter(user=fresh).delete()
        facts = {"old": old, "new": email}
        record("person.address_changed", subject=fresh, by=by, at=at, facts=facts, audience=audience_of(fresh))
        transaction.on_commit(lambda: send_address_changed(fresh, old, by))
    return fresh


def token_for(person: Person, email: str) -> str:
    """The link ends with a day, another address or another password: so whoever took a session over loses it."""
    says = {"person": person.pk, "old": person.email, "new": email, "lock": _lock(person)}
    return signing.dumps(says, salt=SALT, compress=True)


def read_proof(token: str) -> Proof | None:
    """None for a link that is forged, too old, or was used."""
    try:
        said = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    person = Person.objects.active().filter(pk=said["person"], email=said["old"]).first()
    return Proof(person, said["new"]) if person and said["lock"] == _lock(person) else None


def _lock(person: Person) -> str:
    return person.get_session_auth_hash()[:16]


def _usable(person: Person, email: str) -> str:
    email = email.strip().lower()
    if email == person.email:
        raise Refused("That is the address already.")
    if Person.objects.filter(email=email).exists():
        raise Refused(f"{email} belongs to somebody else here.")
    return email


def _save(person: Person) -> None:
    """The constraint has the last word: somebody else may have taken the address a moment ago."""
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        raise Refused(f"{person.email} belongs to somebody else here.") from None

"""Who holds certificates, who gives and takes them back, and who speaks for the organisation."""

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Credential

STAFF = {"lead", "agent", "trainee"}


def of_somebody_they_see(person: Person, credential: Credential) -> bool:
    """The same rule as `Credential.objects.visible_to`, for one certificate."""
    return credential.person_id is not None and is_theirs_to_see(person, credential.person)


def is_theirs_to_see(person: Person, other: Person) -> bool:
    return Person.objects.visible_to(person).filter(pk=other.pk).exists()


def their_own(person: Person, credential: Credential) -> bool:
    return credential.person_id == person.pk


permit("credentials.own", roles=STAFF, scope=their_own, says="See and share your own certificates")
permit("credentials.see", roles={"lead"}, scope=of_somebody_they_see, says="See the certificates of your people")
permit("credentials.issue", roles={"lead"}, scope=is_theirs_to_see, says="Give your people certificates")
permit("credentials.revoke", roles={"lead"}, scope=of_somebody_they_see, says="Take certificates back")
permit("credentials.setup", roles=set(), says="Decide who issues certificates, and change its keys")

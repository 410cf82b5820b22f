"""What this room does when something happened."""

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import on
from whiteglove.learning.records import statements
from whiteglove.learning.records.statements import Told

from . import actions
from .models import Credential, Why


@on("issuer.key_rotated")
def issue_anew_what_a_distrusted_key_signed(event: Event) -> None:
    """Repeated, it finds only what is left to do: what was issued anew doesn't stand any more."""
    left = Credential.objects.standing().filter(key=event.facts["distrusted"]) if event.facts["distrusted"] else ()
    for one in left:
        actions.reissue(credential=one, by=None, at=event.at, why=Why.KEY)


def earned(event: Event) -> Told | None:
    """Issued anew, it was earned once all the same."""
    said = event.facts
    what = f"achievements/{said['achievement']}"
    return None if said["replaces"] else Told("earned", what, "badge", said["name"], said["person"])


statements.register("credential.issued", earned)

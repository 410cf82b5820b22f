"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.credentials.actions import issue_credential

TEAM_BOUND = {"certificates:revoke", "certificates:reissue"}
HASHED = {"hash": "c" * 64, "made_at": AT}
SAID = {"name": "Foundations", "kind": "Badge", "about": "Knows the basics", "criteria": "Passed the gate"}


def furnish(samples: Samples, support: Team) -> None:
    """A certificate of a colleague in Support."""
    content = {"about": {"name": "Ours", "about": "What we certify"}, "parts": {"achievements": {"foundations": SAID}}}
    revision = Revision.objects.create(
        pack="badges", version="1.0", hash="c" * 64, number=1, content=content, made_at=AT
    )
    Loading.objects.create(revision=revision, at=AT)
    person = Person.objects.get(email="fatou@whiteglove.example")
    given = issue_credential(person=person, achievement="foundations", by=None, at=AT)
    samples.parts |= {
        "credentials:public_id": given.public_id, "credentials:number": given.status_list_id,
        "credentials:revision": "c" * 16, "credentials:name": "foundations", "certificates:pk": given.pk,
    }  # fmt: skip

"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.playbooks.models import Play

TEAM_BOUND = {f"playbooks:{name}" for name in ("open", "offer", "play", "step")}


def furnish(samples: Samples, support: Team) -> None:
    """A playbook open beside Cleo's ticket."""
    play = Play.objects.create(
        ticket_id=samples.parts["desk:ticket"], playbook="billing", revision=Revision.objects.get(pack="ours"),
        by=Person.objects.get(email="fatou@whiteglove.example"), at=AT,
    )  # fmt: skip
    samples.parts |= {
        "playbooks:ticket": samples.parts["desk:ticket"],
        "playbooks:playbook": "billing",
        "playbooks:pk": play.pk,
        "playbooks:step": "review",
    }

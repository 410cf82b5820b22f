"""One of everything, for the test that knocks at every door."""

from tests.house.samples import AT, Samples
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.journeys.models import Appeal, Application, Evidence, Proof
from whiteglove.service.channels.models import Blob

from .small import load_small

TEAM_BOUND = {f"journeys:{name}" for name in (
    "evidence", "applied", "plea", "person", "withdrawal", "taken_back", "appeal", "proof",
)}  # fmt: skip


def furnish(samples: Samples, support: Team) -> None:
    """Somebody of Support who applied, and was given something back."""
    load_small()
    admin = Person.objects.get(email="admin@whiteglove.example")
    fatou = Person.objects.get(email="fatou@whiteglove.example")
    about = {"journey": "small", "person": fatou, "at": AT}
    applied = Application.objects.create(**about, level=1, statement="I would like to begin.")
    handed_in = Evidence.objects.create(**about, about="guide", title="Page one", words="I ask first now.",
                                        first=AT.date(), same="1", state="returned", reason="More, please.",
                                        decided_at=AT)  # fmt: skip
    plea = Appeal.objects.create(person=fatou, evidence=handed_in, why="There is more on page two.", at=AT)
    own = Application.objects.create(**about | {"person": admin}, level=1, statement="I would like to begin.")
    mine = Evidence.objects.create(**about | {"person": admin}, about="guide", title="Page one", words="I ask first.",
                                   first=AT.date(), same="2")  # fmt: skip
    shown = Proof.objects.create(evidence=mine, blob=Blob.objects.keep(b"programme"), name="programme.txt",
                                 type="text/plain", size=9)  # fmt: skip
    samples.parts |= {
        "journeys:proof:pk": mine.pk, "journeys:file": shown.pk,
        "journeys:level": 1, "journeys:duty": "one.guide", "journeys:what": "evidence", "journeys:person:pk": fatou.pk,
        "journeys:withdrawal:pk": own.pk, "journeys:taken_back:pk": mine.pk, "journeys:appeal:pk": mine.pk,
        "journeys:evidence:pk": handed_in.pk, "journeys:applied:pk": applied.pk, "journeys:plea:pk": plea.pk,
    }  # fmt: skip

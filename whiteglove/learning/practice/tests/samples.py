"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.practice.models import Remark, Run, Shown

from .lamp import CONTENT

# A run is its player's alone, so the administrator of the house has played this one.
TEAM_BOUND = {f"practice:{name}" for name in (
    "debrief", "play", "left", "again", "golden", "show", "shown", "remarks", "remark", "sit", "band", "deeds", "deed",
    "leaving",
)}  # fmt: skip


def furnish(samples: Samples, support: Team) -> None:
    admin = Person.objects.get(email="admin@whiteglove.example")
    coach = Person.objects.get(email="lee@whiteglove.example")
    content = {"about": {"name": "Practice", "about": "A lamp"}, "parts": {"scenarios": CONTENT}}
    revision = Revision.objects.create(pack="lamps", version="1", hash="1a" * 32, number=1, content=content, made_at=AT)
    Loading.objects.create(revision=revision, at=AT)
    run = Run.objects.create(
        person=admin, scenario="lamp", revision=revision, seed=1, medium="chat", mood=50, patience=4, turns=1,
        inputs=[{"seconds": 30, "said": "Oh.", "sentences": [["Hello Cleo."]], "text": "Hello Cleo."}], began_at=AT,
        ended_at=AT, ending="left", score=10, passed=False,
    )  # fmt: skip
    Shown.objects.create(run=run, coach=coach, at=AT)
    remark = Remark.objects.create(run=run, by=admin, text="Once more", at=AT)
    samples.parts |= {
        "practice:pk": run.pk, "practice:key": "lamp", "practice:coach": coach.pk, "practice:remark": remark.pk,
        "practice:did": 1,
    }  # fmt: skip

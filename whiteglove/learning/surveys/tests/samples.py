"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Team
from whiteglove.learning.surveys.models import Survey, SurveyAnswer

TEAM_BOUND = {"surveys:seen_to"}
WORDS = dict.fromkeys(("subject", "letter", "question", "low", "high", "comment", "thanks", "sorry"), "How was it?")
ASK = {"name": "Satisfaction", "scale": "csat", "asked": True, "bad_at": 2, "words": {"en": WORDS}}
ASK |= dict.fromkeys(("after", "expires", "changeable", "rest"), 3600)


def furnish(samples: Samples, support: Team) -> None:
    """What Cleo was asked, and her bad answer about a colleague's ticket."""
    content = {"about": {"name": "Ours", "about": "What we ask"}, "parts": {"surveys": {"after-solving": ASK}}}
    revision = Revision.objects.create(pack="asks", version="1.0", hash="1" * 64, number=1, content=content, made_at=AT)
    Loading.objects.create(revision=revision, at=AT)
    about = {"ticket_id": samples.parts["desk:pk"], "origin_id": samples.parts["desk:pk"], "team": support}
    asked = Survey.objects.create(
        **about, customer_id=samples.parts["customers:pk"], planned_at=AT, asked_at=AT, way="chat"
    )
    given = SurveyAnswer.objects.create(survey=asked, kind="csat", score=1, source="chat", bad=True, answered_at=AT)
    samples.parts |= {
        "surveys:pk": given.pk, "surveys:ask": "after-solving", "surveys:language": "en",
        "survey:token": "nonsense", "survey:score": 4,
    }  # fmt: skip

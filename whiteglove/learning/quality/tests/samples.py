"""What this room puts into the house whose every door is knocked at."""

from tests.cast import make_person
from tests.house.samples import AT, FUTURE, Samples
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.quality.models import Calibration, CalibrationCase, Dispute, Review, Sample, Score

DOORS = (
    "score", "score_disputes", "sample", "begin", "review", "item", "seen", "note", "given", "review_disputes",
    "dispute", "calibration", "case", "reference",
)  # fmt: skip
TEAM_BOUND = {f"quality:{name}" for name in DOORS}


def furnish(samples: Samples, support: Team) -> None:
    """Fatou's conversation: scored, reviewed by a lead, disputed, drawn and calibrated."""
    by = Person.objects.get(email="fatou@whiteglove.example")
    lead = make_person("Nour Haddad", "nour@whiteglove.example", "lead", support)
    revision = Revision.objects.order_by("id").first()
    about = {"ticket_id": samples.parts["desk:pk"], "revision": revision, "card": "ours"}
    score = Score.objects.create(**about, person=by, reader="1", facts="1", total=80, at=AT, solved_at=AT)
    review = Review.objects.create(**about, about=by, reviewer=lead, total=80, begun_at=AT, given_at=AT)
    dispute = Dispute.objects.create(
        review=review, ticket_id=about["ticket_id"], item="warm", was="missed", by=by, at=AT, reason="It was.",
        due_at=FUTURE, remind_at=FUTURE,
    )  # fmt: skip
    sample = Sample.objects.create(
        ticket_id=about["ticket_id"], about=by, reviewer=lead, week=AT.date(), why="random", seed="1", at=AT
    )
    session = Calibration.objects.create(name="March", by=lead, revision=revision, card="ours", at=AT)
    case = CalibrationCase.objects.create(calibration=session, ticket_id=about["ticket_id"], about=by)
    samples.parts |= {
        "quality:pk": review.pk,
        **{f"quality:{name}:pk": score.pk for name in ("score", "score_disputes")},
        "quality:dispute:pk": dispute.pk,
        "quality:sample:pk": sample.pk,
        **{f"quality:{name}:pk": session.pk for name in ("calibration", "case", "reference")},
        "quality:ticket": about["ticket_id"],
        "quality:case": case.pk,
        "quality:item": "warm",
    }

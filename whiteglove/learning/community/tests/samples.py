"""What this room puts into the house whose every door is knocked at."""

from datetime import timedelta

from tests.house.samples import AT, Samples
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.community.models import (
    Goal,
    Mentorship,
    Offer,
    Picture,
    Profile,
    Publication,
    Request,
    Session,
    Speech,
)

TEAM_BOUND = {"community:mentorship", "community:speech", "community:session", "community:held", "community:goal"}


def furnish(samples: Samples, support: Team) -> None:
    """A colleague with all of it: a profile, a public page, an offer, a mentorship, a talk. What two do together is
    theirs alone, so the administrator of the house is the mentee."""
    fatou = Person.objects.get(email="fatou@whiteglove.example")
    mentee = Person.objects.get(email="admin@whiteglove.example")
    profile = Profile.objects.create(person=fatou, title="Agent", picture_digest="a1b2", changed_at=AT)
    Picture.objects.create(profile=profile, content=b"picture", at=AT)
    Publication.objects.create(person=fatou, slug="fatou-diop", parts=["title", "picture"], at=AT)
    offer = Offer.objects.create(mentor=fatou, topics=["Refunds"], at=AT)
    asked = Request.objects.create(offer=offer, mentee=mentee, why="To learn it", at=AT)
    pair = Mentorship.objects.create(request=asked, mentor=fatou, mentee=mentee, at=AT)
    goal = Goal.objects.create(mentorship=pair, text="Answer calmly", by=fatou, at=AT)
    session = Session.objects.create(mentorship=pair, starts_at=AT + timedelta(days=1), by=fatou, at=AT)
    speech = Speech.objects.create(person=fatou, event="Open day", topic="Refunds", day=AT.date(), by=fatou, at=AT)
    samples.parts |= {
        "community:pk": fatou.pk, "community:digest": "a1b2", "professionals:slug": "fatou-diop",
        "community:offer:pk": offer.pk, "community:request:pk": asked.pk, "community:goal": goal.pk,
        "community:session": session.pk, "community:speech:pk": speech.pk,
        **{f"community:{name}:pk": pair.pk
           for name in ("mentorship", "goals", "goal", "sessions", "session", "end", "feedback", "held")},
    }  # fmt: skip

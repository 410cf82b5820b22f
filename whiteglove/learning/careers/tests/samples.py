"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.careers.framework import LEVELS, PART
from whiteglove.learning.careers.models import Aim, Claim, Opinion, Step

OF_A_PERSON = {"careers:person", "careers:one", "careers:opinions", "careers:rows", "careers:plan", "careers:aims",
               "careers:steps"}  # fmt: skip
OF_A_STEP = {"careers:step", "careers:step_done", "careers:step_until"}
TEAM_BOUND = OF_A_PERSON | OF_A_STEP | {"careers:opinion", "careers:claim", "careers:aim"}
MADE = {"id": "made", "says": "Suggestions made", "made": "suggestions.made", "levels": [1, 4], "within": 31536000}
LISTENING = {
    "c": 1, "name": "Listening", "group": "talking", "says": "Taking in what is meant.", "practise": {"not_yet": "No."},
    "levels": dict.fromkeys(LEVELS, "Does it."), "measure": {"by": [MADE]}, "learn": {"not_yet": "No lesson."},
}  # fmt: skip
FRAMEWORK = {
    "id": "small", "name": "Small", "about": "One.", "groups": [{"id": "talking", "name": "Talking", "says": "With."}],
    "levels": {one: {"name": one.title(), "says": "Does it."} for one in LEVELS},
}  # fmt: skip


def furnish(samples: Samples, support: Team) -> None:
    """A colleague in Support who says what they can do, and what a lead says to it."""
    content = {"about": {"name": "Ours"}, "parts": {PART: {"framework": FRAMEWORK, "each": {"listening": LISTENING}}}}
    about = {"pack": "capabilities", "version": "1.0", "hash": "c" * 64, "number": 1, "content": content}
    Loading.objects.create(revision=Revision.objects.create(**about, made_at=AT), at=AT)
    person, lead = (Person.objects.get(email=f"{name}@whiteglove.example") for name in ("fatou", "lee"))
    claim = Claim.objects.create(person=person, capability="listening", level=2, why="So.", shown=0, at=AT)
    about = {"about": person, "by": lead, "capability": "listening", "at": AT}
    opinion = Opinion.objects.create(level=1, confirms=False, reason="So.", claim=claim, shown=0, **about)
    samples.parts |= {
        "careers:key": "listening",
        "careers:indicator": "made",
        "careers:claim:pk": claim.pk,
        "careers:opinion:pk": opinion.pk,
    }
    aim = Aim.objects.create(person=person, capability="listening", level=2, by=person, at=AT)
    step = Step.objects.create(person=person, capability="listening", kind="own", says="Listen", by=person, at=AT)
    samples.parts |= {"careers:aim:pk": aim.pk, **{f"{door}:pk": step.pk for door in OF_A_STEP}}
    samples.parts |= {f"{door}:pk": person.pk for door in OF_A_PERSON}

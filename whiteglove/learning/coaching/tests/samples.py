"""What this room puts into the house whose every door is knocked at."""

from tests.cast import make_person
from tests.house.samples import AT, FUTURE, Samples
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.coaching.models import (
    Absence,
    Agreed,
    Example,
    ExampleComment,
    ExampleLine,
    Focus,
    Note,
    OwnGoal,
    Pairing,
    Suggestion,
    Talk,
)

OF_A_TALK = (
    "talk", "held", "skipped", "time", "agenda", "notes", "note", "note_wording", "agreements", "skills", "focus",
    "goals", "goal",
)  # fmt: skip
OF_AN_EXAMPLE = ("example", "mask", "line", "shared", "reaction", "comments", "comment", "asked")
OF_A_SUGGESTION = ("suggestion", "support", "decision", "finished", "same", "suggestion_wording")
OF_A_PERSON = ("person", "plan", "lead", "agreement", "agreement_wording", "begin", "absence")
TEAM_BOUND = {f"coaching:{name}" for name in (*OF_A_TALK, *OF_AN_EXAMPLE, *OF_A_PERSON)}


def furnish(samples: Samples, support: Team) -> None:
    """A conversation of Fatou with a lead, with everything that hangs on one; an example and a suggestion."""
    agent = Person.objects.get(email="fatou@whiteglove.example")
    lead = make_person("Sofia Lind", "sofia@whiteglove.example", "lead", support)
    Pairing.objects.create(agent=agent, lead=lead, at=AT)
    about = {"revision": Revision.objects.get(pack="ours"), "agent": agent, "lead": lead, "minutes": 20, "made_at": AT}
    talk = Talk.objects.create(kind="weekly", slot="2126-W01", planned_for=FUTURE, **about)
    note = Note.objects.create(talk=talk, author=agent, text="Mine", at=AT)
    agreed = Agreed.objects.create(talk=talk, about=agent, owner=agent, what="Listen in", by=lead, at=AT)
    focus = Focus.objects.create(agent=agent, skill="name", talk=talk, by=lead, at=AT)
    goal = OwnGoal.objects.create(agent=agent, metric="csat", above=True, aim=4.5, talk=talk, by=lead, at=AT)
    away = Absence.objects.create(person=agent, first=FUTURE.date(), last=FUTURE.date(), by=agent, at=AT)
    suggestion = Suggestion.objects.create(title="One list", by=agent, at=AT)
    samples.parts |= {
        **{f"coaching:{name}:pk": talk.pk for name in OF_A_TALK},
        **{f"coaching:{name}:pk": suggestion.pk for name in OF_A_SUGGESTION},
        "coaching:absence:pk": away.pk,
        "coaching:person": agent.pk,
        "coaching:note": note.pk,
        "coaching:focus": focus.pk,
        "coaching:goal": goal.pk,
        "coaching:action": agreed.pk,
        "coaching:ticket": samples.parts["desk:ticket"],
    }
    _example(samples, support, agent)


def _example(samples: Samples, support: Team, agent: Person) -> None:
    example = Example.objects.create(
        ticket_id=samples.parts["desk:ticket"], by=agent, title="Calm", why="How", team=support, at=AT, shared_at=AT
    )
    line = ExampleLine.objects.create(
        example=example, message_id=samples.parts["desk:message"], by_us=False, text="Hello"
    )
    comment = ExampleComment.objects.create(example=example, by=agent, text="Nice", at=AT)
    samples.parts |= {
        **{f"coaching:{name}:pk": example.pk for name in OF_AN_EXAMPLE},
        "coaching:line": line.pk,
        "coaching:comment": comment.pk,
        "coaching:how": "thanks",
    }

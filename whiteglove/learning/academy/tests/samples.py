"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.academy.models import Application, Enrolment

from .little import CONTENT, STATEMENT

# What somebody learns is theirs, and of whoever looks after them: here the administrator of the house learns.
TEAM_BOUND = {f"academy:{name}" for name in (
    "enrolment", "left", "module", "lesson", "read", "answer", "gate", "ask", "appeal", "withdraw",
)}  # fmt: skip


def furnish(samples: Samples, support: Team) -> None:
    admin = Person.objects.get(email="admin@whiteglove.example")
    revision = Revision.objects.create(
        pack="little", version="1", hash="1c" * 32, number=1, content=CONTENT, made_at=AT
    )
    Loading.objects.create(revision=revision, at=AT)
    about = {"programme": "little", "revision": revision, "person": admin, "at": AT}
    applied = Application.objects.create(**about, statement=STATEMENT)
    row = Enrolment.objects.create(**about, module="AA-1", gates=4, moved_at=AT)
    samples.parts |= {
        "academy:programme": "little", "academy:application": applied.pk, "academy:enrolment": row.pk,
        "academy:module": "aa-1", "academy:lesson": "first", "academy:question": "q", "academy:gate": "aa-1.case",
        "academy:item": "parcel",
    }  # fmt: skip

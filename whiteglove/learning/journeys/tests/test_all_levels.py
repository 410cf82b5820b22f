"""The four levels that ship, from applicant to leader: admissions, time, evidence and badges are real, what other rooms
would say is said for them."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from whiteglove.ground.events.work import run_pending
from whiteglove.learning.credentials.actions import issue_credential
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.forum.models import Mentor
from whiteglove.learning.journeys import queries, seen
from whiteglove.learning.journeys.actions import apply, hand_in
from whiteglove.learning.journeys.models import Evidence, Stage
from whiteglove.learning.journeys.reactions import look_again
from whiteglove.learning.requirements.conditions import Passed, Profile, Times
from whiteglove.service.desk.errors import Refused

from .deeds import STATEMENT, WORDS, accepted, admitted
from .shipped import badges, content, journey, leaves
from .small import NINE, load_small

DESIGNATION = {"ccxmp": {"name": "CCXMP", "kind": "Certificate", "about": "Serves.", "criteria": "All modules."}}


class Others:
    """What the other rooms know of one person."""

    def __init__(self) -> None:
        self.tests: list[tuple[str, float, date]] = []
        self.completed: list[tuple[str, date]] = []
        self.attended: list[tuple[str, date]] = []
        self.counted: dict[str, list[tuple[str, date]]] = {}
        self.profile: set[str] = set()

    def see(self, leaf: Any, on: date) -> None:
        """One honest deed, or as many as it takes, on a day."""
        match leaf:
            case Passed(test=name):
                self.tests.append((name, 100, on))
            case Times(kind="counted", name=name, at_least=least):
                self.counted.setdefault(name, []).extend((f"{name} {on} {number}", on) for number in range(least))
            case Times(kind="completed" | "attended" as kind, name=name):
                getattr(self, kind).append((name, on))
            case Profile(fields=fields):
                self.profile |= set(fields)


@pytest.fixture
def others(monkeypatch) -> Others:
    found = Others()
    monkeypatch.setattr(seen, "tests", lambda person, names, day: found.tests)
    for name in ("completed", "attended", "counted", "profile"):
        monkeypatch.setattr(seen, name, lambda person, *_, name=name: getattr(found, name))
    return found


@pytest.fixture
def shipped(db) -> None:
    revision = load_small(achievements=badges() | DESIGNATION)
    revision.content["parts"]["journeys"] = {"white-glove": content()}
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content, hash="77" * 32)


def test_somebody_walks_from_applicant_to_leader(shipped, others, ada, lee):
    at = NINE
    for level in journey().levels:
        at += timedelta(days=30)
        with pytest.raises(Refused, match="One level after the other"):
            apply.apply(level=level.number + 1, statement=STATEMENT, by=ada, at=at)
        before_admission(ada, lee, level.number, at)
        stage = admitted(ada, lee, at, level.number)
        for duty in level.to_do:
            for leaf in leaves(duty.asks):
                others.see(leaf, at.date())
        if level.number == 2:
            designate(ada, at)
        time_of(ada, lee, level.number, at)
        looked(at + timedelta(hours=2))
        stage.refresh_from_db()
        missing = [one.duty.j for one in queries.path_of(ada, at).current.standing.to_do if not one.met]
        assert stage.completed_at and not missing, (level.number, missing)
        assert Credential.objects.standing().filter(person=ada, achievement=level.badge).count() == 1
    path = queries.path_of(ada, at + timedelta(hours=3))
    assert path.next_level is None and path.current.level.number == 4
    assert [place.standing.met for place in path.places] == [len(place.level.to_do) for place in path.places]
    assert Mentor.objects.get().person == ada, "whoever is to answer as a mentor of the forum is one"
    assert Stage.objects.filter(person=ada).count() == 4 and not Evidence.objects.waiting().exists()


def before_admission(ada, lee, level: int, at: datetime) -> None:
    """The third asks for two years with customers, the fourth for five of managing and a record."""
    if level == 3:
        stated(ada, lee, "customer-facing", 2, at)
    if level == 4:
        stated(ada, lee, "managing", 5, at)
        made = hand_in.hand_in(
            about="strategic-record", title="Fewer letters", words=WORDS, on=at.date(), by=ada, at=at
        )
        accepted(made, lee, at)


def time_of(ada, lee, level: int, at: datetime) -> None:
    if level == 3:
        stated(ada, lee, "leading", 2, at)


def stated(ada, lee, role: str, years: int, at: datetime) -> None:
    first = at.date().replace(year=at.year - years) - timedelta(days=1)
    made = hand_in.state_time(role=role, where="North Desk", words=WORDS, first=first, last=None, by=ada, at=at)
    accepted(made, lee, at)


def designate(ada, at: datetime) -> None:
    """As the academy does."""
    issue_credential(person=ada, achievement="ccxmp", by=None, at=at, ref="enrolment:1")


def looked(at: datetime) -> None:
    look_again(at)
    run_pending(raising=True)

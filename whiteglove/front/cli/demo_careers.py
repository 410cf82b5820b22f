"""What the people of the demo company say of their levels, and what Ada means to do next."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.actions import plan as planning
from whiteglove.learning.careers.actions.claim import claim
from whiteglove.learning.careers.actions.opinion import say
from whiteglove.learning.careers.models import Claim
from whiteglove.service.desk.errors import Refused

SAID = (
    ("communication", 2, "Customers seldom write back to ask what I meant, and my macros are used by others."),
    ("active-listening", 3, "On the phone I sum up before I propose anything, and people say “exactly”."),
    ("complaints", 2, "The two complaints of last month ended with a thank you."),
)
ANSWERED = {
    "communication": (2, "Yes. I'd show your letter about the double booking to anybody."),
    "active-listening": (2, "With callers, yes. In mails the second question stayed open twice this month; let us "
                            "look at those together."),
}  # fmt: skip


def grow(company: Company, now: datetime) -> None:
    """Once, where the pack in force has the capabilities."""
    found = queries.in_force()
    if found is None or Claim.objects.exists() or not {id for id, *_ in SAID} <= found.capabilities.keys():
        return
    ada, lee, at = company.ada, company.lee, now - timedelta(days=6)
    for capability, level, why in SAID:
        at += timedelta(minutes=4)
        claim(capability=capability, level=level, why=why, by=ada, at=at)
    for capability, (level, reason) in ANSWERED.items():
        say(of=ada, capability=capability, level=level, reason=reason, by=lee, at=at + timedelta(days=1))
    mo = Person.objects.get(email="mo@whiteglove.example")
    claim(capability="empathy", level=1, why="I name what upsets people before I answer, and they calm down.", by=mo,
          at=now - timedelta(hours=5))  # fmt: skip
    plan(company, now)


def plan(company: Company, now: datetime) -> None:
    """What Ada aims at and does next; Lee put one step in with her."""
    ada, lee, at = company.ada, company.lee, now - timedelta(days=4)
    planning.aim(of=ada, role="technical-support", by=ada, at=at)
    today = now.date()
    steps = (
        ("active-listening", "lesson", "ace-csp-101/what-listening-is", "Lesson: What listening is", 10, ada),
        ("active-listening", "scenario", "technical-lost-photos", "Serve: the lost photos", 17, ada),
        ("remote-support", "own", "", "Sit beside Lee for two calls with a shared screen", 6, lee),
        ("communication", "own", "", "Show my letter about the double booking to the team", -1, ada),
    )  # fmt: skip
    for capability, kind, name, says, days, by in steps:
        about = {"capability": capability, "kind": kind, "name": name, "says": says, "by": by, "at": at}
        with suppress(Refused):
            made = planning.plan_step(of=ada, until=today + timedelta(days=max(days, 0)), **about)
            if days < 0:
                planning.do_step(step=made, by=ada, at=now - timedelta(days=2))

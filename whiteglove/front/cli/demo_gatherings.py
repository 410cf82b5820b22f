"""Gatherings of the demo company: one was, one is on now, two are to come."""

from __future__ import annotations

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.gatherings import queries, questions
from whiteglove.learning.gatherings.actions import after, attend
from whiteglove.learning.gatherings.actions.plan import Plan, change, schedule
from whiteglove.learning.gatherings.actions.seat import take_seat
from whiteglove.learning.gatherings.models import Gathering

DAY = """A day for everybody who serves, with people from three other houses.

- **Morning**: what we promise, and who keeps it. Short talks, long questions.
- **Noon**: soup, and a walk for whoever likes.
- **Afternoon**: four rooms. Bring one matter that still bothers you.
"""
SAID = ("The four openings. More of them, please.", "", "A longer break would help.")


def gather(company: Company, now: datetime) -> None:
    """Once, where the pack in force has the series."""
    series = queries.series()
    if "webinar-1" not in series or Gathering.objects.exists():
        return
    mo = Person.objects.get(email="mo@whiteglove.example")
    everybody, hour = (company.ada, mo, company.admin), now.replace(minute=0, second=0, microsecond=0)
    was(of(series, "webinar-1", hour - timedelta(days=12), [company.lee]), everybody, company, now)
    on = schedule(plan=of(series, "webinar-2", hour + timedelta(minutes=5), [company.lee]), by=company.lee,
                  at=now - timedelta(days=6))  # fmt: skip
    for one in (company.ada, mo):
        take_seat(gathering=on, by=one, at=now - timedelta(days=5))
    begins = hour.replace(hour=9) + timedelta(days=9)
    day = Plan(title="A day among people who serve", kind="conference", about=DAY, where="Town hall, north entrance",
               starts_at=begins, ends_at=begins + timedelta(hours=8), seats=1,
               hosts=[company.admin, company.lee])  # fmt: skip
    row = schedule(plan=day, by=company.lee, at=now - timedelta(days=3))
    for one in (mo, company.ada):
        take_seat(gathering=row, by=one, at=now - timedelta(days=2))
    later = of(series, "webinar-3", hour.replace(hour=14) + timedelta(days=20), [company.admin], seats=30)
    schedule(plan=later, by=company.lee, at=now - timedelta(days=1))


def of(series, name: str, starts_at: datetime, hosts: list[Person], **more) -> Plan:
    said = series[name]
    return Plan(name=name, title=said["title"], kind=said["kind"], about=said["about"], starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=said["minutes"]), hosts=hosts, link="https://meet.example/learn",
                questions=questions.read(said.get("questions", "")), **more)  # fmt: skip


def was(plan: Plan, people: tuple[Person, ...], company: Company, now: datetime) -> None:
    """Two were there, said how it was, and have their certificate."""
    row = schedule(plan=plan, by=company.lee, at=plan.starts_at - timedelta(days=9))
    for one in people:
        take_seat(gathering=row, by=one, at=plan.starts_at - timedelta(days=8))
    there = {one.pk for one in people}
    attend.mark_attendance(gathering=row, there=there, by=company.lee, at=plan.ends_at)
    after.certify(at=plan.ends_at + timedelta(hours=1))
    told = {one: getattr(plan, one) for one in Plan.__dataclass_fields__}
    told |= {"recording": "https://video.example/webinar-1", "materials": "[The slides](https://files.example/one.pdf)"}
    change(gathering=row, plan=Plan(**told), by=company.lee, at=plan.ends_at + timedelta(days=1))
    for one, useful, words in zip(people, (5, 4, 4), SAID, strict=True):
        after.give_feedback(gathering=row, useful=useful, clear=5, words=words, by=one, at=now - timedelta(days=11))

"""Who stands where on the journey of the demo company. By the real verbs."""

from __future__ import annotations

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials.actions import issue_credential
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.actions import apply, hand_in, judge
from whiteglove.learning.journeys.actions.settle import settle
from whiteglove.learning.journeys.models import Application, Stage

MO = (
    "I have been at the front desk for three months and would like to know what I am good at and what I am not, before "
    "habits settle. Ada told me what the first test showed her."
)
ADA = (
    "I have answered customers for four years. I would like to understand why some of what I do works, and to take "
    "part where people of other houses talk about it."
)
LEE = (
    "I lead seven people. Two of them will soon know more of customers than I do, and I would like to be somebody whom "
    "it is good to learn from."
)
MEETING = (
    "A carpenter told how he says no. Since then I offer what I can do before I say what I can't, and I say until when."
)
LISTENING = (
    "I listened to thirty calls. People are told their number in the queue, and I heard how much calmer they are for "
    "it; in chat we now say it too."
)
PLAIN = "We rewrote each other's refusals. Mine was nine lines and is three now. The new one is among our macros."
EVENINGS = (
    ("Service meets craft, spring meeting", MEETING, "https://meeting.example/spring"),
    ("A day beside a telephone team", LISTENING, ""),
    ("Evening on plain words", PLAIN, "https://words.example/evening"),
)
BOOK = (
    "What I keep: a promise is part of the product. I now write the day into the note and not only into the letter, so "
    "that whoever takes over keeps it as well."
)
LED = (
    "The second line at North Desk: first four people, now seven. Our administrator has the contracts; the two who "
    "began with me can say how it was."
)
SERVED = "Three years at the counter and on the telephone of a water utility. A reference is with the office."
RETURNED = (
    "What you heard, and what you do since, is all there. What is missing is where it was and who can say so: name "
    "them, and hand it in again."
)


def set_out(company: Company, now: datetime) -> None:
    """Once, where the pack in force has a journey: Mo applies, Ada is on level 2, Lee on level 3."""
    if queries.journey() is None or Application.objects.exists():
        return
    mo = Person.objects.get(email="mo@whiteglove.example")
    recognise(company, now)
    ada_goes(company, now)
    lee_goes(company, now)
    apply.apply(level=1, statement=MO, by=mo, at=now - timedelta(hours=5))
    for one in Stage.objects.standing():
        settle(stage=one, at=now)


def recognise(company: Company, now: datetime) -> None:
    """What they had shown before the house had a journey."""
    about = {"evidence": [{"name": "Years of practice", "says": "Recognised when the journey was introduced."}]}
    issue_credential(person=company.ada, achievement="level-1", by=company.lee, at=now - timedelta(days=38), **about)
    for level, day in ((1, 38), (2, 36)):
        at = now - timedelta(days=day)
        issue_credential(person=company.lee, achievement=f"level-{level}", by=company.admin, at=at, **about)


def admit(person: Person, level: int, words: str, by: Person, at: datetime, reason: str) -> None:
    asked = apply.apply(level=level, statement=words, by=person, at=at)
    apply.admit(application=asked, reason=reason, by=by, at=at + timedelta(hours=20))


def ada_goes(company: Company, now: datetime) -> None:
    ada, lee = company.ada, company.lee
    admit(ada, 2, ADA, lee, now - timedelta(days=35), "Gladly. Tell the others what you bring home.")
    for number, (title, words, link) in enumerate(EVENINGS):
        day = now - timedelta(days=30 - 9 * number)
        made = hand_in.hand_in(about="activities", title=title, words=words, on=day.date(), link=link, by=ada,
                               at=day + timedelta(days=1))  # fmt: skip
        if number == 1:
            judge.give_back(evidence=made, reason=RETURNED, by=lee, at=day + timedelta(days=2))
        elif number == 0:
            judge.accept(evidence=made, reason="The part about “until when” is what I hear from you at the desk now.",
                         by=lee, at=day + timedelta(days=2))  # fmt: skip
    hand_in.hand_in(about="books", title="On keeping promises to customers", words=BOOK, by=ada,
                    on=(now - timedelta(days=4)).date(), at=now - timedelta(days=3))  # fmt: skip


def lee_goes(company: Company, now: datetime) -> None:
    """Whoever leads is looked after by an administrator."""
    lee, admin, year = company.lee, company.admin, now.year
    stated = {"by": lee, "at": now - timedelta(days=33)}
    served = hand_in.state_time(role="customer-facing", where="A water utility", words=SERVED,
                                first=now.replace(year - 10, 3, 1).date(), last=now.replace(year - 7, 4, 30).date(),
                                **stated)  # fmt: skip
    led = hand_in.state_time(role="leading", where="North Desk, second line", words=LED,
                             first=now.replace(year - 7, 5, 2).date(), last=None, **stated)  # fmt: skip
    for one in (served, led):
        judge.accept(evidence=one, reason="Confirmed from what the office has.", by=admin, at=now - timedelta(days=32))
    admit(lee, 3, LEE, admin, now - timedelta(days=31), "Yes. The desk will be the better for it.")
    hand_in.hand_in(about="books", title="A book on leading from the second row", by=lee, at=now - timedelta(hours=30),
                    words="I asked less and told more than I thought. For a week I counted my questions in our talks.",
                    on=(now - timedelta(days=2)).date())  # fmt: skip

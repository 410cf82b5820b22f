"""Awards of the demo company: last year's were won, this year's are open."""

from __future__ import annotations

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.awards import queries
from whiteglove.learning.awards.actions import cycle as rounds
from whiteglove.learning.awards.actions import judge as judges
from whiteglove.learning.awards.actions import nominate as verbs
from whiteglove.learning.awards.actions.announce import announce_due
from whiteglove.learning.awards.models import Cycle
from whiteglove.learning.awards.stages import Dates

BY_ADA = """A family wrote on a Thursday: the cot we had sent lacked two screws, and the child was due on Sunday.

Our next parcel would have come on Tuesday. I asked the depot for the two screws alone, found that they
are the same as in a shelf that a shop near the family sells, and asked the shop to put them aside on
our account. The father had them on Friday at ten.

**Afterwards** I wrote down which of our screws are to be had in any shop. The article has been used in
31 tickets since.
"""
FOR_MO = """Mo learns with us since the winter, and has the habit of writing to whoever helped: what it was good
for, two weeks later.

I answered a question about deliveries to islands, and learnt from such a letter that my answer had been
wrong for one of them. I would never have known. Four colleagues told me the same. Since then we ask
*each other* how it went, and twice an article was mended because of it.
"""
BY_LEE = """Every Monday the queue began with forty matters of the weekend, oldest first, and whoever was hurt
waited behind whoever had time.

With Ada and the people of Billing I looked at six Mondays: one in five told of something that couldn't
wait. We wrote down the eleven words by which they can be told, put them first, and answer the others
with the hour at which we will be back. Before, those people waited five hours; now one. What got worse:
the oldest plain question waits two hours longer, and we say so in the answer.
"""
OF_MO = """A caller had been sent from us to the maker and back, three times, and began with: I know you can't help
me either.

Mo said that this must have been tiring, asked what she had hoped for on the first day, and stayed on
the telephone with her while the maker's line rang. Twelve minutes later the three of them had found the
missing page. She asked for Mo's name, to be able to say thank you.
"""
TOLD = ("It went on without you: that is the best of it.", "Tell us next time what one of those letters said.")


def honour(company: Company, now: datetime) -> None:
    """Once, where the pack in force has the categories."""
    if "moment-of-service" not in queries.offered() or Cycle.objects.exists():
        return
    last_year(company, now)
    this_year(company, now)


def last_year(company: Company, now: datetime) -> None:
    """Mo was put forward by Lee, and judged by Ada and the administrator."""
    mo, began = Person.objects.get(email="mo@whiteglove.example"), now - timedelta(days=60)
    row = planned("spring", "Awards of the spring", began, company)
    category = row.categories.select_related("cycle").get(name="colleague-to-all")
    day = began + timedelta(days=2)
    made = verbs.nominate(category=category, nominee=mo, statement=FOR_MO, by=company.lee, at=day)
    verbs.agree(nomination=made, by=mo, at=day)
    gave = ((company.admin, (5, 4, 4), TOLD[0]), (company.ada, (4, 5, 4), TOLD[1]))
    for person, given, words in gave:
        one = judges.appoint(category=category, person=person, by=company.admin, at=day)
        scores = dict(zip(category.weights, given, strict=True))
        judges.score(judge=one, nomination=made, given=scores, words=words, by=person, at=began + timedelta(days=12))
    announce_due(at=began + timedelta(days=21))
    verbs.show(nomination=made, by=mo, at=began + timedelta(days=22))


def this_year(company: Company, now: datetime) -> None:
    """Ada and Lee put themselves forward, Ada asked Mo; nobody has judged yet."""
    mo, began = Person.objects.get(email="mo@whiteglove.example"), now - timedelta(days=5)
    row = planned("autumn", "Awards of the autumn", began, company)
    for name, person, said in (("moment-of-service", company.ada, BY_ADA), ("something-better", company.lee, BY_LEE)):
        category = row.categories.select_related("cycle").get(name=name)
        verbs.nominate(category=category, nominee=person, statement=said, by=person, at=now - timedelta(days=3))
    category = row.categories.select_related("cycle").get(name="moment-of-service")
    verbs.nominate(category=category, nominee=mo, statement=OF_MO, by=company.ada, at=now - timedelta(days=1))
    category = row.categories.select_related("cycle").get(name="something-better")
    for one in (company.admin, company.ada):
        judges.appoint(category=category, person=one, by=company.admin, at=now - timedelta(days=2))


def planned(name: str, title: str, began: datetime, company: Company) -> Cycle:
    times = (began, began + timedelta(days=10), began + timedelta(days=20), began + timedelta(days=21))
    plan = rounds.Plan(name=name, title=title, dates=Dates(*times), categories=list(queries.offered()))
    return rounds.plan(plan=plan, by=company.admin, at=began)

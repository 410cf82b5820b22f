"""What people at the demo company have to show for their learning. By the real verbs."""

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import COMPANY, Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials.actions import issue_credential, revoke, set_up
from whiteglove.learning.credentials.models import Credential

QUEUE = (
    "Twelve requests by email, chat and phone in one morning: eleven solved, all within their targets, each with a "
    "record that a colleague could work from."
)
PORTFOLIO = "Five conversations of the programme, among them an angry customer who was charged twice and stayed."
EVIDENCE = (
    {"name": "A queue over several channels", "says": QUEUE},
    {"name": "Portfolio, reviewed by Lee", "says": PORTFOLIO},
)
RESULTS = ({"name": "Resolution rate", "score": "92 %"}, {"name": "Customers' feedback", "score": "4.6 of 5"})


def certify(company: Company, now: datetime) -> None:
    """Once: Ada's certificate, Mo's first badge, and one that was given to the wrong person."""
    if Credential.objects.exists():
        return
    site = {"url": "https://whiteglove.example", "email": "academy@whiteglove.example"}
    about = "We train the people who answer our customers, and say in public what they have shown."
    set_up(name=COMPANY, about=about, by=company.admin, at=now - timedelta(days=40), **site)
    issue_credential(person=company.ada, achievement="ace-csp", evidence=EVIDENCE, results=RESULTS, by=company.lee,
                     at=now - timedelta(days=12))  # fmt: skip
    mo = Person.objects.get(email="mo@whiteglove.example")
    first = {"achievement": "service-foundations", "by": company.lee}
    issue_credential(person=mo, at=now - timedelta(days=3), **first)
    mistaken = issue_credential(person=company.ada, at=now - timedelta(days=3, minutes=5), **first)
    revoke(credential=mistaken, by=company.lee, at=now - timedelta(days=3), why="mistake", note="Meant for Mo.")

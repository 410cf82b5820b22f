"""Several do the same at the same moment: a place is given once, an address is one's own. PostgreSQL alone."""

import pytest
from django.db import connection

from tests.at_once import at_once
from tests.cast import make_person
from tests.house.samples import AT
from whiteglove.learning.community.actions.ask import accept, ask
from whiteglove.learning.community.actions.offer import offer
from whiteglove.learning.community.actions.publish import publish
from whiteglove.learning.community.models import Mentorship, Offer, Publication

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_the_last_place_is_given_once_and_names_are_told_apart(ada, support):
    offering = {"topics": "Refunds", "about": "", "times": "", "capacity": 1, "by": ada, "at": AT}
    at_once(*[lambda: offer(**offering)] * 3)
    people = [make_person("Ines Roy", f"ines{n}@whiteglove.example", "agent", support) for n in range(3)]
    asked = [
        ask(offer=Offer.objects.get(), topics="", why="I would like to learn this.", by=one, at=AT) for one in people
    ]
    at_once(*[lambda one=one: accept(request=one, by=ada, at=AT) for one in asked])
    assert Mentorship.objects.count() == 1
    shown = {"parts": [], "in_list": False, "indexed": False, "at": AT}
    at_once(*[lambda one=one: publish(by=one, **shown) for one in [*people, people[0]]])
    assert sorted(Publication.objects.values_list("slug", flat=True)) == ["ines-roy", "ines-roy-2", "ines-roy-3"]

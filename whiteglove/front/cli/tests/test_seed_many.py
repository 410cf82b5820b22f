"""Seeding a desk of any size: what the lists count and what search finds are the tickets that stand there."""

from collections import Counter

import pytest

from whiteglove.front.cli.seeding import seed
from whiteglove.service.desk.models import Ticket, places
from whiteglove.service.desk.models.tally import Tally
from whiteglove.service.desk.search.find import find

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_desk_of_any_size_counts_what_it_holds():
    assert seed(tickets=150, say=lambda _: None) == 150
    counted = Counter()
    for view, team, person, n in Tally.objects.values_list("view", "team", "person", "n"):
        counted[view, team, person] += n
    stands = Counter(place for ticket in Ticket.objects.all() for place in places(ticket))
    assert {place: n for place, n in counted.items() if n} == stands


def test_a_seeded_ticket_is_found_by_its_words(admin):
    seed(tickets=150, say=lambda _: None)
    newest = Ticket.objects.latest("pk")
    assert newest.pk in [hit.ticket.pk for hit in find(admin, newest.subject).rows]

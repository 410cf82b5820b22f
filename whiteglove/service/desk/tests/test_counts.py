"""Kept counts are true after any course of events, and lists agree with them."""

import random
from contextlib import suppress

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.actions.fold_tallies import fold_tallies
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import VIEWS, Merge, Tally, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


def real_counts(person) -> dict[str, int]:
    return {view: Ticket.objects.for_view(view, person).count() for view in VIEWS}


def walk(person, view, size=3) -> list[int]:
    """Every ticket of a view, page after page."""
    found, after = [], ""
    while True:
        page = queries.queue(person, view, after, size)
        found += [row.pk for row in page.rows]
        if not page.next:
            return found
        after = page.next


def in_order(person, view) -> list[int]:
    return list(Ticket.objects.for_view(view, person).order_by("rank", "id").values_list("pk", flat=True))


def a_verb(chance: random.Random, people, teams, customer, at):
    """One random act by somebody; what makes no sense is refused, and that is fine."""
    _, lee, admin = people
    ticket = Ticket.objects.order_by("?").first()
    other = Ticket.objects.order_by("?").first()
    by = chance.choice([lee, admin])
    options = [
        lambda: actions.open_ticket(
            customer=customer, by=admin, at=at, subject="x", text="x", team=chance.choice([*teams, None])
        ),
        lambda: actions.assign(ticket=ticket, by=admin, at=at, to=chance.choice(people)),
        lambda: actions.unassign(ticket=ticket, by=admin, at=at),
        lambda: actions.solve(ticket=ticket, by=admin, at=at),
        lambda: actions.reopen(ticket=ticket, by=admin, at=at),
        lambda: actions.snooze(ticket=ticket, by=admin, at=at, until=at + (later(days=1) - NINE)),
        lambda: actions.wake(ticket=ticket, by=admin, at=at),
        lambda: actions.move(ticket=ticket, by=admin, at=at, team=chance.choice(teams)),
        lambda: actions.merge(source=ticket, into=other, by=admin, at=at),
        lambda: actions.unmerge(source=Merge.objects.standing().last().source, by=admin, at=at),
        lambda: actions.escalate(ticket=ticket, by=by, at=at, reason="legal", to=chance.choice(teams)),
        lambda: actions.resolve_escalation(escalation=ticket.escalations.standing().get(), by=admin, at=at),
        lambda: actions.reply(
            ticket=ticket, by=admin, at=at, text="x", seen_message_id=ticket.last_inbound_id,
            then=chance.choice([None, "wait", "solve"]),
        ),
        lambda: actions.undo_reply(message=ticket.messages.replies().last(), by=admin, at=at),
        lambda: fold_tallies(),
    ]  # fmt: skip
    chance.choice(options)()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_counts_and_lists_stay_true(seed, ada, lee, admin, support, billing, mailbox, cleo_amara):
    chance, people = random.Random(seed), [ada, lee, admin]
    with transaction.atomic():
        for n in range(4):
            at = later(minutes=n)
            actions.open_ticket(customer=cleo_amara, by=admin, at=at, subject="x", text="x", team=support)
        for n in range(40):
            # What makes no sense in this state, or isn't there to act on, is refused; that is fine.
            with suppress(Refused, Http404, ObjectDoesNotExist, AttributeError), transaction.atomic():
                a_verb(chance, people, [support, billing], cleo_amara, later(hours=n))
        for person in people:
            assert queries.counts(person) == real_counts(person)
            for view in VIEWS:
                assert walk(person, view) == in_order(person, view)
        transaction.set_rollback(True)


def test_folding_changes_no_count(ticket, ada, lee):
    for person in (ada, lee, ada):
        actions.assign(ticket=ticket, by=lee, at=NINE, to=person)
    before, rows = queries.counts(ada), Tally.objects.count()
    assert fold_tallies() > 0
    assert Tally.objects.count() < rows
    assert queries.counts(ada) == before
    assert fold_tallies() == 0


def test_counts_take_one_statement_and_a_page_two(ticket, ada, django_assert_num_queries):
    assert ada.team_ids
    with django_assert_num_queries(1):
        queries.counts(ada)
    with django_assert_num_queries(3):
        queries.queue(ada, "team")


def test_a_ticket_given_to_somebody_outside_its_team_counts_for_them(ticket, admin, billing):
    from tests.cast import make_person

    guest = make_person("Agent 7", "agent7@whiteglove.example", "agent", billing)
    assert queries.counts(guest)["team"] == 0
    actions.assign(ticket=ticket, by=admin, at=NINE, to=guest)
    assert queries.counts(guest) == real_counts(guest)
    assert walk(guest, "team") == walk(guest, "needs-me") == [ticket.pk]


@pytest.mark.parametrize("after", ["x", "-", "1-", "-1", "9" * 30, "1-2-3", "١-٢", "0-0; DROP TABLE desk_ticket"])
def test_a_broken_cursor_starts_anew(ticket, ada, after):
    assert [row.pk for row in queries.queue(ada, "team", after).rows] in ([ticket.pk], [])
    assert Ticket.objects.exists()


def test_what_is_due_comes_first_then_the_latest_change(ada, mailbox, cleo_amara):
    quiet_old, quiet_new, due_late, due_soon = (
        actions.open_ticket(customer=cleo_amara, by=ada, at=later(minutes=n), subject="x", text="x") for n in range(4)
    )
    for row, due in ((due_late, later(hours=9)), (due_soon, later(hours=1)), (quiet_old, None), (quiet_new, None)):
        row.due_at = due
        row.save()
    assert walk(ada, "team") == [due_soon.pk, due_late.pk, quiet_new.pk, quiet_old.pk]


def test_solved_ones_come_newest_first(ada, mailbox, cleo_amara):
    tickets = [actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject=str(n), text="x") for n in range(3)]
    for n, row in enumerate(tickets):
        actions.solve(ticket=row, by=ada, at=later(hours=5 - n))
    assert walk(ada, "solved") == [row.pk for row in tickets]


def unlearn(cursor) -> None:
    """What SQLite has learnt of the few rows of other tests."""
    cursor.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")
    if cursor.fetchone():
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")


def test_views_are_read_from_their_own_index(ticket, ada, lee):
    """On both engines: never the whole table, never a sort of more than a page a team."""
    from django.db import connection

    for view in VIEWS:
        sql = queries.union(queries._branches(ada, view), view, None, 26)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute("SET LOCAL enable_bitmapscan = off")
                # Of a handful of rows every index that needs no sorting is as good: which one is taken hangs on what
                # the server learnt of other tests' rows. SQLite below asks for each by its name.
                cursor.execute("SET LOCAL enable_sort = off")
                cursor.execute(f"EXPLAIN {sql}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
                assert "Index" in plan and "Seq Scan" not in plan and "Sort  (" not in plan, plan
            else:
                unlearn(cursor)
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = "\n".join(row[3] for row in cursor.fetchall())
                assert f"ticket_{view.replace('-', '_')}" in plan, (view, plan)
                assert "SCAN desk_ticket\n" not in plan, plan

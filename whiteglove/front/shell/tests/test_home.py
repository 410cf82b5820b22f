"""Where each of the cast arrives."""

from datetime import UTC, datetime

import pytest

from whiteglove.front.shell import checklist
from whiteglove.learning.standards.actions import load_standard
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions import recognise
from whiteglove.service.desk.models import Message, Ticket

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def ticket(subject="Charged twice", **fields):
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=AT)
    return Ticket.objects.create(customer=cleo, subject=subject, opened_at=AT, changed_at=AT, **fields)


def test_an_agent_who_never_answered_gets_a_ticket_to_answer(ada, support, signed_in):
    free = ticket(team=support)
    assert signed_in(ada).get("/")["Location"] == f"/desk/tickets/{free.pk}/"
    mine = ticket("Refund", team=support, assignee=ada)
    assert signed_in(ada).get("/")["Location"] == f"/desk/tickets/{mine.pk}/"


def test_an_agent_who_has_answered_goes_to_the_queue(ada, support, signed_in):
    free = ticket(team=support)
    Message.objects.create(ticket=free, kind="reply", author=ada, at=AT, text="Hello Cleo")
    assert signed_in(ada).get("/")["Location"] == "/desk/"


def test_with_nothing_to_answer_the_queue_it_is(ada, signed_in, billing):
    ticket(team=billing)
    assert signed_in(ada).get("/")["Location"] == "/desk/"


def test_an_administrator_sees_what_is_not_set_up_yet(admin, signed_in):
    page = signed_in(admin).get("/").content.decode()
    assert "Put the standard in force" in page and "Connect a mailbox" in page and "Invite your colleagues" in page


def test_a_lead_is_not_asked_for_what_only_an_administrator_can_do(lee, signed_in):
    page = signed_in(lee).get("/").content.decode()
    assert "Invite your colleagues" in page
    assert "Put the standard in force" not in page and "Connect a mailbox" not in page


def test_when_everything_is_set_up_the_desk_it_is(admin, ada, signed_in):
    load_standard(by=admin, at=AT)
    Account.objects.create(name="Support", address="support@whiteglove.example", is_default=True)
    ticket()
    assert list(checklist.undone(admin)) == []
    assert signed_in(admin).get("/")["Location"] == "/desk/"


def test_a_trainee_reads_what_will_come_and_what_can_be_done_now(mo, admin, signed_in):
    load_standard(by=admin, at=AT)
    page = signed_in(mo).get("/").content.decode()
    assert "Read the standard" in page and "What will come" in page and 'href="/desk/"' not in page
    assert "/practice/" in page and "/desk/practice/" in page


def test_a_customer_gets_a_kind_word_and_the_address_to_write_to(cleo, signed_in):
    Account.objects.create(name="Support", address="support@whiteglove.example", is_default=True)
    page = signed_in(cleo).get("/").content.decode()
    assert "support@whiteglove.example" in page and "/customers/" not in page


def test_zed_learns_whom_to_ask(zed, admin, signed_in):
    page = signed_in(zed).get("/").content.decode()
    assert "No access yet" in page and "Administrator" in page and "admin@whiteglove.example" in page
    assert "rail" not in page


def test_a_stranger_signs_in_first(client, admin):
    answer = client.get("/")
    assert answer.status_code == 302 and "login" in answer["Location"]


def test_home_costs_a_known_number_of_queries(admin, signed_in, django_assert_max_num_queries):
    boss = signed_in(admin)
    with django_assert_max_num_queries(14):
        boss.get("/")

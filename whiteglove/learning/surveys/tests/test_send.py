"""The mail as it really leaves, through a mail server; and a survey found in the portal instead."""

from email import message_from_bytes, policy

import pytest
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.learning.surveys import links
from whiteglove.learning.surveys.models import SurveyAnswer
from whiteglove.service.channels.actions import deliver
from whiteglove.service.channels.tests.outside import OutsideServer
from whiteglove.service.customers.actions import visit
from whiteglove.service.customers.actions.recognise import recognise

from .conftest import ASKED, NINE, SOLVED, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside():
    server = OutsideServer()
    server.start()
    yield server
    server.stop()


def test_what_arrives_can_be_answered_left_and_replied_to(asked, mailbox, outside):
    mailbox.settings["smtp"] = {"host": "127.0.0.1", "port": outside.port, "security": "none"}
    mailbox.settings["plus_addressing"] = True
    mailbox.save()
    deliver(asked.outgoing_id, ASKED)
    sender, recipients, raw = outside.received[0]
    mail, address = message_from_bytes(raw, policy=policy.default), links.whole("page", links.token_of(asked.pk))
    assert recipients == ["cleo@customer.example"] and sender.endswith("@whiteglove.example")
    assert mail["List-Unsubscribe"] == f"<{address}stop/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"].startswith("auto-") and mail["X-Auto-Response-Suppress"] == "All"
    assert f"+t.ticket-{asked.ticket_id}-" in mail["Reply-To"]
    for part in ("plain", "html"):
        text = mail.get_body((part,)).get_content()
        assert [f"{address}{score}/" in text for score in range(6)] == [False, *[True] * 5]


def come_in(email: str) -> Client:
    visitor = Client()
    link = visit.ask_for_link(email=email, network="192.0.2.1", at=clock.now())
    assert visitor.post(f"/my/in/{link.token}/").status_code == 302
    return visitor


def test_a_solved_request_asks_in_the_portal_and_no_mail_follows(planned, ticket, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: SOLVED)
    visitor = come_in("cleo@customer.example")
    page = visitor.get(f"/my/requests/{ticket.pk}/?in=de").content.decode()
    assert "Wie zufrieden sind Sie" in page and "Wählen Sie eine Zahl" in page
    link = f"/survey/{links.token_of(planned.pk)}/?in=de&from=portal"
    assert link.replace("&", "&amp;") in page
    visitor.post(link, {"score": "5", "from": "portal"})
    assert SurveyAnswer.objects.get().source == "portal"
    assert "<strong>5 / 5</strong>" in visitor.get(f"/my/requests/{ticket.pk}/?in=de").content.decode()
    planned.refresh_from_db()
    assert planned.asked_at == SOLVED and planned.outgoing is None


def test_nobody_else_and_no_open_request_is_asked_in_the_portal(ticket, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: later())
    recognise(email="jonas@customer.example", name="Jonas Weber", at=NINE)
    assert "/survey/" not in come_in("cleo@customer.example").get(f"/my/requests/{ticket.pk}/").content.decode()
    assert come_in("jonas@customer.example").get(f"/my/requests/{ticket.pk}/").status_code == 404

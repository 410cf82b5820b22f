"""From letters, the help centre and the form to the portal; and nowhere, where there is none."""

import pytest
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.desk.actions.rules import change_rules
from whiteglove.service.desk.models import Ticket

from .conftest import CLEO, answered, link_for

pytestmark = pytest.mark.django_db
MAIL = b"From: Cleo <cleo@customer.example>\r\nTo: support@whiteglove.example\r\nSubject: Lost\r\n\r\nWhere is it?\r\n"


def test_letters_lead_to_the_request_in_their_readers_language(ticket, cleo_amara, ada):
    cleo_amara.language = "fr"
    cleo_amara.save(update_fields=["language"])
    answered(ticket, ada, "Nous cherchons.")
    line = Outgoing.objects.get().signature.splitlines()[-1]
    assert line.startswith("Voir cette demande") and line.endswith(f"/my/requests/{ticket.pk}/")


def test_so_does_the_acknowledgement(mailbox):
    change_rules(by=None, at=clock.now(), acknowledge=True, acknowledgement="We have it.")
    process(receive(MAIL, account=mailbox, at=clock.now()).pk, clock.now())
    assert f"/my/requests/{Ticket.objects.get().pk}/" in Outgoing.objects.get().signature


def test_a_letter_to_somebody_else_and_a_house_without_a_portal_lead_nowhere(ticket, ada, settings):
    answered(ticket, ada, "Is it there?", to=[{"name": "", "address": "supplier@parts.example"}])
    settings.PORTAL_AT = ""
    answered(ticket, ada, "We look.")
    assert {row.signature for row in Outgoing.objects.all()} == {""}


@pytest.mark.parametrize(("at", "shown"), [("/my/", True), ("", False)])
def test_the_help_centre_leads_here_where_there_is_a_portal(db, settings, at, shown):
    settings.PORTAL_AT = at
    assert (b"See all your requests" in Client().get("/help/en/").content) is shown


def test_who_comes_by_a_letter_is_led_on_to_the_request(ticket):
    browser = Client()
    asked = browser.get(f"/my/requests/{ticket.pk}/")
    assert asked["Location"] == f"/my/sign-in/?to={ticket.pk}"
    link = link_for(CLEO, f"?to={ticket.pk}")
    assert browser.post(link)["Location"] == f"/my/requests/{ticket.pk}/"
    assert browser.get(f"/my/sign-in/?to={ticket.pk}")["Location"] == f"/my/requests/{ticket.pk}/"
    assert browser.get("/my/sign-in/?to=//evil.example")["Location"] == "/my/"

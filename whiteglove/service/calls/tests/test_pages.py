"""The pages of calls: who sees them, what they cost, and what is kept of a customer."""

import pytest
from django.test import Client
from django.urls import reverse

from whiteglove.service.calls import actions
from whiteglove.service.calls.models import Sheet
from whiteglove.service.calls.queries import colleagues, running
from whiteglove.service.channels.models import Arrival, Call, CallRecording, Extension
from whiteglove.service.customers.actions import erase, export_customer
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.desk.search import find

from .conftest import NINE, NUMBER, later


@pytest.fixture
def as_ada(ada, signed_in) -> Client:
    return signed_in(ada)


def test_one_enter_opens_a_sheet(as_ada, ada):
    answer = as_ada.post("/calls/", {"direction": "in", "number": ""})
    sheet = Sheet.objects.get()
    assert answer.headers["Location"] == f"/calls/{sheet.pk}/"
    page = as_ada.get(f"/calls/{sheet.pk}/").content.decode()
    assert "Who is it?" in page and 'data-key="alt+p"' in page


def test_a_call_is_worked_by_its_doors(as_ada, ada, call):
    here = f"/calls/{call.pk}/"
    assert as_ada.post(f"{here}lines/", {"side": "they", "text": "<b>It leaks</b>", "id": "one"}).status_code == 302
    assert as_ada.post(f"{here}ticket/", {"subject": "Kettle"}).status_code == 302
    for step in ("hold", "check_in", "resume", "join", "end"):
        assert as_ada.post(f"{here}steps/", {"name": step}).status_code == 302
    assert (
        as_ada.delete(f"{here}steps/?only=joined").status_code == 409
    )  # the way back of an older step undoes no later one
    assert as_ada.post(f"{here}steps/", {"name": "hold"}).status_code == 409
    assert as_ada.post(f"{here}wrap-up/", {"outcome": "goes_on"}).status_code == 302
    page = as_ada.get(here).content.decode()
    assert "&lt;b&gt;It leaks&lt;/b&gt;" in page and "Goes on. Wrapped up" in page
    assert [hit.ticket.subject for hit in find(ada, "channel:phone").rows] == ["Kettle"]


def test_the_list_costs_the_same_however_many_calls(as_ada, ada, line, django_assert_max_num_queries):
    for n in range(4):
        sheet = actions.take_call(by=ada, at=later(minutes=n), number=f"+493012345{n}0", line=line)
        actions.hang_up(sheet=sheet, by=ada, at=later(minutes=n, seconds=30))
    with django_assert_max_num_queries(14):
        as_ada.get("/calls/")


def test_another_team_sees_nothing_of_it_until_it_is_passed_to_them(ada, call, billing, signed_in):
    from tests.cast import make_person

    other = make_person("Uwe Billing", "uwe@whiteglove.example", "agent", billing)
    client = signed_in(other)
    assert client.get(f"/calls/{call.pk}/").status_code == 404
    assert other in colleagues(ada, NINE)
    actions.pass_on(sheet=call, by=ada, at=later(seconds=30), to=other, summary="A question of billing")
    assert b"passes this call to you" in client.get(f"/calls/{call.pk}/").content
    assert b"is passed to you by Ada" in client.get("/calls/ringing/").content


def test_ones_own_call_is_in_sight_until_it_is_wrapped_up(ada, call, billing, as_ada):
    actions.place(sheet=call, by=ada, at=later(seconds=9), subject="Kettle")
    Ticket.objects.update(team=billing, assignee=None)
    assert (running(ada), as_ada.get(f"/calls/{call.pk}/").status_code) == ([call], 200)
    Sheet.objects.update(wrapped_at=NINE)
    assert (running(ada), as_ada.get(f"/calls/{call.pk}/").status_code) == ([], 404)


def test_a_ringing_call_pops_up_where_its_extension_is(as_ada, ada, exchange, cleo_amara):
    Extension.objects.create(person=ada, number="21")
    exchange("ringing", extension="21")
    assert b"Cleo Amara</strong> is calling" in as_ada.get("/calls/ringing/").content
    exchange("answered", after=5, extension="22")
    assert b"is calling" not in as_ada.get("/calls/ringing/").content


def test_beside_the_ticket_stands_what_was_left_on_the_voicemail(as_ada, exchange, cleo_amara):
    exchange("ended")
    exchange("voicemail", after=9, recording="https://pbx.example/1.wav", transcript="It <leaks>")
    panel = reverse("ui:panel", args=["ticket.sidebar", "calls.calls_of_ticket"])
    page = as_ada.get(panel, {"ticket": Ticket.objects.get().pk}).content.decode()
    assert "https://pbx.example/1.wav" in page and "It &lt;leaks&gt;" in page


def test_a_customers_calls_go_out_with_their_data_and_are_erased_with_it(exchange, cleo_amara, admin):
    exchange("missed")
    exchange("voicemail", call="c2", audio="UklGRg==", transcript="It leaks")
    exchange("ended", call="c2", after=9)
    told = export_customer(customer=cleo_amara, by=admin, at=later(hours=1))["calls"]
    assert [one["number"] for one in told] == [NUMBER, NUMBER]
    assert told[1]["recordings"][0]["transcript"] == "It leaks"
    erase(customer=cleo_amara, by=admin, at=later(hours=2))
    assert not CallRecording.objects.exists()
    assert set(Call.objects.values_list("number", flat=True)) == {""}
    assert not Message.objects.filter(text__contains="leaks").exists()
    assert not Ticket.objects.filter(subject__contains="30 123456").exists()
    exchange("voicemail", call="c2", after=60, id="late", transcript="It still leaks")
    assert not CallRecording.objects.exists()
    assert all(NUMBER.encode() not in row.raw.content for row in Arrival.objects.select_related("raw"))

"""What a telephone exchange tells of its calls, each notice one signed request."""

import base64
import json
from itertools import permutations

import pytest
from django.urls import reverse

from tests.at_once import at_once
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Arrival, Call, CallRecording, Extension
from whiteglove.service.channels.phone.actions import drop_old_recordings
from whiteglove.service.desk.models import Commitment, Message, Solution, Ticket

from .conftest import NINE, NUMBER, headers, later


def test_a_whole_call_in_which_somebody_answered(exchange, ada, cleo_amara):
    Extension.objects.create(person=ada, number="21")
    exchange("ringing", extension="21")
    exchange("answered", after=7, extension="21")
    exchange("held", after=60)
    exchange("resumed", after=100)
    exchange("ended", after=200)
    sheet = Sheet.objects.select_related("call").get()
    assert (sheet.customer, sheet.call.person, sheet.call.number) == (cleo_amara, ada, NUMBER)
    assert (sheet.became, sheet.waited, sheet.held, sheet.wrapped_at) == ("spoken", 7, 40, None)
    assert not Ticket.objects.exists()


def test_what_is_told_twice_happened_once(exchange, client, db):
    exchange("ringing", id="same")
    answer = exchange("ringing", id="same")
    assert (answer.status_code, answer.json()["known_already"]) == (202, True)
    assert Call.objects.get().marks.count() == 1


def test_a_missed_call_is_owed_one_call_back_however_often_it_rings(exchange, cleo_amara, standard_loaded):
    for n, call in enumerate(("c1", "c2", "c3")):
        exchange("ringing", call=call, after=n * 60)
        exchange("missed", call=call, after=n * 60 + 20)
    ticket, owed = Ticket.objects.get(), Commitment.objects.get()
    assert (ticket.customer, ticket.channel, ticket.promised, ticket.subject) == (
        cleo_amara, "phone", 1, "Missed call from +49 30 123456"
    )  # fmt: skip
    assert (owed.phone, owed.person, owed.due_at) == ("+49 30 123456", None, later(seconds=20, hours=4))
    assert Message.objects.filter(ticket=ticket).count() == 3


TOLD = (("ringing", 0), ("answered", 7.5), ("ended", 60))


@pytest.mark.parametrize("order", list(permutations(TOLD)), ids=lambda order: "-".join(name for name, _ in order))
def test_in_whatever_order_it_is_told_a_spoken_call_is_owed_nothing(exchange, ada, cleo_amara, order):
    Extension.objects.create(person=ada, number="21")
    for name, after in order:
        exchange(name, after=60, at=later(seconds=after).isoformat(), extension="21")
    sheet = Sheet.objects.select_related("call").get()
    assert (sheet.became, sheet.outcome, sheet.wrapped_at, sheet.call.person) == ("spoken", "", None, ada)
    assert sheet.waited == 8
    assert not Commitment.objects.unsettled().exists()
    assert set(Ticket.objects.values_list("promised", "subject")) <= {(0, "Call from +49 30 123456")}
    assert not Message.objects.standing().exists()


def test_who_rang_again_meanwhile_is_still_owed_a_call(exchange, ada, cleo_amara):
    exchange("ended", call="c1", after=60)
    exchange("missed", call="c2", after=120)
    exchange("answered", call="c1", after=121, at=later(seconds=5).isoformat())
    assert (Commitment.objects.unsettled().count(), Sheet.objects.get(call__external_id="c1").wrapped_at) == (1, None)


def test_a_call_that_only_rang_is_missed_after_ten_minutes_until_the_exchange_knows_better(exchange, ada, cleo_amara):
    from whiteglove.service.calls.actions import close_forgotten

    Extension.objects.create(person=ada, number="21")
    exchange("ringing")
    close_forgotten(at=later(minutes=9))
    assert not Ticket.objects.exists()
    close_forgotten(at=later(minutes=11))
    assert (Sheet.objects.get().became, Commitment.objects.unsettled().count()) == ("missed", 1)
    assert Message.objects.get().text == "Missed call."
    exchange("answered", after=700, at=later(seconds=20).isoformat(), extension="21")
    sheet = Sheet.objects.select_related("call").get()
    assert (sheet.call.state, sheet.call.person, sheet.became, sheet.wrapped_at) == ("talking", ada, "", None)
    assert not Commitment.objects.unsettled().exists()


def test_a_call_the_exchange_passes_on_takes_its_ticket_along(exchange, ada, lee, cleo_amara):
    from whiteglove.service.calls import actions

    Extension.objects.create(person=ada, number="21")
    Extension.objects.create(person=lee, number="22")
    exchange("answered", extension="21")
    ticket = actions.place(sheet=Sheet.objects.get(), by=ada, at=later(seconds=9), subject="Kettle")
    exchange("transferred", after=20, extension="21", to_extension="22", id="x" * 120)
    ticket.refresh_from_db()
    assert (ticket.assignee, Call.objects.get().person) == (lee, lee)


def test_a_number_withheld_can_be_called_back_by_nobody(exchange):
    exchange("ringing", **{"from": "anonymous"})
    exchange("ended", after=12, **{"from": "anonymous"})
    sheet = Sheet.objects.get()
    assert (sheet.became, sheet.outcome) == ("missed", "nothing")
    assert not Ticket.objects.exists()


def test_a_voicemail_is_kept_with_its_words_for_so_many_days(exchange):
    exchange("ringing")
    exchange("voicemail", after=40, audio=base64.b64encode(b"RIFFsound").decode(), audio_type="text/html",
             transcript="Please call me about my kettle.")  # fmt: skip
    exchange("ended", after=41)
    assert all(len(row.raw.content) < 500 for row in Arrival.objects.select_related("raw"))
    kept = CallRecording.objects.get()
    assert (bytes(kept.blob.content), kept.type) == (b"RIFFsound", "audio/wav")
    assert Message.objects.get(kind="inbound").text == "Please call me about my kettle."
    assert drop_old_recordings(at=later(days=91)) == 1
    kept.refresh_from_db()
    assert (kept.blob, kept.transcript) == (None, "Please call me about my kettle.")


def test_a_voicemail_that_is_told_after_the_end_is_heard_all_the_same(exchange, cleo_amara):
    exchange("ringing")
    exchange("ended", after=20)
    exchange("voicemail", after=50, recording="https://pbx.example/1.wav", transcript="It's about my kettle.")
    said = Message.objects.get(kind="inbound")
    assert (said.text, said.ticket, said.customer) == ("It's about my kettle.", Ticket.objects.get(), cleo_amara)
    assert Commitment.objects.unsettled().count() == 1
    told = b" ".join(bytes(row.raw.content) for row in Arrival.objects.select_related("raw"))
    assert b"pbx.example" not in told and b"call.ended" in told


@pytest.mark.parametrize("wrong", ["secret", "late", "line"])
def test_who_doesnt_sign_is_refused_alike(client, line, wrong, settings):
    body = json.dumps({"id": "e1", "event": "call.ringing", "call": "c1"}).encode()
    signed = headers(body, later(minutes=-6), "x" * 48 if wrong == "secret" else "k" * 48)
    address = "/phone/nowhere/events/" if wrong == "line" else "/phone/support/events/"
    answer = client.post(address, body, content_type="application/json", headers=signed)
    assert answer.status_code == 401
    assert not Arrival.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_missed_calls_at_once_are_one_matter(line):
    def missed(call: str):
        told = {"id": call, "event": "call.missed", "call": call, "from": NUMBER, "at": NINE.isoformat()}
        body = json.dumps(told).encode()
        return lambda: process(receive(body, account=line, at=NINE, kind="phone", key=call).pk, NINE).state

    assert at_once(missed("c1"), missed("c2")) == ["filed", "filed"]
    assert (Ticket.objects.count(), Commitment.objects.count(), Sheet.objects.count()) == (1, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_the_answer_and_the_end_told_at_once_are_a_spoken_call(line, ada):
    Extension.objects.create(person=ada, number="21")

    def notice(event: str, after: int):
        told = {"id": event, "event": f"call.{event}", "call": "c1", "from": NUMBER, "extension": "21",
                "at": later(seconds=after).isoformat()}  # fmt: skip
        body, now = json.dumps(told).encode(), later(minutes=2)
        return lambda: process(receive(body, account=line, at=now, kind="phone", key=event).pk, now).state

    assert at_once(notice("ended", 60), notice("answered", 5)) == ["filed", "filed"]
    assert (Sheet.objects.get().became, Sheet.objects.get().outcome) == ("spoken", "")
    assert not Commitment.objects.unsettled().exists()


def test_killed_before_it_was_filed_it_is_filed_once(line, monkeypatch):
    """What is kept and not filed is done anew; what is filed isn't done again."""
    from whiteglove.service.calls.actions import miss

    body = json.dumps({"id": "e1", "event": "call.missed", "call": "c1", "from": NUMBER}).encode()
    arrival = receive(body, account=line, at=NINE, kind="phone", key="e1")
    with monkeypatch.context() as dying:
        dying.setattr(miss, "promise", lambda *told: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            process(arrival.pk, NINE)
    assert not Ticket.objects.exists()
    for _ in range(2):
        process(arrival.pk, later(minutes=5))
    assert (Ticket.objects.count(), Commitment.objects.count()) == (1, 1)


def test_numbers_are_those_of_the_rows_behind_them(exchange, ada, lee, cleo_amara, standard_loaded):
    """Answered after 7 s and after 20 s, one held for too long and solved; one missed; one of no known ringing."""
    from whiteglove.service.calls import actions, call_counts
    from whiteglove.service.desk.actions import solve

    Extension.objects.create(person=ada, number="21")
    for call, after in (("c1", 7), ("c2", 20)):
        exchange("ringing", call=call)
        exchange("answered", call=call, after=after, extension="21")
    exchange("held", call="c1", after=30)
    exchange("resumed", call="c1", after=155)
    exchange("ended", call="c1", after=200)
    exchange("ended", call="c2", after=60)
    exchange("missed", call="c3", after=10)
    sheet = Sheet.objects.get(call__external_id="c1")
    ticket = actions.place(sheet=sheet, by=ada, at=later(seconds=210), subject="Kettle")
    solve(ticket=ticket, by=None, at=later(minutes=20))
    by_hand = actions.take_call(by=ada, at=later(hours=1))
    actions.hang_up(sheet=by_hand, by=ada, at=later(hours=1, minutes=1))
    day, now = NINE.date(), later(hours=2)
    whole = call_counts.counts(lee, day, day, now).whole.sum
    assert dict(whole.numbers) == {
        "calls": 4, "answered": 3, "quick": 1, "missed": 1, "held": 1, "long": 1, "passed": 0, "first": 1, "at_once": 1
    }  # fmt: skip
    assert (whole.wait, whole.talk) == (14, round((68 + 40 + 60) / 3))
    for which, many in whole.numbers:
        assert len(call_counts.behind(lee, day, day, now, which=which).rows) == many, which
    Solution.objects.update(at=later(minutes=-5))
    assert call_counts.counts(lee, day, day, now).whole.sum.at_once == 0


def test_trying_the_line_says_when_the_exchange_last_told_of_a_call(line, exchange, admin, signed_in):
    def tried() -> str:
        return signed_in(admin).post(reverse("channels:connection", args=[line.pk])).content.decode()

    assert "hasn&#x27;t told us of any call yet" in tried()
    exchange("ringing")
    assert "last told us of a call on" in tried()

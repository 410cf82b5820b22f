"""A fault let be at the coach is an answer to the finding in the reply that is sent: not so, until taken back."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.learning.standards.actions import let_be, load_standard, mind_again, read_ticket
from whiteglove.learning.standards.coach_situation import here_now, memory
from whiteglove.learning.standards.coaching import key_of
from whiteglove.learning.standards.models import Correction, LetBe, Reading
from whiteglove.learning.standards.queries import corrections, learnings
from whiteglove.service.customers.actions import erase
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.errors import Refused

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TEXT = "Hello Cleo. You should have told us sooner."
BLAMES = key_of("fault.blame", "You should have")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _forgets():
    memory.clear()
    here_now.clear()


@pytest.fixture
def sends(reads, ticket, ada, at):
    """`sends(text)`: Ada replies a minute later, and it is read; the message."""

    def send(text: str = TEXT, by=ada, minutes: int = 1):
        when = at + minutes * MINUTE
        made = desk.reply(ticket=ticket, by=by, at=when, text=text, seen_message_id=ticket.last_inbound_id)
        read_ticket(ticket=ticket.pk, at=when)
        return made

    return send


def blamed(message) -> str:
    """The answer to the finding: "", "no" or "yes"."""
    found = Reading.objects.filter(message=message).latest("id").findings
    return next(one["answer"] for one in found if one["behaviour"] == "fault.blame")


def door(ticket) -> str:
    return f"/standards/coach/{ticket.pk}/let-be/"


def test_what_was_let_be_is_not_so_in_the_reply_that_is_sent(sends, ticket, ada, at):
    row = let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    message = sends()
    answer = Correction.objects.get()
    assert (answer.message, answer.behaviour, answer.sentence) == (message, "fault.blame", TEXT[len("Hello Cleo. ") :])
    assert (answer.verdict, answer.found, answer.by, answer.side) == (False, True, ada, "agent")
    row.refresh_from_db()
    assert (blamed(message), row.message) == ("no", message)
    assert Event.objects.get(name="reading.corrected").facts["correction"] == answer.pk


def test_without_it_the_finding_stands(sends):
    assert blamed(sends()) == ""
    assert not Correction.objects.exists()


def test_it_holds_for_one_reply_of_its_writer_and_none_before(sends, ticket, ada, lee, at):
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at + 2 * MINUTE)
    assert [blamed(sends()), blamed(sends(by=lee, minutes=3)), blamed(sends(minutes=4))] == ["", "", "no"]
    assert blamed(sends(minutes=5)) == ""


def test_a_reply_taken_back_is_being_written_again(sends, ticket, ada, at):
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    message = sends()
    assert not LetBe.objects.open().exists()
    desk.undo_reply(message=message, by=ada, at=at + MINUTE)
    assert LetBe.objects.open().exists()
    assert blamed(sends(minutes=2)) == "no"


def test_sent_again_it_is_learnt_from_once(sends, ticket, ada, at):
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    desk.undo_reply(message=sends(), by=ada, at=at + MINUTE)
    again = sends(minutes=2)
    assert Correction.objects.to_learn_from().get().message == again
    assert [(one.answers, one.yes) for one in learnings()] == [(1, 0)]
    assert [one["message"] for one in corrections()] == [again.pk]


def test_what_is_not_in_the_reply_any_more_answers_nothing(sends, ticket, ada, at):
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    sends("Hello Cleo. We look.")
    assert not Correction.objects.exists() and not LetBe.objects.open().exists()


def test_it_is_taken_back_before_and_after_sending(sends, ticket, ada, at):
    mind_again(row=let_be(ticket=ticket, key=BLAMES, by=ada, at=at), by=ada, at=at)
    assert not LetBe.objects.exists()
    row = let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    message = sends()
    row.refresh_from_db()
    mind_again(row=row, by=ada, at=at)
    assert blamed(message) == "" and not Correction.objects.standing().exists()


def test_it_holds_when_another_reader_reads_the_reply_again(sends, ticket, ada, at, small_pack):
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    message = sends()
    path = small_pack / "behaviours" / "apology.yaml"
    path.write_text(path.read_text().replace("sorry", "apologies"))
    load_standard(by=None, at=at, path=small_pack)
    read_ticket(ticket=ticket.pk, at=at, again=True)
    assert Reading.objects.filter(message=message).count() == 2 and blamed(message) == "no"


def test_nothing_of_the_draft_is_kept_and_nothing_announced(reads, ticket, ada, at):
    before = Event.objects.count()
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at + MINUTE)
    assert "should" not in str(LetBe.objects.values()) and LetBe.objects.count() == 1
    assert Event.objects.count() == before


def test_erasing_the_customer_leaves_nothing(sends, ticket, ada, admin, at):
    let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    sends()
    erase(customer=ticket.customer, by=admin, at=at)
    assert not LetBe.objects.exists() and not Correction.objects.exists()


def test_one_press_silences_the_coach_and_undo_brings_it_back(reads, ticket, ada, signed_in):
    browser = signed_in(ada)

    def asked() -> str:
        return browser.post(f"/standards/coach/{ticket.pk}/", {"text": TEXT}).content.decode()

    assert f'data-lets="{BLAMES}"' in asked()
    answer = browser.post(door(ticket), {"key": BLAMES}, headers=HTMX)
    assert answer.status_code == 204 and "coach:changed" in answer.headers["HX-Trigger"]
    assert "data-fault" not in asked()
    toast = json.loads(answer.headers["HX-Trigger"])["ui:toasts"]["toasts"][0]
    assert toast["text"] == "Noted: not blames."
    browser.delete(toast["undo"]["url"], headers=HTMX)
    assert "data-fault" in asked()


@pytest.mark.parametrize("key", ["", "fault.blame", "fault.blame:you should have", "greeting:0123456789abcdef"])
def test_what_the_coach_never_says_cannot_be_let_be(key, reads, ticket, ada, signed_in):
    answer = signed_in(ada).post(door(ticket), {"key": key}, headers=HTMX)
    assert answer.status_code == 409 and not LetBe.objects.exists()


def test_no_reply_has_fifty_such_faults(reads, ticket, ada, at):
    for number in range(50):
        let_be(ticket=ticket, key=f"fault.blame:{number:016x}", by=ada, at=at)
    with pytest.raises(Refused):
        let_be(ticket=ticket, key=BLAMES, by=ada, at=at)


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_who_may_not_correct_lets_nothing_be(who, reads, ticket, ada, at, signed_in, request):
    nobody = request.getfixturevalue(who)
    row = let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    with pytest.raises(PermissionDenied):
        let_be(ticket=ticket, key=BLAMES, by=nobody, at=at)
    with pytest.raises(PermissionDenied):
        mind_again(row=row, by=nobody, at=at)
    browser = signed_in(nobody)
    assert browser.post(door(ticket), {"key": BLAMES}).status_code == 403
    assert browser.delete(f"{door(ticket)}{row.pk}/").status_code == 403
    assert LetBe.objects.get() == row


def test_a_colleague_and_another_team_find_nothing_of_it(reads, ticket, ada, lee, billing, at, signed_in):
    row = let_be(ticket=ticket, key=BLAMES, by=ada, at=at)
    assert signed_in(lee).delete(f"{door(ticket)}{row.pk}/").status_code == 404
    with pytest.raises(Refused):
        mind_again(row=row, by=lee, at=at)
    stranger = make_person("Lead 7", "lead7@whiteglove.example", "lead", billing)
    assert signed_in(stranger).post(door(ticket), {"key": BLAMES}).status_code == 404
    with pytest.raises(Http404):
        let_be(ticket=ticket, key=BLAMES, by=stranger, at=at)
    assert LetBe.objects.get() == row

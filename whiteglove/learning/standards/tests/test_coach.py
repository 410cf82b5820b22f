"""The coach at the door: who may ask, what it whispers, and that nothing of it stays."""

import json
import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session

from whiteglove.ground.events.models import Event
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.packs.reading import Pack, read
from whiteglove.learning.standards import coach_situation, reader_in_force
from whiteglove.learning.standards.actions import SHIPPED, let_be, rest_coach, wake_coach
from whiteglove.learning.standards.coach import whisper
from whiteglove.learning.standards.coach_situation import here_now, memory
from whiteglove.learning.standards.coaching import key_of
from whiteglove.learning.standards.models import CoachRest
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Draft, Message

# Who may open what, what is learnt and what is whispered doesn't hang on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
# By their numbers the reader knows whether it must be made anew, and PostgreSQL never gives the same ones twice.
ALWAYS = 1_000_000
BLAMING = "Hello Cleo, thank you. You should have told us earlier, but I can help you now."


@pytest.fixture(autouse=True)
def _forgets():
    memory.clear()
    here_now.clear()


@pytest.fixture(scope="module")
def shipped() -> Pack:
    """Checking it takes seconds: once will do."""
    return read(SHIPPED)


@pytest.fixture
def coached(db, at, monkeypatch, tmp_path, shipped):
    """The pack that ships is in force; the reader goes by its rules."""
    monkeypatch.setattr(reader_in_force, "WEIGHTS", tmp_path / "none")
    revision = Revision.objects.create(
        pk=ALWAYS, pack=shipped.id, version=shipped.version, hash=shipped.hash, number=1, content=shipped.content,
        made_at=at,
    )  # fmt: skip
    return Loading.objects.create(pk=ALWAYS, revision=revision, at=at)


@pytest.fixture
def ask(signed_in, ticket):
    """`ask(ada, "Hello")` is the coach's answer to Ada."""

    def post(person, text: str, **given):
        return signed_in(person).post(f"/standards/coach/{ticket.pk}/", {"text": text} | given)

    return post


def marks(answer) -> list[list]:
    found = re.search(r'data-marks="([^"]*)"', answer.content.decode())
    return json.loads(unescape(found[1]))


def marked(answer, text: str, kind: str) -> list[str]:
    return [text[start:end] for start, end, one in marks(answer) if one == kind]


def test_one_fault_with_what_to_say_instead(coached, ask, ada):
    answer = ask(ada, BLAMING)
    words = answer.content.decode()
    assert "“You should have” blames." in words
    assert 'data-puts="I can help you now."' in words
    assert marked(answer, BLAMING, "fault") == ["You should have"]
    assert "Hello Cleo" in " ".join(marked(answer, BLAMING, "good"))


@pytest.mark.parametrize("caret", ["9" * 5000, "-1", "²", ""])
def test_no_place_in_the_text_is_no_caret(coached, ask, ada, caret):
    answer = ask(ada, BLAMING, caret=caret)
    assert answer.status_code == 200 and marked(answer, BLAMING, "fault") == ["You should have"]


def test_of_two_faults_it_speaks_of_one(coached, ask, ada):
    text = "That's our policy. You should have told us earlier."
    answer = ask(ada, text)
    assert marked(answer, text, "fault") == ["You should have"]
    assert answer.content.decode().count("data-fault") == 1


def test_a_fault_let_be_makes_room_for_the_next(coached, ask, ada, ticket, at):
    text = "That's our policy. You should have told us earlier."
    let_be(ticket=ticket, key=key_of("fault.blame", "You should have"), by=ada, at=at)
    assert "hides behind a rule" in ask(ada, text).content.decode()


def test_what_is_missing_follows_from_the_customers_words(coached, ask, ada):
    words = ask(ada, "Hello Cleo, we are looking at the second payment with the bank and will refund it.")
    assert "Still missing" in words.content.decode()
    assert ">when<" in words.content.decode()


def test_places_are_counted_as_a_browser_counts(coached, ask, ada):
    text = "\U0001f600\U0001f600 You should have told us earlier."
    [[start, end, _]] = [one for one in marks(ask(ada, text)) if one[2] == "fault"]
    assert text.encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le") == "You should have"


def test_numbers_are_marked_and_can_be_masked(ask, ada):
    answer = ask(ada, "Your card 4111 1111 1111 1111 was charged.")
    assert marks(answer) == [[10, 29, "secret"]]
    assert (
        "4111 •••• •••• 1111" in json.loads(unescape(re.search(r'data-masks="([^"]*)"', answer.content.decode())[1]))[0]
    )
    assert "Mask the card number" in answer.content.decode()


def test_without_a_pack_it_only_looks_for_numbers(ask, ada):
    assert marks(ask(ada, BLAMING)) == []


def test_nothing_is_kept(coached, ask, ada, caplog):
    before = (Event.objects.count(), Message.objects.count(), Session.objects.count())
    ask(ada, "You should have told us the secret word xyzzy earlier.")
    # Signing in makes the one session.
    assert (Event.objects.count(), Message.objects.count(), Session.objects.count() - 1) == before
    assert not Draft.objects.exists()
    assert "xyzzy" not in caplog.text


def test_a_very_long_text_is_not_read(coached, ask, ada):
    assert ask(ada, "word " * 5000).status_code == 413


def test_only_who_may_reply_is_coached(ask, ada, lee, mo, zed):
    assert [ask(one, "Hello").status_code for one in (ada, lee)] == [200, 200]
    assert [ask(one, "Hello").status_code for one in (mo, zed)] == [404, 403], (
        "whoever learns finds only what they practise on"
    )


def test_anothers_ticket_is_not_there(signed_in, ticket, billing):
    from tests.cast import make_person

    stranger = make_person("Fatou Diop", "fatou@whiteglove.example", "agent", billing)
    assert signed_in(stranger).post(f"/standards/coach/{ticket.pk}/", {"text": "Hello"}).status_code == 404


def test_it_can_be_switched_off_and_on_for_oneself(coached, ask, ada, lee, signed_in):
    signed_in(ada).post("/standards/coach/", {"rests": "1"})
    assert "blames" not in ask(ada, BLAMING).content.decode()
    assert "Coach off" in ask(ada, BLAMING).content.decode()
    assert "blames" in ask(lee, BLAMING).content.decode()
    signed_in(ada).post("/standards/coach/", {"rests": "0"})
    assert "blames" in ask(ada, BLAMING).content.decode()


def test_switching_off_twice_is_once(ada, at):
    rest_coach(by=ada, at=at)
    rest_coach(by=ada, at=at)
    assert CoachRest.objects.count() == 1
    wake_coach(by=ada, at=at)
    assert not CoachRest.objects.exists()


def test_a_new_message_of_the_customer_is_known_at_once(coached, ada, ticket, at):
    text = "Hello Cleo, I am looking at the payment and will refund it by Friday, you have my word."
    assert "understanding" in [one.id for one in whisper(ticket, ada, text).missing]
    desk.reply(ticket=ticket, by=ada, at=at, text="We look.", seen_message_id=ticket.last_inbound_id)
    ticket.refresh_from_db()
    assert "understanding" not in [one.id for one in whisper(ticket, ada, text).missing]


def test_after_the_first_pause_it_costs_few_statements(
    coached, ada, ticket, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(coach_situation, "monotonic", lambda: 0.0)
    whisper(ticket, ada, BLAMING)
    with django_assert_max_num_queries(0):
        whisper(ticket, ada, BLAMING + " One more word")


def test_the_place_is_under_a_reply_and_not_under_a_note(signed_in, ada, ticket):
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert page.count("<wg-coach") == 1
    assert page.index("<wg-coach") < page.index('id="sheet-note"')

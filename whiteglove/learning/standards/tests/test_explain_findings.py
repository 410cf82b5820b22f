"""Why the reader says so: told once somebody asks, at no cost before."""

import numpy as np
import pytest

from whiteglove.ground.reader import encoder as encoders
from whiteglove.learning.standards.actions import correct, load_standard, read_ticket
from whiteglove.learning.standards.reader_in_force import in_force
from whiteglove.service.desk.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
SECOND = len("Hello. ")
LIKE = ["Good evening.", "Hello to you."]
UNLIKE = ["She said hello to me.", "Evening falls."]


class Hears:
    """An encoder that knows "hello" and "good"; it counts what it was asked."""

    asked = 0

    def encode(self, sentences):
        Hears.asked += len(sentences)
        made = np.zeros((len(sentences), encoders.WIDTH), np.float32)
        made[:, 0] = ["hello" in one.lower() for one in sentences]
        made[:, 1] = ["good" in one.lower() for one in sentences]
        return made

    def layers(self, sentences):
        return self.encode(sentences), np.zeros((len(sentences), 0), np.float32)


@pytest.fixture
def hears(monkeypatch):
    monkeypatch.setattr(encoders, "encoder_or_none", Hears)


@pytest.fixture
def message(hears, reads, ticket, at, small_pack) -> Message:
    """Hello. I have written three times now. I was charged twice."""
    path = small_pack / "behaviours" / "greeting.yaml"
    path.write_text(f"{path.read_text()}exemplars: {LIKE}\ncounterexamples: {UNLIKE}\n")
    load_standard(by=None, at=at, path=small_pack)
    read_ticket(ticket=ticket.pk, at=at)
    return Message.objects.select_related("ticket").get(ticket=ticket)


def door(message, behaviour: str = "greeting", start: int = 0) -> str:
    return f"/standard/messages/{message.pk}/findings/{behaviour}/{start}/"


def test_asked_why_it_shows_the_nearest_sentence_of_either_kind(message, ada, lee, signed_in):
    for person in (ada, lee):
        page = signed_in(person).get(door(message)).content.decode()
        assert "Like: </span>“Hello to you.”" in page and "Unlike: </span>“She said hello to me.”" in page
        assert "among the patterns" in page


def test_nothing_is_compared_before_somebody_asks(message, ada, signed_in):
    in_force()
    browser, before = signed_in(ada), Hears.asked
    page = browser.get(f"/standard/messages/{message.pk}/findings/").content.decode()
    assert f'hx-get="{door(message)}" hx-trigger="toggle once"' in page and Hears.asked == before
    browser.get(door(message))
    assert Hears.asked == before + 1 + len(LIKE) + len(UNLIKE)


def test_without_an_encoder_it_says_how_it_was_decided(reads, ticket, ada, at, signed_in, monkeypatch):
    monkeypatch.setattr(encoders, "encoder_or_none", lambda: None)
    read_ticket(ticket=ticket.pk, at=at)
    page = signed_in(ada).get(door(ticket.messages.get())).content.decode()
    assert "among the patterns" in page and "Like" not in page


def test_what_a_person_found_says_so(message, ada, at, signed_in):
    correct(message=message, behaviour="churn_threat", start=SECOND, verdict=True, by=ada, at=at)
    page = signed_in(ada).get(door(message, "churn_threat", SECOND)).content.decode()
    assert "Somebody of your team found it" in page


@pytest.mark.parametrize(("behaviour", "start"), [("greeting", 3), ("apology", 0), ("no.such", 0), ("greeting", 2**70)])
def test_where_nothing_was_found_nothing_is_explained(behaviour, start, message, ada, signed_in):
    assert signed_in(ada).get(door(message, behaviour, start)).status_code == 404

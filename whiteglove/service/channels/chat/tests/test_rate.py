"""A visitor says how a chat was once it is over: once a chat, changed until it is closed for good."""

from datetime import timedelta

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.chat import actions
from whiteglove.service.channels.chat.actions.rate import CHANGEABLE
from whiteglove.service.channels.models import ChatLine, ChatRating, ChatSession, Outgoing

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(visitor):
    """A chat that was answered and that its visitor ended."""
    cleo = visitor("a")
    cleo.say("Hello")
    answered()
    cleo.post("end/")
    return cleo


def answered(number: int = 2) -> None:
    session = ChatSession.objects.last()
    ChatLine.objects.create(session=session, number=number, side="desk", name="Ada", text="Hi", at=clock.now())
    ChatSession.objects.filter(pk=session.pk).update(ref="ticket:7", last=number)


def rate(who, good="yes", comment="", session=None):
    given = {"session": str(session or ChatSession.objects.last().pk), "good": good, "comment": comment}
    return who.post("ratings/", given)


def test_it_is_kept_once_with_its_words_and_told(over):
    assert over.read().json()["ratable"]
    assert rate(over, comment=" Quick and kind ").json()["says"] == "Thank you for telling us."
    row = ChatRating.objects.get()
    assert (row.good, row.comment, row.session.ref) == (True, "Quick and kind", "ticket:7")
    event = Event.objects.get(name="chat.rated")
    assert (event.subject, event.facts["good"], event.facts["comment"]) == ("ticket:7", True, "Quick and kind")
    assert over.read().json()["rating"] == {"good": True, "comment": "Quick and kind"}


def test_who_changes_their_mind_still_has_one(over):
    rate(over)
    rate(over, "no", "Then it broke again")
    rate(over, "no", "Then it broke again")
    assert ChatRating.objects.values_list("good", "comment").get() == (False, "Then it broke again")
    assert Event.objects.filter(name="chat.rated").count() == 2


def test_not_while_it_goes_on_nor_without_an_answer(visitor):
    cleo = visitor("a")
    cleo.say("Hello")
    assert rate(cleo).status_code == 422
    cleo.post("end/")
    assert not cleo.read().json()["ratable"]
    assert rate(cleo).status_code == 422
    answered()
    assert rate(cleo).status_code == 200


def test_a_chat_that_fell_silent_may_be_rated_too(visitor):
    cleo = visitor("a")
    cleo.say("Hello")
    answered()
    actions.end_silent(at=clock.now() + timedelta(hours=1))
    assert rate(cleo).status_code == 200


def test_closed_for_good_it_stays_as_it_is(over):
    rate(over)
    ended = ChatSession.objects.get().ended_at
    with pytest.raises(actions.NotNow):
        actions.rate(session=ChatSession.objects.get(), good=False, at=ended + CHANGEABLE + timedelta(seconds=1))
    first = ChatSession.objects.get().pk
    over.say("Something else", id="second-line")
    assert rate(over, "no", session=first).status_code == 422
    assert ChatRating.objects.get().good


def test_nobody_rates_another_ones_chat(over, visitor):
    assert rate(visitor("b")).status_code == 422
    zed = visitor("b")
    zed.say("Hello", id="their-line")
    answered()
    zed.post("end/")
    assert rate(zed, session=ChatSession.objects.first().pk).status_code == 422
    assert not ChatRating.objects.exists()
    assert zed.read().json()["rating"] is None


@pytest.mark.parametrize("said", [{}, {"good": "maybe"}, {"comment": "x" * 1001}, {"session": "x"}])
def test_nonsense_rates_nothing(over, said):
    given = {"session": str(ChatSession.objects.get().pk), "good": "yes"} | said
    assert over.post("ratings/", given if said else {}).status_code == 422
    assert not ChatRating.objects.exists()


def test_the_copy_by_mail_says_it(over, support):
    add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)
    rate(over, "no", "Too slow")
    over.post("copies/", {"email": "cleo@customer.example"})
    assert Outgoing.objects.get().text.endswith("How was this chat? Not good\nToo slow\n")


def test_nobody_floods_it(over, monkeypatch):
    monkeypatch.setattr("whiteglove.service.channels.chat.pace.RATINGS", 1)
    assert (rate(over).status_code, rate(over, "no").status_code) == (200, 429)

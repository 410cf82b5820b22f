"""What was said at the end of a chat stands beside all other answers, and is asked only once."""

from datetime import timedelta

import pytest
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys.actions import ask_due, hear_of_end, hear_of_rating, heed, plan
from whiteglove.learning.surveys.models import Survey, SurveyAnswer, Why
from whiteglove.service.channels.models import Account, ChatLine, ChatRating, ChatSession, ChatVisitor
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import State, Ticket

from .conftest import NINE, later, solved

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(ticket, support) -> ChatSession:
    """A chat about the ticket, which Ada answered and which is over."""
    shop = Account.objects.create(kind="chat", name="Shop", address="shop", team=support)
    visitor = ChatVisitor.objects.create(account=shop, name_here="visitor1", token_hash="x", since=NINE)
    made = ChatSession.objects.create(visitor=visitor, ref=f"ticket:{ticket.pk}", opened_at=NINE, ended_at=NINE)
    ChatLine.objects.create(session=made, number=1, side="desk", name="Ada", text="Hi", at=NINE)
    return made


def told(name: str, session: ChatSession, **facts) -> Event:
    with transaction.atomic():
        return record(name, subject=session.ref, by=None, at=later(), facts={"session": session.pk, **facts})


def rated(session: ChatSession, good: bool, comment: str = "", at=None) -> Event:
    said = {"good": good, "comment": comment}
    ChatRating.objects.update_or_create(session=session, defaults=said | {"at": at or later()})
    return told("chat.rated", session, **said)


def test_its_visitor_counts_as_asked_when_it_ends(session, ada):
    hear_of_end(told("chat.ended", session))
    hear_of_end(told("chat.ended", session))
    survey = Survey.objects.counted().get()
    assert (survey.way, survey.person, survey.chat) == ("chat", ada, session.pk)


def test_nobody_was_asked_where_nobody_of_ours_said_anything(session):
    session.lines.all().delete()
    assert hear_of_end(told("chat.ended", session)) is None


def test_what_they_say_last_holds_and_the_timeline_tells_it_once(session):
    hear_of_rating(rated(session, True))
    hear_of_rating(rated(session, False, "It broke again", at=later(minutes=5)))
    row = SurveyAnswer.objects.get()
    assert (row.score, row.source, row.comment, row.bad, row.times) == (1, "chat", "It broke again", True, 2)
    assert not Event.objects.filter(name__startswith="survey.", subject_type="ticket").exists()


def test_a_bad_word_about_a_chat_waits_for_a_lead_and_opens_nothing(session, ticket, ada):
    solved(ticket, ada)
    hear_of_rating(rated(session, False))
    assert SurveyAnswer.objects.to_see_to().exists()
    assert not heed(Event.objects.get(name="survey.answered"))
    assert Ticket.objects.get(pk=ticket.pk).state == State.SOLVED


def test_who_has_rated_the_chat_gets_no_mail_and_who_has_not_does(session, ticket, ada):
    hear_of_end(told("chat.ended", session))
    planned = plan(solved(ticket, ada))
    assert planned.why == ""
    rated(session, True)
    ask_due(later())
    planned.refresh_from_db()
    assert planned.why == Why.RATED
    desk.reopen(ticket=ticket, by=ada, at=later())
    assert plan(solved(ticket, ada, later() + timedelta(minutes=1))).why == Why.RATED

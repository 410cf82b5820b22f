"""A running chat is passed on with a summary, and comes back until it is answered; its visitor is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import PersonSkill, Skill
from whiteglove.service.channels.models import ChatLine, ChatSession
from whiteglove.service.desk import actions, handing_on_chats
from whiteglove.service.desk.actions.route_chats import PATIENCE, route_chats, take_back_unseen
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import ChatDuty, Handover, Message, MessageKind, State, Tap, Ticket
from whiteglove.service.desk.summing_up import Heard, Known, summary_of

from .test_answer_chats import answer, chat_desk, post, say  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(support):
    return make_person("Agent 2", "agent2@whiteglove.example", "agent", support)


@pytest.fixture
def chat(chat_desk, ada, ben) -> Ticket:  # noqa: F811
    """Ada has answered it; Ada and a colleague take chats."""
    say("Where is my parcel 4711?")
    ticket = Ticket.objects.get()
    answer(ticket, ada, "Let me look.")
    for one in (ada, ben):
        actions.begin_chat_duty(by=one, at=clock.now())
    return Ticket.objects.get()


def pass_on(chat, by, **more) -> Handover:
    return actions.pass_on(ticket=chat, by=by, at=clock.now(), summary=more.pop("summary", "Asks for 4711."), **more)


def told(token: str = "a") -> dict:
    """What the visitor's page says about who has them."""
    said = Client().get("/chat/shop/lines/", headers={"Authorization": f"Bearer {token * 43}"}).json()
    return {name: said[name] for name in ("place", "by", "passed", "to")}


NOTHING = {"place": 0, "by": "", "passed": False, "to": ""}


def test_a_colleague_gets_it_with_the_summary_on_top(chat, ada, ben, signed_in):
    pass_on(chat, ada, to=ben)
    assert Ticket.objects.get().assignee == ben
    assert Message.objects.get(kind=MessageKind.NOTE).text == "Asks for 4711."
    page = signed_in(ben).get(f"/desk/tickets/{chat.pk}/").content.decode()
    assert "Passed on by Ada Osei to Agent 2." in page
    assert page.index("Asks for 4711.") < page.index("Let me look.")
    assert "Give back" in page and "Undo" not in page.partition('id="handover"')[2].partition("</form>")[0]


def test_the_visitor_is_told_that_they_wait_for_somebody_and_that_they_have_come(chat, ada, ben):
    assert told() == NOTHING
    made = pass_on(chat, ada, to=ben)
    assert told() == {"place": 1, "by": "", "passed": True, "to": "Agent 2"}
    actions.see(ticket=chat, by=ben, at=made.at + timedelta(seconds=2))
    assert told()["by"] == "Agent 2"
    answer(Ticket.objects.get(), ben, "I am with you.")
    assert told() == NOTHING


def test_no_word_of_it_reaches_the_visitor(chat, ada, ben):
    pass_on(chat, ada, to=ben, summary="They are furious")
    assert not ChatLine.objects.filter(text__contains="furious").exists()


def test_answering_settles_it_but_a_last_word_of_the_giver_does_not(chat, ada, ben):
    made = pass_on(chat, ada, to=ben)
    answer(Ticket.objects.get(), ada, "A colleague goes on.")
    made.refresh_from_db()
    assert made.ended_at is None
    answer(Ticket.objects.get(), ben, "Hello!")
    made.refresh_from_db()
    assert (made.ending, made.ended_by) == ("answered", ben)
    with pytest.raises(Refused, match="answered since"):
        actions.take_back(handover=made, by=ada, at=clock.now())
    with pytest.raises(Refused, match="answered since"):
        actions.refuse(handover=made, by=ben, at=clock.now())


def test_it_is_taken_back_as_long_as_nobody_has_answered(chat, ada, ben, signed_in):
    pass_on(chat, ada, to=ben)
    assert signed_in(ada).delete(f"/desk/handovers/{Handover.objects.get().pk}/", headers={"HX-Request": "true"})
    assert Ticket.objects.get().assignee == ada and told() == NOTHING
    assert [row.kind for row in Tap.objects.filter(to=ben).order_by("id")] == ["passed", "undone"]


def test_whoever_gets_it_gives_it_back_with_a_word(chat, ada, ben, lee):
    made = pass_on(chat, ada, to=ben)
    with pytest.raises(Refused, match="Only whom"):
        actions.refuse(handover=made, by=lee, at=clock.now())
    actions.refuse(handover=made, by=ben, at=clock.now(), why="I know nothing of parcels")
    assert Ticket.objects.get().assignee == ada
    tap = Tap.objects.get(to=ada)
    assert (tap.kind, tap.text) == ("refused", "I know nothing of parcels")


def test_given_back_to_somebody_who_left_it_waits_in_the_queue(chat, ada, ben):
    made = pass_on(chat, ada, to=ben)
    type(ada).objects.filter(pk=ada.pk).update(is_active=False)
    actions.refuse(handover=made, by=ben, at=clock.now())
    assert Ticket.objects.get().assignee is None


def test_only_those_who_may_are_there_and_have_room_get_it(chat, ada, ben, lee, billing, zed):
    stranger = make_person("Agent 7", "agent7@whiteglove.example", "agent", billing)
    actions.begin_chat_duty(by=stranger, at=clock.now())
    for nobody in (lee, stranger, zed):
        with pytest.raises(Refused, match=r"take chats|no room"):
            pass_on(chat, ada, to=nobody)
    chat.account.settings["capacity"] = 1
    chat.account.save()
    say("Hello", "b")
    actions.take(ticket=Ticket.objects.exclude(pk=chat.pk).get(), by=ben, at=clock.now())
    with pytest.raises(Refused, match="no room"):
        pass_on(chat, ada, to=ben)
    assert Ticket.objects.get(pk=chat.pk).assignee == ada and not Handover.objects.exists()


def test_the_skill_the_desk_asks_for_is_asked_of_them_too(chat, ada, ben):
    chat.account.settings["skill"] = "Refunds"
    chat.account.save()
    with pytest.raises(Refused, match="skill"):
        pass_on(chat, ada, to=ben)
    PersonSkill.objects.create(person=ben, skill=Skill.objects.create(name="Refunds"))
    assert pass_on(chat, ada, to=ben)


def test_back_to_the_queue_it_goes_to_anybody_but_who_gave_it(chat, ada, ben, support):
    pass_on(chat, ada, team=support)
    assert Ticket.objects.get().assignee is None
    assert told() == {"place": 1, "by": "", "passed": True, "to": ""}
    actions.end_chat_duty(person=ben, by=ben, at=clock.now())
    assert route_chats(at=clock.now()) == 0
    actions.begin_chat_duty(by=ben, at=clock.now())
    assert route_chats(at=clock.now()) == 1
    assert Ticket.objects.get().assignee == ben
    assert Handover.objects.standing().exists()


def test_to_another_teams_queue_the_ticket_moves_and_undoing_moves_it_back(chat, ada, billing, support):
    made = pass_on(chat, ada, team=billing)
    assert (Ticket.objects.get().team, Ticket.objects.get().assignee) == (billing, None)
    assert Event.objects.named("ticket.passed_on").get().facts["moved"] == [support.pk, billing.pk]
    actions.take_back(handover=made, by=ada, at=clock.now())
    assert (Ticket.objects.get().team, Ticket.objects.get().assignee) == (support, ada)


def test_what_waits_for_its_customer_waits_on_us_once_it_is_passed_on(chat, ada, support):
    answer(chat, ada, "Shall I?", then="wait")
    pass_on(Ticket.objects.get(), ada, team=support)
    assert Ticket.objects.get().state == State.OPEN


def test_somebody_who_does_nothing_loses_it_to_the_queue(chat, ada, ben):
    made = pass_on(chat, ada, to=ben)
    assert take_back_unseen(at=made.at + PATIENCE - timedelta(seconds=1)) == 0
    assert take_back_unseen(at=made.at + PATIENCE) == 1
    assert Ticket.objects.get().assignee is None
    assert not ChatDuty.objects.standing().filter(person=ben).exists()


def test_a_colleagues_chat_only_a_lead_passes_on(chat, ada, ben, lee):
    with pytest.raises(PermissionDenied):
        pass_on(chat, ben, to=ben)
    assert pass_on(chat, lee, to=ben)


def test_a_chat_that_is_over_is_not_passed_on_and_one_that_was_has_no_band(chat, ada, ben, signed_in):
    pass_on(chat, ada, to=ben)
    actions.solve(ticket=chat, by=ben, at=clock.now())
    assert Handover.objects.get().ending == "over"
    ChatSession.objects.update(ended_at=clock.now(), ended_by="visitor")
    actions.reopen(ticket=chat, by=ben, at=clock.now())
    with pytest.raises(Refused, match="isn't running"):
        pass_on(chat, ben, to=ada)
    page = signed_in(ben).get(f"/desk/tickets/{chat.pk}/").content.decode()
    assert 'id="handover"' not in page and "Pass on" not in page


def test_the_dialog_offers_those_with_room_and_says_what_they_know(chat, ada, ben, signed_in, billing):
    PersonSkill.objects.create(person=ben, skill=Skill.objects.create(name="Refunds"))
    type(ben).objects.filter(pk=ben.pk).update(languages=["fr", "en"])
    page = signed_in(ada).get(f"/desk/tickets/{chat.pk}/passing-on/").content.decode()
    for words in ("Agent 2", "0 of 3 chats", "French, English", "Refunds", "1 with room", "nobody with room now"):
        assert words in page
    assert "Asked: “Where is my parcel 4711?”" in page and "Tried: “Let me look.”" in page


def test_as_many_people_as_there_are_take_as_many_statements(chat, support, django_assert_max_num_queries):
    for number in range(3, 12):
        one = make_person(f"Agent {number}", f"agent{number}@whiteglove.example", "agent", support)
        actions.begin_chat_duty(by=one, at=clock.now())
    with django_assert_max_num_queries(9):
        assert len(handing_on_chats.receivers(Ticket.objects.select_related("customer").get())[0]) == 10


def test_the_form_passes_on_and_a_choice_that_is_none_is_refused(chat, ada, ben, signed_in):
    door, htmx = f"/desk/tickets/{chat.pk}/passing-on/", {"HX-Request": "true"}
    for to in ("", "person:x", "person:0", "team:999", "nobody"):
        assert signed_in(ada).post(door, {"to": to, "summary": "x"}, headers=htmx).status_code == 409
    sent = signed_in(ada).post(door, {"to": f"person:{ben.pk}", "summary": "Look at 4711"}, headers=htmx)
    assert sent.status_code == 204 and "/desk/handovers/" in sent.headers["HX-Trigger"]
    assert Handover.objects.get().summary == "Look at 4711"


def test_erasing_the_customer_empties_summaries_and_whispers(chat, ada, ben, lee, admin):
    from whiteglove.service.customers.actions import erase

    pass_on(chat, ada, to=ben, summary="Cleo of 12 Market Road")
    actions.whisper(ticket=chat, by=lee, at=clock.now(), text="Cleo again")
    erase(customer=chat.customer, by=admin, at=clock.now())
    assert "Market" not in Handover.objects.get().summary
    assert not Tap.objects.filter(text__contains="Cleo").exists()


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("known", "heard", "said"),
    [
        (Known("Cleo"), Heard(), "Who: Cleo\nTried: nothing yet"),
        (
            Known("Cleo", "French", ["Your order number? 4711"], 2, ["Hello", "Well?", "Where is it?"]),
            Heard(),
            "Who: Cleo, writes in French, 2 earlier conversations, Your order number? 4711\n"
            "Asked: “Hello” “Where is it?”\nTried: nothing yet",
        ),
        (
            Known(
                "Cleo", "English", said=["Hi"], answers=["x"], happened=["Ada escalated it."], promised=["Call back"]
            ),
            Heard(["Where is it?"], ["I asked the courier."], "angry, then calm"),
            "Who: Cleo\nAsked: “Where is it?”\nTried: “I asked the courier.” Ada escalated it.\nPromised: Call back\n"
            "Mood: angry, then calm",
        ),
        (Known("C", said=["word " * 60]), Heard(), f"Who: C\nAsked: “{'word ' * 31}word…”\nTried: nothing yet"),
    ],
)
def test_a_summary_says_what_is_known_and_nothing_else(known, heard, said):
    assert summary_of(known, heard) == said

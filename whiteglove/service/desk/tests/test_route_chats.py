"""Chats that wait go to those who take some: by team, skill, language and load, and never to an empty chair."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import make_person
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import PersonSkill, Skill
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.route_chats import PATIENCE, route_chats, take_back_unseen
from whiteglove.service.desk.models import ChatDuty, ChatLimit, State, Ticket
from whiteglove.service.desk.routing import Ready, Waiting, choose, shared

from .conftest import NINE, later
from .test_answer_chats import answer, chat_desk, post, say  # noqa: F401 - a fixture

# The module: the package gives the action of this name.
routing_of_chats = import_module("whiteglove.service.desk.actions.route_chats")


def ready(person: int, **more) -> Ready:
    return Ready(person, **({"since": NINE, "teams": frozenset({1})} | more))


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("chat", "there", "chosen"),
    [
        ({}, [], None),
        ({"team": 2}, [ready(1)], None),
        ({"team": None}, [ready(1, teams=frozenset())], 1),
        ({}, [ready(1, chats=3)], None),
        ({}, [ready(1, chats=2), ready(2, chats=1)], 2),
        ({}, [ready(1, since=later(hours=1)), ready(2)], 2),
        ({"skill": "Refunds"}, [ready(1)], None),
        ({"skill": "Refunds"}, [ready(1, skills={"Refunds": 1}), ready(2, skills={"Refunds": 3}, chats=2)], 2),
        ({"language": "fr-CA"}, [ready(1, languages=("en", "fr")), ready(2, languages=("fr",), chats=2)], 2),
        ({"language": "pt"}, [ready(1, languages=("en",), chats=1), ready(2, languages=("fr",))], 2),
    ],
)
def test_whoever_fits_best_is_chosen(chat, there, chosen):
    found = choose(Waiting(42, **({"team": 1} | chat)), there)
    assert (found.person if found else None) == chosen


@pytest.mark.engineless
@given(st.lists(st.integers(0, 5), max_size=6), st.integers(1, 5))
def test_nobody_is_ever_given_more_than_they_can_carry(loads, most):
    found = choose(Waiting(42, 1, most=most), [ready(number, chats=load) for number, load in enumerate(loads)])
    assert (found is None) == all(load >= most for load in loads)
    assert found is None or found.chats < most


@pytest.mark.engineless
def test_many_that_nobody_can_take_keep_none_from_those_who_can():
    chats = [*(Waiting(number, team=2) for number in range(500)), Waiting(500, 1), Waiting(501, 1, skill="Refunds")]
    assert list(shared([*chats, Waiting(502, 1)], [ready(7)])) == [(500, 7), (502, 7)]


@pytest.mark.engineless
def test_who_gave_a_chat_away_keeps_no_other_from_them():
    assert list(shared([Waiting(1, 1, giver=7), Waiting(2, 1)], [ready(7)])) == [(2, 7)]


def ask(*letters: str) -> None:
    for letter in letters:
        say(f"Hello from {letter}", letter)


def holders() -> list[str]:
    return [ticket.assignee.name if ticket.assignee else "" for ticket in Ticket.objects.order_by("opened_at", "id")]


def test_a_chat_that_waits_goes_to_whoever_begins_to_take_some(chat_desk, ada):  # noqa: F811
    ask("a")
    assert route_chats(at=clock.now()) == 0
    assert actions.begin_chat_duty(by=ada, at=clock.now())
    assert not actions.begin_chat_duty(by=ada, at=clock.now())
    route_chats(at=clock.now())
    assert holders() == [ada.name]


def test_nobody_is_given_more_than_the_desk_says_and_the_next_comes_when_one_is_over(chat_desk, ada):  # noqa: F811
    chat_desk.settings |= {"capacity": 2}
    chat_desk.save()
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a", "b", "c")
    route_chats(at=clock.now())
    assert holders() == [ada.name, ada.name, ""]
    post("end", {}, "a")
    route_chats(at=clock.now())
    assert holders() == [ada.name, ada.name, ada.name]


def test_whoever_may_have_more_gets_the_next_at_once(chat_desk, ada, lee):  # noqa: F811
    actions.limit_chats(person=ada, most=1, by=lee, at=clock.now())
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a", "b")
    run_pending(raising=True)
    assert holders() == [ada.name, ""]
    actions.limit_chats(person=ada, most=2, by=lee, at=clock.now())
    run_pending(raising=True)
    assert holders() == [ada.name, ada.name]


def test_two_share_what_comes(chat_desk, ada, lee):  # noqa: F811
    for person in (ada, lee):
        actions.begin_chat_duty(by=person, at=clock.now())
    ask("a", "b", "c", "d")
    route_chats(at=clock.now())
    assert sorted(holders()) == sorted([ada.name, lee.name] * 2)


def test_a_desk_that_asks_for_a_skill_is_answered_by_who_has_it(chat_desk, ada, lee):  # noqa: F811
    chat_desk.settings |= {"skill": "Refunds"}
    chat_desk.save()
    for person in (ada, lee):
        actions.begin_chat_duty(by=person, at=clock.now())
    ask("a")
    assert route_chats(at=clock.now()) == 0
    PersonSkill.objects.create(person=lee, skill=Skill.objects.create(name="Refunds"))
    route_chats(at=clock.now())
    assert holders() == [lee.name]


def test_what_nobody_looks_at_is_taken_back_and_nothing_more_comes_there(chat_desk, ada, lee):  # noqa: F811
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a")
    route_chats(at=clock.now())
    assert take_back_unseen(at=clock.now() + PATIENCE - timedelta(seconds=9)) == 0
    assert take_back_unseen(at=clock.now() + PATIENCE + timedelta(seconds=9)) == 1
    assert holders() == [""]
    assert not ChatDuty.objects.standing().exists()
    actions.begin_chat_duty(by=lee, at=clock.now())
    route_chats(at=clock.now())
    assert holders() == [lee.name]


@pytest.mark.parametrize("how", ["seen", "answered", "taken"])
def test_what_somebody_looked_at_or_took_stays_theirs(chat_desk, ada, how):  # noqa: F811
    if how != "taken":
        actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a")
    route_chats(at=clock.now())
    ticket = Ticket.objects.get()
    if how == "seen":
        actions.see(ticket=ticket, by=ada, at=clock.now())
    elif how == "answered":
        answer(ticket, ada, "Hello!")
    else:
        actions.take(ticket=ticket, by=ada, at=clock.now())
    assert take_back_unseen(at=clock.now() + PATIENCE * 2) == 0
    assert holders() == [ada.name]


def test_what_somebody_takes_in_that_moment_is_not_given_to_another(chat_desk, ada, lee, monkeypatch):  # noqa: F811
    def late(*given):
        found = list(shared(*given))
        actions.take(ticket=Ticket.objects.get(), by=lee, at=clock.now())
        return found

    monkeypatch.setattr(routing_of_chats, "shared", late)
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a")
    assert route_chats(at=clock.now()) == 0
    assert holders() == [lee.name]


@pytest.mark.parametrize("how", ["seen", "taken over"])
def test_what_is_looked_at_or_taken_over_in_that_moment_is_not_taken_back(chat_desk, ada, lee, how, monkeypatch):  # noqa: F811
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a")
    route_chats(at=clock.now())

    def meanwhile():
        if how == "seen":
            actions.see(ticket=Ticket.objects.get(), by=ada, at=clock.now())
        else:
            actions.take_over(ticket=Ticket.objects.get(), by=lee, at=clock.now())

    monkeypatch.setattr(routing_of_chats, "hold_duties", meanwhile)
    assert take_back_unseen(at=clock.now() + PATIENCE * 2) == 0
    assert holders() == [ada.name if how == "seen" else lee.name]
    assert ChatDuty.objects.standing().filter(person=ada).exists()


def test_who_works_on_one_of_theirs_keeps_the_others(chat_desk, ada):  # noqa: F811
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a", "b")
    route_chats(at=clock.now())
    actions.see(ticket=Ticket.objects.get(subject="Hello from a"), by=ada, at=clock.now())
    assert take_back_unseen(at=clock.now() + PATIENCE * 2) == 0
    assert holders() == [ada.name, ada.name]
    assert [standing("a"), standing("b")] == [(0, ada.name), (1, "")]


def test_a_solved_chat_and_one_that_is_over_are_given_to_nobody(chat_desk, ada):  # noqa: F811
    ask("a", "b")
    post("end", {}, "a")
    actions.solve(ticket=Ticket.objects.get(subject="Hello from b"), by=ada, at=clock.now())
    actions.begin_chat_duty(by=ada, at=clock.now())
    assert route_chats(at=clock.now()) == 0


def standing(letter: str) -> tuple[int, str]:
    said = Client().get("/chat/shop/lines/", headers={"Authorization": f"Bearer {letter * 43}"}).json()
    return said["place"], said["by"]


def test_a_visitor_knows_how_many_are_before_them_and_who_has_joined(chat_desk, ada):  # noqa: F811
    ask("a", "b")
    assert [standing("a"), standing("b")] == [(1, ""), (2, "")]
    first = Ticket.objects.get(subject="Hello from a")
    actions.take(ticket=first, by=ada, at=clock.now())
    assert [standing("a"), standing("b")] == [(0, ada.name), (1, "")]
    answer(Ticket.objects.get(pk=first.pk), ada, "Hello!")
    assert standing("a") == (0, "")
    post("end", {}, "b")
    assert standing("b") == (0, "")


def test_only_a_lead_ends_it_for_somebody_else(chat_desk, ada, lee, mo):  # noqa: F811
    actions.begin_chat_duty(by=ada, at=clock.now())
    other = make_person("Fatou Diop", "fatou@whiteglove.example", "agent")
    for nobody in (other, mo):
        with pytest.raises(PermissionDenied):
            actions.end_chat_duty(person=ada, by=nobody, at=clock.now())
    assert actions.end_chat_duty(person=ada, by=lee, at=clock.now())


def test_zed_takes_no_chats(chat_desk, zed):  # noqa: F811
    with pytest.raises(PermissionDenied):
        actions.begin_chat_duty(by=zed, at=clock.now())


def test_the_menu_offers_it_where_there_are_chats(chat_desk, ada, signed_in):  # noqa: F811
    at_the_desk = signed_in(ada)
    assert 'hx-get="/desk/chats/duty/"' in at_the_desk.get("/desk/").content.decode()
    assert ">Take chats" in at_the_desk.get("/desk/chats/duty/").content.decode().replace("</svg> ", ">")
    assert "Take no more chats" in at_the_desk.post("/desk/chats/duty/").content.decode()
    assert "Take no more chats" in at_the_desk.get("/desk/chats/duty/").content.decode()
    at_the_desk.delete("/desk/chats/duty/")
    assert not ChatDuty.objects.standing().exists()
    type(chat_desk).objects.update(active=False)
    assert not at_the_desk.get("/desk/chats/duty/").content.strip()


def test_who_left_the_desk_is_given_nothing(chat_desk, support):  # noqa: F811
    gone = make_person("Fatou Diop", "fatou@whiteglove.example", "agent", support)
    actions.begin_chat_duty(by=gone, at=clock.now())
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    ask("a")
    assert route_chats(at=clock.now()) == 0
    assert Ticket.objects.get().state == State.OPEN
    assert ChatSession.objects.open().count() == 1


@pytest.mark.engineless
def test_ones_own_measure_counts_instead_of_the_desks():
    chat = Waiting(42, 1, most=3)
    assert choose(chat, [ready(1, chats=1, most=1)]) is None
    assert choose(chat, [ready(1, chats=4, most=5)]).person == 1


def limit(browser: Client, person, most) -> int:
    return browser.post(f"/desk/chats/limits/{person.pk}/", {"most": most}).status_code


def test_lee_says_how_many_chats_ada_has_at_once(chat_desk, ada, lee, signed_in):  # noqa: F811
    browser = signed_in(lee)
    assert "At once, at most" in browser.get(f"/people/{ada.pk}/").content.decode()
    assert limit(browser, ada, 1) == 302
    actions.begin_chat_duty(by=ada, at=clock.now())
    ask("a", "b")
    route_chats(at=clock.now())
    assert holders() == [ada.name, ""]
    assert limit(browser, ada, "") == 302
    route_chats(at=clock.now())
    assert holders() == [ada.name, ada.name]


@pytest.mark.parametrize("most", ["0", "13", "-1", "many", "\x00"])
def test_a_number_that_makes_no_sense_changes_nothing(chat_desk, ada, lee, signed_in, most):  # noqa: F811
    limit(signed_in(lee), ada, most)
    assert not ChatLimit.objects.exists()


def test_ada_reads_her_measure_and_zed_finds_no_door(chat_desk, ada, lee, zed, signed_in):  # noqa: F811
    limit(signed_in(lee), ada, 2)
    assert limit(signed_in(ada), ada, 9) in {403, 404} and limit(signed_in(zed), ada, 9) in {403, 404}
    assert [one.most for one in ChatLimit.objects.all()] == [2]

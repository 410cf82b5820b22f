"""How chats were answered: each visit counts once, by what happened, and each number opens what it counts."""

from datetime import date, timedelta
from math import ceil

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.desk import actions, chat_counts
from whiteglove.service.desk.actions.count_chats import count_chat
from whiteglove.service.desk.chat_counting import Became, Sum, Told, became
from whiteglove.service.desk.models import ChatWait, Message, Ticket
from whiteglove.service.desk.templatetags.chats import wait
from whiteglove.service.sla.actions import define_calendar

from .conftest import NINE, later
from .test_answer_chats import answer, chat_desk, post, say  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def told(name: str, seconds: int, **facts) -> Told:
    return Told(name, later(seconds=seconds), facts)


GIVEN = told("ticket.assigned", 5, to=1)
REPLIED = told("ticket.replied", 30, message=7)
LEFT = told("chat.ended", 60, session=1)
ANSWERED = Became("answered", 7, later(seconds=30), 30)


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ([], Became()),
        ([GIVEN], Became()),
        ([REPLIED], ANSWERED),
        ([REPLIED, told("ticket.replied", 40, message=8)], ANSWERED),
        ([REPLIED, LEFT], ANSWERED._replace(ended_at=LEFT.at)),
        ([told("ticket.replied", -10, message=6)], Became()),
        ([REPLIED, told("ticket.reply_undone", 35, message=7)], Became()),
        ([REPLIED, told("ticket.reply_undone", 35, message=7), told("ticket.replied", 50, message=8)],
         Became("answered", 8, later(seconds=50), 50)),
        ([told("chat.ended", 10, session=2)], Became()),
        ([LEFT], Became("missed", ended_at=LEFT.at)),
        ([LEFT, told("ticket.replied", 70, message=7)], Became("missed", ended_at=LEFT.at)),
        ([GIVEN, LEFT], Became("abandoned", ended_at=LEFT.at)),
        ([told("ticket.assigned", -50, to=1), LEFT], Became("abandoned", ended_at=LEFT.at)),
        ([GIVEN, told("ticket.unassigned", 40), LEFT], Became("missed", ended_at=LEFT.at)),
        ([GIVEN, told("ticket.passed_on", 40, to=None), LEFT], Became("missed", ended_at=LEFT.at)),
        ([GIVEN, told("ticket.passed_on", 40, to=2), LEFT], Became("abandoned", ended_at=LEFT.at)),
        ([GIVEN, told("ticket.moved", 40, put_back=True), LEFT], Became("missed", ended_at=LEFT.at)),
        ([GIVEN, told("ticket.moved", 40), LEFT], Became("abandoned", ended_at=LEFT.at)),
        ([told("ticket.taken_over", 4, to=2), LEFT], Became("abandoned", ended_at=LEFT.at)),
    ],
)  # fmt: skip
def test_what_became_of_a_chat(events, outcome):
    assert became(events, session=1, began_at=NINE, in_hours=True) == outcome


@pytest.mark.engineless
def test_outside_of_its_hours_nothing_is_missed():
    assert became([LEFT], session=1, began_at=NINE, in_hours=False).outcome == "abandoned"


@pytest.mark.engineless
@given(st.lists(st.integers(0, 500), max_size=60), st.sampled_from([0.5, 0.9]))
def test_a_share_of_the_waits_is_the_nearest_rank(waits, share):
    one = Sum()
    for seconds in waits:
        one.add("answered", seconds, 1)
    assert one.within(share) == (sorted(waits)[ceil(len(waits) * share) - 1] if waits else None)


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("seconds", "said"), [(None, "–"), (0, "0 s"), (59, "59 s"), (130, "2 min 10 s"), (7300, "2 h 1 min")]
)
def test_waits_are_written_as_people_say_them(seconds, said):
    assert wait(seconds) == said


def arrive(text: str, letter: str = "a") -> None:
    say(text, letter)
    settle_all()


def outcomes() -> list[str]:
    return list(ChatWait.objects.order_by("session").values_list("outcome", flat=True))


def test_each_visit_counts_once_from_its_first_word_to_its_end(chat_desk, ada, support):  # noqa: F811
    arrive("Hello", "a")
    arrive("Still here", "a")
    arrive("Hello", "b")
    arrive("Hello", "c")
    assert outcomes() == ["waiting"] * 3
    first, second, _ = Ticket.objects.order_by("pk")
    answer(first, ada, "Hello!")
    actions.take(ticket=second, by=ada, at=clock.now())
    post("end", {}, "b")
    post("end", {}, "c")
    settle_all()
    assert outcomes() == ["answered", "abandoned", "missed"]
    assert set(ChatWait.objects.values_list("team", flat=True)) == {support.pk}
    post("end", {}, "a")
    arrive("Another thing", "a")
    settle_all()
    assert outcomes() == ["answered", "abandoned", "missed", "waiting"]


def settle_all() -> None:
    for event in Event.objects.named("chat.began", "chat.ended").order_by("id"):
        count_chat(event)


def test_all_of_it_comes_from_events_and_comes_out_the_same_again(chat_desk, ada):  # noqa: F811
    for letter in "abc":
        arrive("Hello", letter)
    answer(Ticket.objects.order_by("pk").first(), ada, "Hello!")
    post("end", {}, "b")
    settle_all()
    kept = list(ChatWait.objects.order_by("session").values())
    settle_all()
    assert list(ChatWait.objects.order_by("session").values()) == kept
    ChatWait.objects.all().delete()
    settle_all()
    assert [row | {"id": 0} for row in ChatWait.objects.order_by("session").values()] == [
        row | {"id": 0} for row in kept
    ]


def test_a_reply_taken_back_leaves_the_chat_waiting(chat_desk, ada):  # noqa: F811
    chat_desk.settings["undo_seconds"] = 30
    chat_desk.save()
    arrive("Hello")
    ticket = Ticket.objects.get()
    made = actions.reply(ticket=ticket, by=ada, at=clock.now(), text="Hello!", seen_message_id=ticket.last_inbound_id)
    assert outcomes() == ["answered"]
    actions.undo_reply(message=Message.objects.get(pk=made.pk), by=ada, at=clock.now())
    assert outcomes() == ["waiting"]


def test_it_counts_for_the_team_that_has_it_and_follows_a_merge(chat_desk, ada, admin, billing, lee):  # noqa: F811
    arrive("Hello", "a")
    arrive("Me too", "b")
    one, other = Ticket.objects.order_by("pk")
    actions.move(ticket=one, by=admin, at=clock.now(), team=billing)
    assert ChatWait.objects.get(ticket=one).team == billing
    actions.merge(source=one, into=other, by=admin, at=clock.now())
    answer(Ticket.objects.get(pk=other.pk), admin, "Hello both!")
    assert outcomes() == ["answered", "answered"]


def test_outside_opening_hours_is_told_by_the_chats_own_calendar(chat_desk):  # noqa: F811
    another = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(clock.now().weekday() + 3) % 7]
    never = define_calendar(name="Never now", spec={"hours": {another: "09:00-17:00"}}, by=None, at=clock.now())
    chat_desk.settings |= {"calendar": never.pk}
    chat_desk.save()
    arrive("Hello")
    assert [row.in_hours for row in ChatWait.objects.all()] == [False]


@pytest.fixture
def counted(chat_desk, ticket, support, billing):  # noqa: F811
    """Two hundred chats of two teams in a week."""
    days = [date(2026, 3, 1) + timedelta(days=number % 5) for number in range(200)]
    ChatWait.objects.bulk_create(
        ChatWait(
            session=number, ticket=ticket, team=[support, billing, None][number % 3], day=day, began_at=NINE,
            outcome=["answered", "missed", "abandoned", "waiting"][number % 4],
            waited=number if number % 4 == 0 else None,
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    return date(2026, 3, 1), date(2026, 3, 7)


def test_a_page_takes_two_statements_however_many_there_are(counted, lee, admin, django_assert_num_queries):
    lee.team_ids  # noqa: B018 - read before
    with django_assert_num_queries(2):
        found = chat_counts.counts(lee, *counted)
    assert (found.whole.sum.chats, len(found.teams), len(found.days)) == (133, 2, 10)
    with django_assert_num_queries(2):
        assert chat_counts.counts(admin, *counted).whole.sum.chats == 200
    with django_assert_num_queries(2):
        assert len(chat_counts.behind(lee, *counted).rows) == 50


@pytest.mark.parametrize("which", chat_counts.WHICH)
def test_every_number_opens_just_what_it_counts(counted, lee, which):
    found = chat_counts.counts(lee, *counted)
    for row in (found.whole, *found.teams, *found.days):
        days = (row.day, row.day) if row.day else counted
        opened, after = 0, ""
        while True:
            page = chat_counts.behind(lee, *days, team=row.team, which=which, after=after, size=200)
            opened, after = opened + len(page.rows), page.cursor
            if not after:
                break
        assert opened == (row.sum.chats if which == "all" else getattr(row.sum, which))


def test_the_page_shows_them_and_their_links_work(counted, lee, signed_in):
    browser = signed_in(lee)
    page = browser.get("/desk/chats/counts/?first=2026-03-01&last=2026-03-07").content.decode()
    assert "Support" in page and "No team" in page and "Billing" not in page
    link = page.partition('href="/desk/chats/counts/rows/')[2].partition('"')[0].replace("&amp;", "&")
    assert "Cleo Amara" in browser.get(f"/desk/chats/counts/rows/{link}").content.decode()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("", "No chats in these days"),
        ("?first=2026-03-07&last=2026-03-01", "comes after the last one"),
        ("?first=2020-01-01&last=2026-03-01", "At most 92 days"),
        ("?first=soon&last=", "Enter a valid date"),
    ],
)
def test_nothing_and_days_that_make_no_sense_are_said(lee, signed_in, asked, says):
    assert says in signed_in(lee).get(f"/desk/chats/counts/{asked}").content.decode()


@pytest.mark.parametrize("asked", ["which=lost", "team=x", f"team={'9' * 30}", "team=-1"])
def test_a_number_that_is_none_is_not_there(lee, signed_in, asked):
    assert signed_in(lee).get(f"/desk/chats/counts/rows/?{asked}").status_code == 404


def test_only_leads_read_them(counted, ada, zed, mo, signed_in, billing):
    for nobody in (ada, zed, mo):
        for door in ("counts/", "counts/rows/"):
            assert signed_in(nobody).get(f"/desk/chats/{door}").status_code == 403
    stranger = make_person("Agent 7", "agent7@whiteglove.example", "lead", billing)
    assert {row.name for row in chat_counts.counts(stranger, *counted).teams} == {"Billing", "No team"}
    with pytest.raises(PermissionDenied):
        actions.whisper(ticket=Ticket.objects.get(), by=ada, at=NINE, text="x")

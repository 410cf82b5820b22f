"""While an answer bot attends, clocks and counts wait for nobody; then they begin where people were wanted."""

import pytest

from whiteglove.service.desk.chat_counting import BY_BOT, Became, Told, became
from whiteglove.service.desk.happenings import Happened, Wrote, facts_of

from .conftest import NINE, later

pytestmark = pytest.mark.engineless


def happened(name: str, second: int, **facts) -> Happened:
    return Happened(f"ticket.{name}", later(seconds=second), facts)


ATTENDS = happened("bot_attends", 0, state="waiting", session=1)
OPENED = happened("opened", 0, state="waiting", channel="chat", side="customer")
HANDED = happened("bot_left", 60, state="open", session=1, ending="handed_over", waited_for=True)
HELPED = happened("bot_left", 60, state="waiting", session=1, ending="helped", waited_for=False)
SOLVED = happened("solved", 60, state="solved", before="waiting")
SAID = [Wrote("inbound", NINE), Wrote("automatic", later(seconds=2)), Wrote("inbound", later(seconds=59))]


def heard(*events: Happened, said=SAID) -> list[tuple[str, int]]:
    return [(fact.name, (fact.at - NINE).seconds) for fact in facts_of(events, said)]


def test_as_long_as_it_attends_nothing_has_happened():
    assert heard(ATTENDS, OPENED) == []


def test_what_it_solved_never_ran():
    assert heard(ATTENDS, OPENED, HELPED, SOLVED) == []


def test_all_begins_when_it_hands_over():
    assert heard(ATTENDS, OPENED, HANDED) == [("opened", 60), ("wrote", 60), ("chat_asked", 60)]


def test_kind_and_team_that_were_set_meanwhile_hold():
    kind = happened("kind_set", 30, state="waiting", new="refund")
    moved = happened("moved", 40, state="waiting", moved=[1, 2])
    facts = facts_of([ATTENDS, OPENED, kind, moved, HANDED], SAID, team=2)
    assert [(fact.name, fact.traits.get("kind"), fact.traits.get("team")) for fact in facts if fact.at > NINE][:3] == [
        ("opened", "", 1), ("changed", "refund", None), ("changed", None, 2),
    ]  # fmt: skip


def test_answered_by_a_person_at_once_counts_from_the_handing_over():
    reply = Wrote("reply", later(seconds=70))
    assert ("chat_joined", 70) in heard(ATTENDS, OPENED, HANDED, said=[*SAID, reply])


def test_solved_by_it_and_taken_up_by_people_begins_there():
    again = happened("customer_wrote", 90, state="open", before="solved", channel="chat")
    assert heard(ATTENDS, OPENED, HELPED, SOLVED, again)[0] == ("opened", 90)


def told(happening: Happened) -> Told:
    return Told(happening.name, happening.at, happening.facts)


REPLIED = Told("ticket.replied", later(seconds=80), {"message": 7})
ENDED = Told("chat.ended", later(seconds=200), {"session": 1})


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ([told(ATTENDS)], Became(BY_BOT)),
        ([told(ATTENDS), told(HELPED), ENDED], Became(BY_BOT, ended_at=ENDED.at)),
        ([told(ATTENDS), told(HANDED)], Became()),
        ([told(ATTENDS), told(HANDED), REPLIED], Became("answered", 7, REPLIED.at, 20)),
        ([told(ATTENDS), told(HANDED), ENDED], Became("missed", ended_at=ENDED.at)),
        ([told(ATTENDS), told(HELPED), told(ATTENDS)], Became(BY_BOT)),
    ],
)
def test_it_is_counted_by_whom_it_was_answered(events, outcome):
    assert became(events, session=1, began_at=NINE, in_hours=True) == outcome


def test_the_bot_of_another_visit_counts_there():
    assert became([told(ATTENDS), told(HELPED)], session=2, began_at=NINE, in_hours=True) == Became()

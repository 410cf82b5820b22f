"""Goals are data: whose they are, what alone they are about, and how a period is judged."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cast import make_person
from whiteglove.ground.lib import clock
from whiteglove.ground.packs.yamlfile import read_file
from whiteglove.learning.measures import aiming, numbers
from whiteglove.learning.measures.asking import asked_for
from whiteglove.learning.measures.counting import Counting
from whiteglove.learning.measures.metrics import METRICS
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.periods import Period, named
from whiteglove.learning.measures.schema import GOALS, verify
from whiteglove.learning.measures.sight import scope_named

from .conftest import answer, count_all, later

SOLVED = {"metric": "solved", "for": "team", "side": "above", "number": 1, "period": "month", "says": "Done."}
stored = pytest.mark.django_db


@pytest.fixture
def aimed(monkeypatch):
    """`aimed(person, who, goal, …)`: what these goals show on that page, on the last day of March 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 31, 12, tzinfo=UTC))

    def shown(person, who: str, **goal) -> list[aiming.Aim]:
        part = {"goals": [SOLVED | {"id": "one"} | goal]}
        monkeypatch.setattr(aiming, "part_in_force", lambda: part)
        monkeypatch.setattr(aiming, "part_then", lambda at: part)
        return aiming.aims(Asked(scope_named(person, who), named("month", date(2026, 3, 31))))

    return shown


@stored
@pytest.mark.parametrize(("narrow", "many"), [({}, 3), ({"kind": "refund"}, 1), ({"priority": "urgent"}, 0),
                                              ({"channel": "email", "kind": "billing"}, 2)])  # fmt: skip
def test_a_goal_counts_only_what_it_is_about_and_opens_that(narrow, many, aimed, write, ada, lee):
    for day, kind in enumerate(("billing", "billing", "refund")):
        answer(write(later(days=day), kind=kind), ada, later(days=day, hours=1), then="solve")
    count_all()
    (aim,) = aimed(lee, "all", **narrow)
    assert aim.now.figure.whole == many
    opened = asked_for(lee, dict(one.split("=") for one in aim.address.split("&")))
    assert numbers.board(opened, [METRICS["solved"]])["solved"].now == aim.now.figure


@stored
def test_a_goal_of_one_team_is_shown_to_it_and_to_who_looks_after_it(aimed, lee, ada, admin, support, billing):
    stranger = make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing)
    pages = [(lee, "all", 1), (lee, f"team-{support.pk}", 1), (admin, "all", 1), (admin, f"team-{billing.pk}", 0)]
    for person, who, many in pages:
        shown = aimed(person, who, team="Support")
        assert len(shown) == many
        assert all(f"who=team-{support.pk}" in aim.address and aim.about == "Support" for aim in shown)
    assert len(aimed(ada, "me", team="support") + aimed(stranger, "me", team="support")) == 0  # it is the team's
    mine = {"for": "person", "team": "support"}
    assert (len(aimed(ada, "me", **mine)), len(aimed(stranger, "me", **mine))) == (1, 0)
    assert aimed(admin, "all", team="No such team") == []


@stored
def test_scores_are_nobodys_business_without_names(aimed, ada, lee, support):
    score = {"metric": "automatic_score", "number": 80}
    assert aimed(ada, f"team-{support.pk}", **score) == []
    assert len(aimed(lee, f"team-{support.pk}", **score)) == 1


def problems(file: Path, goal: str) -> list[str]:
    file.write_text("counting: {first_contact_days: 7, silent_days: 365, fewest: 10}\ngoals:\n- " + goal)
    said: list[str] = []
    tell = lambda node, key, says: said.append(says)  # noqa: E731
    node = read_file(file, file.name)
    verify(GOALS.check(node, "goals", tell), node, tell)
    return said


GOAL = "{id: one, metric: %s, for: %s, side: above, number: 80, period: month, says: x, %s}"


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("metric", "whose", "more", "fault"),
    [
        ("csat", "team", "channel: chat, kind: refund, priority: urgent, team: Billing", ""),
        ("csat", "team", "channel: fax", "isn't one of"),
        ("csat", "house", "team: Billing", "names no team"),
        ("retention", "team", "channel: chat", "isn't counted by channel"),
        ("tickets_in", "person", "kind: refund", "isn't counted for a person"),
        ("resolution_time", "team", "kind: refund", "give a time"),
    ],
)
def test_a_goal_that_cant_be_counted_is_refused_with_its_name(metric, whose, more, fault, tmp_path):
    said = problems(tmp_path / "goals.yaml", GOAL % (metric, whose, more))
    assert [fault in one for one in said] == ([True] if fault else [])


@pytest.mark.engineless
def test_what_is_still_ahead_has_ended_nothing():
    month = named("month", date(2026, 3, 10))
    assert (month.come, month.last) == (date(2026, 3, 10), date(2026, 3, 31))
    over = named("last-month", date(2026, 3, 10))
    assert over.come == over.last == date(2026, 2, 28)


@stored
def test_a_running_month_tells_nothing_of_its_days_to_come(write, ada, admin):
    answer(write(), ada, later(hours=1), then="solve")
    count_all()
    running = Period("month", date(2026, 3, 1), date(2026, 3, 31), over=False, today=date(2026, 3, 5))
    board = numbers.board(Asked(scope_named(admin, "all"), running), METRICS.values())
    assert {part.last for part, _ in board["backlog"].pieces} == {date(2026, 3, day) for day in range(1, 6)}
    assert len(board["solved"].pieces) == 5 and board["solved"].now.value == 1


@stored
def test_a_customer_whose_silence_has_yet_to_end_is_still_ours(write, admin, monkeypatch):
    write()
    count_all()
    today = date(2027, 3, 1)  # two days before a year of silence is over
    for day, kept in ((today, 1), (today + timedelta(days=3), 0)):
        quarter = Period("quarter", date(2027, 1, 1), date(2027, 3, 31), over=False, today=day)
        asked = Asked(scope_named(admin, "all"), quarter)
        found = numbers.board(asked, [METRICS["retention"]])["retention"].now
        rows = numbers.by_hand(METRICS["retention"], numbers.facts_of(METRICS["retention"], asked), quarter)
        assert (found.part, found.whole) == (kept, 1)
        assert numbers.tell(METRICS["retention"], rows, asked, Counting()) == found

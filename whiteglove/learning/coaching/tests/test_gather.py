"""What an agenda reads of other rooms: numbers, goals, scores, reviews; and of no ticket the lead doesn't see."""

from datetime import timedelta

import pytest
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions.pair import pair
from whiteglove.learning.coaching.actions.prepare import prepare
from whiteglove.learning.coaching.evidence.numbers import from_measures, period_of
from whiteglove.learning.coaching.evidence.scores import from_scores
from whiteglove.learning.coaching.evidence.shape import Window
from whiteglove.learning.coaching.models import Line
from whiteglove.learning.measures.actions.recount import recount
from whiteglove.learning.quality.models import Review, Score, Verdict
from whiteglove.service.desk.models import Commitment
from whiteglove.service.knowledge.models import Article, Translation, Version

from .conftest import NINE

pytestmark = pytest.mark.django_db
FRIDAY = NINE.replace(day=6, hour=12)


@pytest.fixture
def window(ada, lee):
    return Window(ada.pk, NINE - timedelta(days=1), FRIDAY, lee)


@pytest.fixture
def scored(open_ticket, ada, programme):
    def score(total: float, **more):
        row = Score.objects.create(
            ticket=open_ticket(**more), person=ada, revision=programme, card="usual", reader="1", facts="", total=total,
            items=[{"item": "cause", "name": "Root cause", "verdict": "missed"}], at=NINE, solved_at=NINE,
        )  # fmt: skip
        return row.ticket

    return score


def promised(ticket, wrote, ada, state: str) -> None:
    with transaction.atomic():
        record("ticket.opened", subject=ticket, by=None, at=NINE, facts={}, audience="staff")
    said = wrote(ticket, ada, "By noon.", at=NINE)
    Commitment.objects.create(ticket=ticket, message=said, what="Call", person=ada, state=state, offered_at=NINE,
                              confirmed_at=NINE, due_at=NINE, ended_at=NINE)  # fmt: skip


def test_numbers_are_those_of_the_measures_and_nothing_is_told_of_a_few(window, open_ticket, wrote, ada):
    tickets = [open_ticket() for _ in range(12)]
    for number, ticket in enumerate(tickets):
        promised(ticket, wrote, ada, "broken" if number < 3 else "kept")
    recount(tickets=[one.pk for one in tickets[:4]])
    told = {one.facts["metric"]: one.says for one in from_measures(window)}
    assert told["commitments_kept"] == "Promises kept: too few to say (4)."
    recount(tickets=[one.pk for one in tickets])
    told = {one.facts["metric"]: one.says for one in from_measures(window)}
    assert told["commitments_kept"] == "Promises kept: 75 % (9 of 12)."


def test_days_are_counted_in_this_time_or_in_the_one_before(window):
    now, before = period_of(window), period_of(window.before)
    assert (before.last - now.first).days == -1


def test_what_another_team_has_is_in_no_count(talk, wrote, open_ticket, ada, lee, billing, window):
    theirs = open_ticket(team=billing)
    wrote(theirs, ada, "You should have told us.", "fault.blame", at=NINE)
    promised(theirs, wrote, ada, "broken")
    recount(tickets=[theirs.pk])
    talk.kind = "monthly"
    talk.save()
    prepare(talk=talk, by=lee, at=FRIDAY)
    assert not Line.objects.exclude(kind="goal").exists()
    assert from_measures(window) == []


def test_what_is_new_is_told_of_articles_both_may_read(talk, billing, lee):
    for n, (teams, days) in enumerate([([], 1), ([billing], 1), ([], -30)]):
        at = NINE + timedelta(days=days)
        article = Article.objects.create(slug=f"a{n}", made_at=NINE, changed_at=NINE, published=True,
                                         audience="team", of_some_teams=bool(teams))  # fmt: skip
        article.teams.set(teams)
        one = Translation.objects.create(article=article, language="en", title=f"Draft {n}")
        one.published = Version.objects.create(translation=one, number=1, title=f"Article {n}", at=at, began_at=at)
        one.first_published_at = one.published_at = at
        one.save()
    prepare(talk=talk, by=lee, at=FRIDAY)
    assert [line.says for line in Line.objects.filter(item="news")] == ["New: “Article 0”."]


def test_a_conversation_stands_out_against_what_is_usual(scored, window, billing):
    low, *_, high = [scored(total) for total in (40, 70, 72, 71, 95)]
    scored(0, team=billing)
    found = {one.ticket: one for one in from_scores(window, few=5)}
    assert set(found) == {low.pk, high.pk}
    assert found[high.pk].says == "The scorecard gives it 95 of 100, where 70 is usual."
    assert found[low.pk].says.endswith("Not seen: Root cause.") and found[low.pk].weight == -2
    assert from_scores(window, few=6) == []


def test_reviews_since_last_time_stand_there_with_their_words(talk, ada, lee, open_ticket, programme):
    given = Review.objects.create(ticket=open_ticket(), about=ada, reviewer=lee, revision=programme, card="usual",
                                  total=82.0, note="Warm and clear.", begun_at=NINE, given_at=NINE)  # fmt: skip
    Verdict.objects.create(review=given, item="cause", verdict="missed", comment="Why did it happen?")
    prepare(talk=talk, by=lee, at=FRIDAY)
    told = next(one for one in queries.agenda_of(talk, ada) if one.item.id == "reviews")
    assert [(one.says, one.quote) for one in told.lines] == [
        ("Lee reviewed it: 82 of 100.", "Warm and clear."), ("cause: missed.", "Why did it happen?"),
    ]  # fmt: skip


def test_another_lead_gets_an_agenda_of_their_own(talk, ada, lee, support, wrote, open_ticket):
    from tests.cast import make_person

    pair(agent=ada, lead=lee, by=None, at=NINE)
    for _ in range(3):
        wrote(open_ticket(), ada, "You should have told us.", "fault.blame", at=NINE)
    prepare(talk=talk, by=lee, at=FRIDAY)
    assert Line.objects.exists()
    pair(agent=ada, lead=make_person("Sofia", "sofia@whiteglove.example", "lead", support), by=lee, at=FRIDAY)
    assert not Line.objects.exists()

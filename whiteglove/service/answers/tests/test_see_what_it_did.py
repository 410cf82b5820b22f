"""Leads read what the bot answered and missed, and see to what it missed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.answers import encoding, seen
from whiteglove.service.answers.grouping import grouped
from whiteglove.service.answers.models import Alias, Settlement, Talk, Turn
from whiteglove.service.customers.actions.erase import erase
from whiteglove.service.desk.models import Ticket
from whiteglove.service.knowledge.models import Article

# The statements behind it are tried on both engines by the tests of single deeds.
pytestmark = pytest.mark.engineless


@pytest.fixture(autouse=True)
def _by_words(monkeypatch):
    monkeypatch.setattr(encoding, "_lent", [])


@pytest.fixture
def talked(visitor, shelf):
    """Cleo was helped once; two visitors asked what nothing was found for."""
    visitor("a").says("How do I return my lamp?")
    for letter, text in (("b", "Do you sell gizmos?"), ("c", "Gizmos, do you sell these?")):
        visitor(letter).says(text)
    return list(Turn.objects.filter(outcome="missed").order_by("pk"))


@pytest.fixture
def as_lee(lee, signed_in):
    return signed_in(lee)


@pytest.fixture
def signed_in():
    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def numbers(turns) -> str:
    return ",".join(str(one.pk) for one in turns)


@pytest.mark.engineless
def test_the_same_in_other_words_is_put_together():
    texts = ["do you sell gizmos", "Do you sell gizmos ", "gizmos sell", "where is my parcel"]
    signs = [frozenset(text.lower().split()) for text in texts]
    assert grouped(texts, signs, None) == [[0, 1], [2], [3]]
    assert grouped(texts[1:3] * 2, [frozenset({"gizmo", "sell"})] * 4, None) == [[0, 1, 2, 3]]


class TestReading:
    def test_talks_are_counted_by_desk(self, talked, as_lee):
        page = as_lee.get("/answers/").content.decode()
        assert "Shop" in page
        assert "Do you sell gizmos?" in page or "Gizmos, do you sell these?" in page

    def test_what_it_missed_stands_once_with_how_often(self, talked, as_lee):
        page = as_lee.get("/answers/missed/").content.decode()
        assert page.count('class="row bot-group"') == 1
        assert "2 times" in page

    def test_an_answer_stands_with_its_words_and_the_verdict(self, talked, as_lee):
        page = as_lee.get("/answers/answered/").content.decode()
        assert "How do I return my lamp?" in page
        assert "Send it back within 30 days." in page
        assert "no word" in page

    def test_nothing_of_another_teams_desk_is_seen(self, talked, as_lee, billing):
        Ticket.objects.update(team=billing)
        for where in ("", "missed/", "answered/"):
            assert "gizmos" not in as_lee.get(f"/answers/{where}").content.decode().lower()

    def test_an_answer_counts_on_its_day_with_the_desk_it_was_given_at(self, talked, lee, as_lee):
        Talk.objects.update(began_at=clock.now() - timedelta(days=1))
        today = timezone.localtime(clock.now()).date()
        whole, (desk,) = seen.sums(lee, seen.Asked(today, today))
        assert (whole.talks, whole.answered, whole.missed) == (desk.talks, desk.answered, desk.missed) == (0, 1, 2)
        assert "Found nothing" in as_lee.get(f"/answers/?first={today}&last={today}").content.decode()

    @pytest.mark.parametrize(
        "query",
        ["first=2026-13-45&last=x", "first=2026-01-02&last=2026-01-01", "desk=99", "after=x",
         "first=9999-12-30&last=9999-12-31", "first=0001-01-01&last=0001-01-02"],
    )  # fmt: skip
    def test_senseless_days_are_the_usual_ones(self, talked, as_lee, query):
        assert as_lee.get(f"/answers/?{query}").status_code == 200
        assert as_lee.get(f"/answers/answered/?{query}").status_code == 200

    def test_a_sheet_holds_no_formula(self, talked, as_lee):
        Turn.objects.filter(pk=talked[0].pk).update(question="=HYPERLINK(1)")
        sheet = b"".join(as_lee.get("/answers/missed.csv")).decode()
        assert sheet.startswith("asked,words,language,outcome,last")
        assert "'=HYPERLINK(1)" in sheet


class TestSeeingTo:
    def test_a_draft_begins_with_the_question_and_the_visitors_words(self, talked, as_lee):
        answer = as_lee.post("/answers/missed/settle/", {"turns": numbers(talked), "how": "written"})
        article = Article.objects.latest("pk")
        assert answer.status_code == 303
        assert article.translations.get().draft.title in {one.question for one in talked}
        assert "Gizmos, do you sell these?" in article.translations.get().draft.body
        assert "gizmos" not in as_lee.get("/answers/missed/").content.decode().lower()

    def test_the_named_article_is_found_by_these_words_until_it_is_undone(self, talked, shelf, as_lee):
        given = {"turns": numbers(talked), "how": "has_it", "article": shelf.by_word["deliver"].pk}
        assert as_lee.post("/answers/missed/settle/", given).status_code == 303
        assert Alias.objects.standing().filter(article=shelf.by_word["deliver"]).count() == 2
        made = Settlement.objects.get()
        assert "gizmos" in as_lee.get("/answers/missed/?settled=1").content.decode().lower()
        as_lee.post(f"/answers/missed/settled/{made.pk}/undo/")
        assert not Alias.objects.standing().exists()
        assert "2 times" in as_lee.get("/answers/missed/").content.decode()

    def test_a_page_offers_articles_and_finds_others(self, talked, shelf, as_lee):
        shown = as_lee.get(f"/answers/missed/see-to/?turns={numbers(talked)}&words=delivery").content.decode()
        assert "Delivery times" in shown

    def test_without_an_article_nothing_is_settled(self, talked, as_lee):
        as_lee.post("/answers/missed/settle/", {"turns": numbers(talked), "how": "has_it"})
        assert not Settlement.objects.exists()

    def test_words_that_tell_who_asked_stay_out_of_articles(self, talked, as_lee):
        Turn.objects.filter(pk=talked[0].pk).update(question="I am cleo@customer.example, do you sell gizmos?")
        as_lee.post("/answers/missed/settle/", {"turns": numbers(talked), "how": "written"})
        article = Article.objects.latest("pk")
        assert "cleo" not in article.translations.get().draft.body + article.translations.get().title + article.slug

    def test_where_every_question_tells_who_asked_the_title_is_ours(self, talked, as_lee):
        Turn.objects.update(question="Is 4111 1111 1111 1111 charged twice?")
        as_lee.post("/answers/missed/settle/", {"turns": numbers(talked), "how": "written"})
        assert Article.objects.latest("pk").slug == "what-visitors-asked"

    @pytest.mark.parametrize("how", ["written", "none"])
    def test_pressed_twice_it_is_seen_to_once(self, talked, as_lee, how):
        before = Article.objects.count()
        for _ in range(2):
            as_lee.post("/answers/missed/settle/", {"turns": numbers(talked), "how": how})
        assert Settlement.objects.count() == 1 and Article.objects.count() - before == (how == "written")

    def test_of_another_teams_questions_nothing_is_shown_or_undone(self, talked, as_lee, billing):
        as_lee.post("/answers/missed/settle/", {"turns": numbers(talked), "how": "none"})
        Ticket.objects.filter(pk=talked[1].ticket_id).update(team=billing)
        page = as_lee.get("/answers/missed/?settled=1").content.decode()
        assert "Do you sell gizmos?" in page and "Gizmos, do you" not in page and "/undo/" not in page
        made = Settlement.objects.get()
        assert as_lee.post(f"/answers/missed/settled/{made.pk}/undo/").status_code == 404
        Ticket.objects.filter(pk=talked[0].ticket_id).update(team=billing)
        assert "gizmos" not in as_lee.get("/answers/missed/?settled=1").content.decode().lower()

    def test_an_erased_customers_words_find_nothing_any_more(self, talked, shelf, as_lee, admin):
        given = {"turns": numbers(talked), "how": "has_it", "article": shelf.by_word["deliver"].pk}
        as_lee.post("/answers/missed/settle/", given)
        customer = talked[0].ticket.customer
        erase(customer=customer, by=admin, at=clock.now())
        run_pending(raising=True)
        assert not Alias.objects.filter(turn__ticket__customer=customer).exists()


class TestTrying:
    def test_it_shows_what_it_would_say_and_writes_nothing(self, talked, as_lee):
        before = Turn.objects.count(), Talk.objects.count()
        page = as_lee.get("/answers/try/?question=Returning+an+order&language=en&who=everybody").content.decode()
        assert "Returning an order" in page
        assert (Turn.objects.count(), Talk.objects.count()) == before


class TestDoors:
    @pytest.mark.parametrize("where", ["", "missed/", "missed.csv", "answered/", "try/", "missed/see-to/?turns=1"])
    def test_zed_and_ada_stay_outside(self, signed_in, zed, ada, where):
        for person in (zed, ada):
            assert signed_in(person).get(f"/answers/{where}").status_code in (403, 404)

    @pytest.mark.parametrize("where", ["missed/settle/", "missed/settled/1/undo/"])
    def test_zed_and_ada_settle_nothing(self, signed_in, zed, ada, talked, where):
        for person in (zed, ada):
            answer = signed_in(person).post(f"/answers/{where}", {"turns": numbers(talked), "how": "none"})
            assert answer.status_code in (403, 404)
        assert not Settlement.objects.exists()

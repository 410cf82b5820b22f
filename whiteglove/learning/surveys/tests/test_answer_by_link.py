"""What a customer meets who follows a link: reading changes nothing, one click is enough, nobody can make a link up."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from whiteglove.ground.lib import clock
from whiteglove.learning.surveys import links, tongue
from whiteglove.learning.surveys.models import SurveyAnswer, SurveyClick, Unsubscription

from .conftest import later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: later(hours=1))


@pytest.fixture
def link(asked) -> str:
    return f"/survey/{links.token_of(asked.pk)}/"


@pytest.fixture
def visitor() -> Client:
    """Checks forged forms as in the product: no cookie is needed to answer."""
    return Client(enforce_csrf_checks=True)


def test_whoever_opens_every_link_has_said_nothing(visitor, link):
    with CaptureQueriesContext(
        connection,
    ) as asked_for:
        for score in range(1, 6):
            page = visitor.get(f"{link}{score}/")
            assert page.status_code == 200
        visitor.get(f"{link}stop/")
    assert not any(one["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for one in asked_for)
    assert not SurveyAnswer.objects.exists() and not Unsubscription.objects.exists()


def test_the_page_shows_what_was_clicked_and_a_button(visitor, link):
    page = visitor.get(f"{link}4/").content.decode()
    assert 'value="4" required checked' in page
    assert 'data-clicked="4"' in page and "You chose 4. Press the button to send it." in page


def test_pressed_it_is_kept_with_words_added_on_the_same_page(visitor, link):
    answered = visitor.post(link, {"score": "4", "comment": "Kind"}, follow=True)
    assert "We have your answer." in answered.content.decode()
    visitor.post(link, {"score": "4", "comment": "Kind people"})
    row = SurveyAnswer.objects.get()
    assert (row.score, row.comment, row.times) == (4, "Kind people", 1)


def test_a_page_that_opens_by_itself_leaves_a_click_and_the_first_move_an_answer(visitor, link):
    assert visitor.post(link, {"score": "4", "how": "opened"}).status_code == 204
    assert SurveyClick.objects.get().score == 4
    assert not SurveyAnswer.objects.exists()
    assert visitor.post(link, {"score": "4", "how": "acted"}).status_code == 204
    assert SurveyAnswer.objects.get().score == 4


def test_another_number_clicked_later_is_only_offered(visitor, link):
    visitor.post(link, {"score": "2"})
    page = visitor.get(f"{link}5/").content.decode()
    assert "You gave 2 before. Press the button to change it to 5." in page
    assert "data-clicked" not in page


@pytest.mark.parametrize("given", [{}, {"score": "9"}, {"score": "x"}, {"score": "²"}, {"score": "1" * 30}])
def test_what_is_no_number_of_the_scale_is_asked_again(visitor, link, given):
    page = visitor.post(link, given)
    assert (page.status_code, "Choose one of the numbers." in page.content.decode()) == (422, True)
    assert not SurveyAnswer.objects.exists()


def test_a_number_off_the_scale_in_the_address_chooses_none(visitor, link):
    assert "checked" not in visitor.get(f"{link}99/").content.decode()


def test_hostile_words_are_only_words(visitor, link):
    visitor.post(link, {"score": "1", "comment": "</textarea><script>x</script>\x00"})
    page = visitor.get(link).content.decode()
    assert "&lt;/textarea&gt;&lt;script&gt;" in page and "<script>x" not in page


@pytest.mark.parametrize("token", ["1", "1.forged", "x", "1." + "a" * 300])
def test_a_made_up_link_leads_nowhere(visitor, asked, token):
    for address in (f"/survey/{token}/", f"/survey/{token}/4/", f"/survey/{token}/stop/"):
        assert visitor.get(address).status_code == 404
        assert visitor.post(address, {"score": "4"}).status_code == 404
    assert not SurveyAnswer.objects.exists()


def test_too_late_it_says_so(visitor, link, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: later(days=20))
    assert "This survey is closed" in visitor.get(f"{link}4/").content.decode()
    assert "This survey is closed" in visitor.post(link, {"score": "4"}).content.decode()
    assert not SurveyAnswer.objects.exists()


def test_one_click_of_a_mail_program_ends_the_surveys_and_one_brings_them_back(visitor, link):
    done = visitor.post(f"{link}stop/", "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert done.status_code == 200 and "No more surveys" in done.content.decode()
    assert Unsubscription.objects.get(undone_at=None).key == "cleo@customer.example"
    visitor.post(f"{link}stop/")
    assert Unsubscription.objects.count() == 1
    visitor.post(f"{link}stop/", {"again": "1"})
    assert not Unsubscription.objects.filter(undone_at=None).exists()


@pytest.mark.parametrize("language", tongue.known())
def test_it_speaks_every_language_whole(visitor, link, language):
    page = visitor.get(f"{link}4/?in={language}")
    text = page.content.decode()
    assert page["Content-Language"] == language
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text
    assert set(tongue._tongues.lines(language)) == set(tongue._tongues.lines("en"))


def test_nobody_keeps_a_copy_and_no_other_site_learns_the_address(visitor, link):
    page = visitor.get(link)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert page["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_one_page_costs_the_same_whatever_was_asked(visitor, link, django_assert_max_num_queries):
    visitor.get(link)
    with django_assert_max_num_queries(6):
        visitor.get(f"{link}4/")

import inspect

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils.module_loading import import_string

pytestmark = pytest.mark.engineless
SETUP = {"admin", "lee"}


def page(code):
    return get_resolver().resolve_error_handler(code)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["admin", "lee", "ada", "mo", "cleo", "zed"])
def test_setup_is_for_those_in_charge(who, signed_in, request):
    answer = signed_in(request.getfixturevalue(who)).get("/setup/")
    assert answer.status_code == (200 if who in SETUP else 403)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["admin", "lee", "ada", "mo", "cleo", "zed"])
def test_search_is_the_desks(who, signed_in, request):
    answer = signed_in(request.getfixturevalue(who)).get("/search/", {"q": "charged & twice"})
    if who in {"admin", "lee", "ada"}:
        assert answer["Location"] == "/desk/search/?q=charged+%26+twice"
    else:
        assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/setup/", "/search/"])
def test_a_stranger_signs_in_first(path, client):
    answer = client.get(path)
    assert answer.status_code == 302 and "login" in answer["Location"]


@pytest.mark.django_db
def test_setup_lists_what_every_room_offers_within_what_one_may(admin, lee, signed_in):
    assert b"People and teams" in signed_in(admin).get("/setup/").content
    page = signed_in(lee).get("/setup/").content
    assert b"Organisations" in page and b"The standard" in page


@pytest.mark.django_db
def test_zed_sees_a_page_that_says_whom_to_ask(zed, signed_in):
    answer = signed_in(zed).get("/customers/")
    assert answer.status_code == 403
    assert b"You may not see customers" in answer.content and b"ask an administrator" in answer.content


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so(ada, signed_in):
    answer = signed_in(ada).get("/nowhere/")
    assert answer.status_code == 404 and b"Nothing to see here" in answer.content


@pytest.mark.parametrize("code", [400, 403, 404])
def test_error_pages_need_no_database(code):
    # Without the db fixture, touching the database fails the test.
    answer = page(code)(RequestFactory().get("/"), PermissionDenied())
    assert answer.status_code == code and b"Go home" in answer.content and b"ui/tokens" in answer.content


def test_the_page_about_a_fault_needs_no_database_and_never_fails_itself(monkeypatch):
    broken = page(500)
    assert b"Something broke on our side" in broken(RequestFactory().get("/")).content

    def broken_too(*args):
        raise RuntimeError

    monkeypatch.setattr(inspect.getmodule(broken), "render_to_string", broken_too)
    answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 500 and b"went wrong on our side" in answer.content


def test_an_old_form_says_how_to_send_it_again(settings):
    answer = import_string(settings.CSRF_FAILURE_VIEW)(RequestFactory().post("/"))
    assert answer.status_code == 403 and b"send it again" in answer.content


def test_a_refusal_shows_the_policys_sentence_and_nothing_a_stranger_could_put_there():
    given = PermissionDenied("<script>alert(1)</script>")
    assert b"alert" not in page(403)(RequestFactory().get("/"), given).content
    told = page(403)(RequestFactory().get("/"), PermissionDenied("You may not <b>.")).content
    assert b"You may not &lt;b&gt;." in told


def test_robots_and_browsers_get_their_small_files(client):
    assert b"Disallow: /\nAllow: /help/\n" in client.get("/robots.txt").content
    assert client.get("/favicon.ico")["Location"].endswith("logo.svg")

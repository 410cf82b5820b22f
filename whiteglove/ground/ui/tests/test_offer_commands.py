"""The command palette and the style guide, as each of the cast meets them."""

import pytest

from whiteglove.ground.ui import palette
from whiteglove.ground.ui.palette import Hit

pytestmark = pytest.mark.django_db


@pytest.fixture
def finder(monkeypatch):
    monkeypatch.setattr(palette, "_finders", {})

    @palette.finder("desk.tickets", permit="ui.guide")
    def find(request, words):
        return [Hit(f"{words} {n}", f"/desk/tickets/{n}/", "Cleo Amara") for n in range(20)]


def test_ada_finds_what_she_types(signed_in, ada, finder):
    page = signed_in(ada).get("/ui/commands/", {"q": "charged"}).content.decode()
    assert page.count("data-found") == 6
    assert "charged 0" in page


def test_nothing_is_searched_before_something_is_typed(signed_in, ada, finder):
    assert "data-found" not in signed_in(ada).get("/ui/commands/").content.decode()


def test_words_are_shown_as_words(signed_in, ada, finder):
    page = signed_in(ada).get("/ui/commands/", {"q": "<img src=x onerror=1>"}).content.decode()
    assert "<img" not in page


def test_commands_without_the_permit_are_not_offered(signed_in, ada, monkeypatch):
    monkeypatch.setattr(palette, "_commands", {})
    palette.command(key="teams", label="Manage teams", url_name="ui:guide", permit="people.manage_teams")
    palette.command(key="guide", label="Style guide", url_name="ui:guide", permit="ui.guide", keys="g y")
    page = signed_in(ada).get("/ui/commands/").content.decode()
    assert "Style guide" in page
    assert "Manage teams" not in page


@pytest.mark.parametrize("url", ["/ui/", "/ui/commands/", "/ui/panels/ticket.sidebar/desk.clocks/?ticket=1"])
def test_a_stranger_is_sent_to_sign_in_and_zed_is_refused(client, signed_in, zed, url):
    assert client.get(url).status_code == 302
    assert signed_in(zed).get(url).status_code == 403


def test_the_guide_shows_everything_in_both_themes_without_anything_inline(signed_in, ada):
    page = signed_in(ada).get("/ui/").content.decode()
    assert 'data-theme="light"' in page
    assert 'data-theme="dark"' in page
    assert " style=" not in page
    assert "<script>" not in page


def test_the_page_follows_the_persons_theme_and_keys(signed_in, ada):
    ada.theme, ada.keyboard_off = "dark", True
    ada.save()
    page = signed_in(ada).get("/ui/").content.decode()
    assert '<html lang="en-gb" dir="ltr" data-theme="dark" data-keys="off">' in page

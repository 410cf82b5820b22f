"""Places and panels: rooms show themselves in pages they don't know."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from whiteglove.ground.ui import checks, slots
from whiteglove.ground.ui.slots import UnknownPlace, panel, panels, place, show


@pytest.fixture(autouse=True)
def _own_house(monkeypatch):
    """A house with one place and nothing in it."""
    monkeypatch.setattr(slots, "_places", {})
    monkeypatch.setattr(slots, "_panels", {})
    place("ticket.sidebar", "The column beside a conversation")


def as_(person):
    request = RequestFactory().get("/")
    request.user = person
    return request


def hang(order=50, permit=None, fill=lambda request, **context: {}, name="card"):
    fill.__name__ = name
    return panel("ticket.sidebar", template="ui/empty.html", order=order, permit=permit)(fill)


def test_panels_stand_in_their_order():
    hang(order=20, name="clocks", fill=lambda request: {})
    hang(order=10, name="customer", fill=lambda request: {})
    assert [one.key.rpartition(".")[2] for one in panels("ticket.sidebar")] == ["customer", "clocks"]


def test_a_panel_that_was_hung_twice_stands_once():
    hang(fill=lambda request: {})
    hang(fill=lambda request: {})
    assert len(panels("ticket.sidebar")) == 1


def test_asking_for_a_place_nobody_has_is_an_error():
    with pytest.raises(UnknownPlace, match=r"ticket\.sidebra"):
        panels("ticket.sidebra")


def test_a_panel_in_a_place_nobody_has_stops_the_start():
    panel("ticket.sidebra", template="ui/empty.html")(lambda request: {})
    errors = checks.panels_have_a_place(None)
    assert [error.id for error in errors] == ["ui.E001"]
    assert "ticket.sidebra" in errors[0].msg


def test_a_panel_with_nothing_to_say_leaves_no_trace(ada):
    hang(fill=lambda request, **context: None)
    assert show(panels("ticket.sidebar")[0], as_(ada), {}) == ""


def test_a_panel_is_shown_to_those_who_hold_its_permit(ada, zed):
    hang(permit="ui.guide", fill=lambda request, **context: {"title": "Cleo Amara"})
    one = panels("ticket.sidebar")[0]
    assert "Cleo Amara" in show(one, as_(ada), {})
    assert show(one, as_(zed), {}) == ""


def test_a_lazy_panel_comes_through_its_places_own_opening(signed_in, ada):
    def opens(request, ticket):
        if ticket != "42":
            raise Http404
        return {"ticket": 42}

    place("ticket.sidebar", "The column beside a conversation", opens=opens)
    panel("ticket.sidebar", template="ui/empty.html", lazy=True)(lambda request, ticket: {"title": f"About {ticket}"})
    url = f"/ui/panels/ticket.sidebar/{panels('ticket.sidebar')[0].key}/"
    browser = signed_in(ada)
    assert "About 42" in browser.get(url, {"ticket": "42"}).content.decode()
    assert browser.get(url, {"ticket": "43"}).status_code == 404
    assert browser.get(url).status_code == 404
    assert browser.get(url, {"anything": "else"}).status_code == 404

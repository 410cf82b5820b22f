"""A word after the deed reaches the person once, by whichever way the answer goes."""

import json

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from whiteglove.ground.ui import toasts


def answered(response: HttpResponse, headers: dict | None = None):
    """(response, toasts that wait for the next page) after a view that said "Solved." with an undo."""
    request = RequestFactory().get("/", headers=headers or {})
    SessionMiddleware(lambda _: None).process_request(request)
    MessageMiddleware(lambda _: None).process_request(request)

    def view(request):
        toasts.say(request, "Solved: “Größe”.", undo_url="/desk/tickets/42/solution/")
        return response

    response = toasts.ToastMiddleware(view)(request)
    return response, [] if request._messages.used else toasts.drain(request)


SOLVED = {
    "text": "Solved: “Größe”.",
    "level": "info",
    "undo": {"url": "/desk/tickets/42/solution/", "method": "DELETE", "seconds": 10},
}


def test_a_partial_carries_its_toast_in_a_header_that_is_plain_ascii():
    response, waiting = answered(HttpResponse(status=204), {"HX-Request": "true"})
    assert response.headers["HX-Trigger"].isascii()
    assert json.loads(response.headers["HX-Trigger"])["ui:toasts"]["toasts"] == [SOLVED]
    assert waiting == []


def test_other_events_of_the_answer_are_kept():
    sent = toasts.tell(HttpResponse(), "desk:changed", {"ticket": 42})
    response, _ = answered(sent, {"HX-Request": "true"})
    assert set(json.loads(response.headers["HX-Trigger"])) == {"desk:changed", "ui:toasts"}


def test_a_whole_page_shows_its_toast_itself():
    response, waiting = answered(HttpResponse("<html>"))
    assert "HX-Trigger" not in response.headers
    assert waiting == [SOLVED]


def test_a_toast_waits_for_the_page_one_is_sent_to():
    response, waiting = answered(HttpResponse(headers={"HX-Redirect": "/desk/"}), {"HX-Request": "true"})
    assert "HX-Trigger" not in response.headers
    assert waiting == [SOLVED]


def test_a_refusal_says_why():
    response, _ = answered(HttpResponse(status=409), {"HX-Request": "true"})
    assert "ui:toasts" in json.loads(response.headers["HX-Trigger"])

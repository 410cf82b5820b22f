"""A promise from the reply that gives it to the call that keeps it, by keyboard and by click."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings, open_from_queue

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
PROMISE = "Hello Cleo, I'll call you back by tomorrow noon."


@pytest.fixture
def ticket(at_the_desk, product) -> Page:
    """A fresh mail of Cleo's, open before Ada."""
    subject = f"Kettle {uuid.uuid4().hex[:8]}"
    product.mail(subject, "When can you repair it?")
    ada = at_the_desk("ada")
    open_from_queue(ada, subject)
    return ada


def answer(page: Page, text: str = PROMISE) -> None:
    page.keyboard.press("r")
    page.keyboard.type(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".promise-offer")).to_contain_text("You promised: call back", timeout=15_000)


def test_one_key_keeps_track_and_one_click_keeps_the_promise(ticket):
    answer(ticket)
    assert findings(ticket) == []
    ticket.keyboard.press("Escape")
    ticket.keyboard.press("y")
    expect(ticket.locator(".promise-offer")).to_have_count(0)
    side = ticket.locator("#context .promise")
    expect(side).to_contain_text("12:00 · by you")
    ticket.get_by_role("button", name="Kept: Call back").click()
    expect(side).to_have_count(0)
    expect(ticket.get_by_role("status").filter(has_text="Promise kept.")).to_be_visible()


def test_no_is_an_answer_and_can_be_taken_back(ticket):
    answer(ticket)
    ticket.locator(".promise-offer").get_by_role("button", name="No").click()
    expect(ticket.locator(".promise-offer")).to_have_count(0)
    ticket.get_by_role("button", name="Undo").last.click()
    expect(ticket.locator(".promise-offer")).to_have_count(1)


def test_a_promise_is_put_in_other_words_and_stands_in_the_list(ticket):
    answer(ticket)
    ticket.locator(".promise-offer").get_by_role("button", name="Change").click()
    ticket.get_by_role("dialog").get_by_label("What", exact=True).fill("Call Cleo about the kettle")
    ticket.get_by_role("dialog").get_by_role("button", name="Keep track").click()
    expect(ticket.locator("#context .promise")).to_contain_text("Call Cleo about the kettle")
    ticket.goto("/desk/promises/")
    expect(ticket.get_by_role("link", name="Call Cleo about the kettle").first).to_be_visible()
    assert findings(ticket) == []

"""A promise from the reply that gives it to the call that keeps it, and what is asked at the end of a ticket."""

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


def answer(page: Page) -> None:
    write(page, PROMISE)
    expect(page.locator(".promise-offer")).to_contain_text("You promised: call back")


def write(page: Page, text: str) -> None:
    page.keyboard.press("r")
    page.keyboard.type(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said-reply")).to_contain_text(text)


def test_one_key_keeps_track_and_one_click_keeps_the_promise(ticket):
    answer(ticket)
    assert findings(ticket) == []
    ticket.keyboard.press("Escape")
    ticket.keyboard.press("y")
    expect(ticket.locator(".promise-offer")).to_have_count(0)
    side = ticket.locator("#context .promise")
    expect(side).to_contain_text("12:00 · by you")
    ticket.get_by_role("button", name="Reached: Call back", exact=True).click()
    expect(side).to_have_count(0)
    expect(ticket.get_by_role("status").filter(has_text="Promise kept.")).to_be_visible()


def test_before_solving_what_is_missing_is_asked_and_answered_by_keys(ticket):
    write(ticket, "Hello Cleo, the kettle is fixed.")
    ticket.keyboard.press("Escape")
    ticket.keyboard.press("e")
    dialog = ticket.get_by_role("dialog", name="Choose")
    expect(dialog).to_contain_text("Before you solve")
    assert findings(ticket) == []
    ticket.keyboard.press("y")
    expect(dialog.get_by_role("radio", checked=True)).to_have_count(1)
    ticket.keyboard.press("e")
    toast = ticket.get_by_role("status").filter(has_text="Solved")
    expect(toast).to_be_visible()
    expect(dialog).to_be_hidden()
    toast.get_by_role("button", name="Undo").last.click()
    expect(ticket.get_by_role("button", name="Solve", exact=True)).to_be_visible()


def test_a_reply_that_solves_waits_for_the_answers_and_leaves_with_them(ticket):
    ticket.keyboard.press("r")
    ticket.keyboard.type("Hello Cleo, it is done.")
    ticket.keyboard.press("Control+Shift+Enter")
    dialog = ticket.get_by_role("dialog", name="Choose")
    expect(dialog).to_contain_text("Your reply hasn't left")
    dialog.get_by_role("radio", name="Not needed").first.check()
    dialog.get_by_role("button", name="Send and solve").click()
    expect(ticket.get_by_role("status").filter(has_text="Reply sent and solved.")).to_be_visible()


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


def test_a_call_from_the_first_ring_to_the_call_back_without_a_mouse(at_the_desk):
    """Nobody takes a hand from the keyboard: who it is, what was said, on hold and back, and what we owe."""
    ada, keys = at_the_desk("ada"), lambda *pressed: [ada.keyboard.press(key) for key in pressed]
    keys("g", "p")
    expect(ada.locator("#call-number")).to_be_focused()
    ada.keyboard.type("+49 30 23125 099")
    keys("Enter")
    expect(ada.locator("#call-text")).to_be_focused()
    ada.keyboard.type("My kettle leaks since yesterday.")
    keys("Enter")
    expect(ada.locator("#call-lines")).to_contain_text("My kettle leaks")
    keys("Alt+n")
    ada.keyboard.type("Noor Caller")
    keys("Enter")
    expect(ada.get_by_role("heading", name="Noor Caller")).to_be_visible()
    keys("Alt+n")
    ada.keyboard.type("Leaking kettle")
    keys("Enter")
    expect(ada.locator("#call-head")).to_contain_text("Leaking kettle")
    keys("Alt+p")
    expect(ada.locator("#call-head")).to_contain_text("On hold")
    assert findings(ada) == []
    ada.reload()
    keys("Alt+p")
    expect(ada.locator("#call-head")).to_contain_text("Speaking")
    keys("Alt+e")
    expect(ada.get_by_role("heading", name="What became of it?")).to_be_visible()
    keys("Alt+2")
    expect(ada.locator("#call-after")).to_contain_text("We call back")
    expect(ada.locator("#call-about")).to_contain_text("Call back: +49 30 23125099")

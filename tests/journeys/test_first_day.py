"""The first day: a mail arrives, Ada answers, Cleo's mail program shows the reply in the same thread."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import until

pytestmark = [pytest.mark.browser, pytest.mark.engineless]

ANSWER = "I am sorry about the double charge. I will send the second payment back today."


@pytest.fixture
def subject() -> str:
    return f"Charged twice {uuid.uuid4().hex[:6]}"


def test_a_mail_appears_without_reloading_and_the_answer_goes_back_into_its_thread(product, at_the_desk, page, subject):
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    message_id = product.mail(subject, "Hello, I was charged twice for order 88213. Please send the second one back.")

    row = ada.get_by_role("link", name=re.compile(subject))
    expect(row.first).to_be_visible()
    row.first.click()
    answer(ada, subject)

    open_answer(page, subject)
    page.get_by_role("link", name="Source").last.click()
    expect(page.locator("pre")).to_contain_text(re.compile(rf"In-Reply-To:\s+{re.escape(message_id)}"))


def test_the_customers_answer_comes_back_into_the_same_ticket_while_the_agent_looks(
    product, at_the_desk, page, subject
):
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    product.mail(subject, "Hello, where is my money?")
    row = ada.get_by_role("link", name=re.compile(subject))
    expect(row.first).to_be_visible()
    row.first.click()
    answer(ada, subject)
    ticket = ada.url

    open_answer(page, subject)
    page.get_by_label("Reply").fill("Thank you, that settles it.")
    page.get_by_role("button", name="Reply").click()

    expect(ada.get_by_text("Thank you, that settles it.").first).to_be_attached()
    assert ada.url == ticket


def answer(ada: Page, subject: str) -> None:
    """By keyboard alone, as all day."""
    expect(ada.get_by_role("heading", name=subject)).to_be_visible()
    ada.wait_for_load_state()
    ada.keyboard.press("r")
    composer = ada.get_by_role("textbox", name=re.compile("Reply"))
    expect(composer).to_be_focused()
    composer.fill(ANSWER)
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("region", name="Conversation").get_by_text(ANSWER)).to_be_visible()
    expect(ada.locator("[data-leaves]")).to_have_count(0)


def open_answer(page: Page, subject: str) -> None:
    """Cleo's mail program, once the ten seconds to take the reply back are over."""
    thread = page.get_by_role("link", name=re.compile(re.escape(subject)))

    def arrived() -> bool:
        page.goto("/demo/mailbox/cleo@customer.example/")
        if thread.count():
            thread.first.click()
        return page.get_by_text(ANSWER).count() > 0

    until(arrived, page, every=500)

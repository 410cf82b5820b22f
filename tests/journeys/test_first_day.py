"""The first day: a mail arrives, Ada answers, Cleo's mail program shows the reply in the same thread."""

import re
import uuid

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_mail_appears_without_reloading_and_the_answer_goes_back_into_its_thread(product, at_the_desk, page):
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    subject = f"Charged twice {uuid.uuid4().hex[:6]}"
    message_id = product.mail(
        subject, "Hello, I was charged twice for order 88213. Please send the second payment back."
    )

    row = ada.get_by_role("link", name=re.compile(subject))
    expect(row.first).to_be_visible(timeout=10_000)
    row.first.click()
    expect(ada.get_by_role("heading", name=subject)).to_be_visible()

    ada.keyboard.press("r")
    composer = ada.get_by_role("textbox", name=re.compile("Reply"))
    expect(composer).to_be_focused()
    composer.fill("Hello Cleo, I am sorry about the double charge. I will send the second payment back today.")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_text("I will send the second payment back today").first).to_be_visible()

    answer = captured(product, page, subject)
    assert message_id in answer["in_reply_to"]


def captured(product, page, subject: str) -> dict:
    """What left for Cleo in reply to this subject, once the ten seconds to take it back are over."""
    page.goto("/demo/mailbox/?to=cleo@customer.example")
    reply = page.get_by_role("link", name=re.compile(f"Re: .*{subject}"))
    for _ in range(30):
        if reply.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    reply.first.click()
    raw = page.content()
    return {"in_reply_to": raw}

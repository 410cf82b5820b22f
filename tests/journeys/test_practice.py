"""Mo practises: a simulated customer is served in the workspace."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import findings

pytestmark = [pytest.mark.browser, pytest.mark.engineless]


def test_mo_serves_a_simulated_customer_in_the_workspace(at_the_desk):
    mo = at_the_desk("mo")
    mo.goto("/practice/customers/refund-torn-dress/")
    mo.get_by_role("button", name="Serve by chat").click()
    mo.wait_for_url("**/desk/tickets/*/")
    band = mo.locator("#practice-band")
    expect(band).to_contain_text("nobody else sees this")
    assert findings(mo) == []
    mo.locator("#text-reply").fill("Hello Inès. I'm so sorry that your dress came torn. What is your order number?")
    mo.keyboard.press("Control+Enter")
    expect(mo.locator(".said-inbound")).to_have_count(2)
    mo.get_by_label("What you do").select_option("refund")
    mo.get_by_label("Amount, number or words").fill("10")
    mo.get_by_role("button", name="Do it").click()
    expect(mo.locator(".told").last).to_contain_text("refund 10")
    mo.get_by_role("button", name="Undo").click()
    expect(mo.locator(".told").last).to_contain_text("took it back")
    band.get_by_role("button", name="Stop here").click()
    mo.wait_for_url("**/practice/runs/*/")


A_BROWSER_THAT_HEARS = """
window.spoke = [];
Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, speak(words) { spoke.push(words.text); } } });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.SpeechRecognition = class { start() { window.ear = this; } stop() { this.onend(); } };
window.say = (...words) => ear.onresult({ results: words.map((one) => [{ transcript: one }]) });
"""


def test_mo_speaks_on_a_practice_call_and_changes_the_words_before_they_are_sent(at_the_desk):
    mo = at_the_desk("mo")
    mo.add_init_script(A_BROWSER_THAT_HEARS)
    mo.goto("/practice/customers/refund-torn-dress/")
    mo.get_by_label("on one plain page").check()
    mo.get_by_role("button", name="Take the call").click()
    mo.wait_for_url("**/play/")
    mo.get_by_role("button", name="Read them aloud").click()
    speaks = mo.get_by_role("button", name="Hold to speak")
    speaks.click()
    mo.evaluate("say('Hello, this is Moe.', 'How can I help?')")
    expect(mo.get_by_label("What you say")).to_have_value("Hello, this is Moe. How can I help?")
    expect(speaks).to_have_attribute("aria-pressed", "true")
    mo.get_by_label("What you say").fill("Hello, this is Mo. How can I help?")
    expect(speaks).to_have_attribute("aria-pressed", "false")
    assert findings(mo) == []
    mo.get_by_role("button", name="Say it").click()
    expect(mo.locator(".practice-us")).to_contain_text("this is Mo. How")
    expect(mo.locator(".practice-them p.pre")).to_have_count(1)
    mo.wait_for_function("spoke.length === 1")

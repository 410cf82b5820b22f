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

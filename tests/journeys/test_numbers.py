"""Numbers and goals in the browser: from the rail to a number, to the rows it counts, to a ticket among them."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import findings, until

# What the numbers are is tested on both engines in measures; this is about their pages.
pytestmark = [pytest.mark.browser, pytest.mark.engineless]


def test_a_lead_opens_a_number_down_to_a_ticket(at_the_desk):
    page = at_the_desk("lee")
    page.get_by_role("link", name="Numbers").click()
    expect(page.get_by_role("heading", name="Goals")).to_be_visible()
    page.get_by_role("combobox", name="When").select_option("Twelve months")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**period=**")
    until(lambda: page.reload() and not page.get_by_text("The past is still being counted").count(), page, every=500)
    solved = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Solved", exact=True))
    expect(solved).to_contain_text("1")
    page.get_by_role("link", name="Solved", exact=True).click()
    expect(page.get_by_role("heading", name="What it counts")).to_be_visible()
    page.get_by_text("Exactly, in SQL").click()
    expect(page.get_by_text("FROM measures_fact")).to_be_visible()
    page.get_by_role("link", name="Invoice for February").click()
    expect(page.get_by_role("heading", name="Invoice for February")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_in_numbers(at_the_desk, scheme, width):
    page = at_the_desk("lee", color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in ("/measures/", "/measures/response_compliance/?period=quarter"):
        page.goto(path)
        assert findings(page) == []

"""Mo goes from an application to a certificate."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings

pytestmark = [pytest.mark.browser, pytest.mark.engineless]

PEOPLE = """
from datetime import timedelta
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Application, Enrolment
from whiteglove.learning.academy.tests.walk import key, walk
mo, lee = (Person.objects.get(email=f"{who}@whiteglove.example") for who in ("mo", "lee"))
"""
NEWCOMER = "[one.objects.filter(person=mo).delete() for one in (Enrolment, Application)]"
KEY = "print(key(Enrolment.objects.get(person=mo), 'the-other-parcel'))"
WALK = """
now = clock.now()
Enrolment.objects.filter(person=mo).update(at=now - timedelta(days=1))
walk(Enrolment.objects.get(person=mo), lee, now - timedelta(hours=1), unsigned="ace-csp-290.portfolio")
"""
TOLD = "A neighbour asked whether I had scratched his car. I had, and told him before he found out."


class Both:
    """Mo's desk by daylight, and a dark telephone on which the same pages are looked at."""

    def __init__(self, light: Page) -> None:
        url, kept = light.evaluate("location.origin"), light.context.storage_state()
        about = {"base_url": url, "storage_state": kept, "color_scheme": "dark", "reduced_motion": "reduce"}
        self.light = light
        self.dark = light.context.browser.new_context(**about, viewport={"width": 390, "height": 844}).new_page()

    def look_well(self) -> None:
        """Nothing for axe to object to, and nothing that doesn't fit."""
        self.dark.goto(self.light.url)
        for page in (self.light, self.dark):
            assert findings(page) == [], page.url
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.fixture
def both(at_the_desk) -> Iterator[Both]:
    found = Both(at_the_desk("mo"))
    yield found
    found.dark.context.close()


def test_mo_goes_from_an_application_to_a_certificate(product, both, at_the_desk):
    product.ask(PEOPLE + NEWCOMER)
    mo = both.light
    mo.goto("/academy/")
    mo.get_by_role("link", name="Customer Service Professional").click()
    both.look_well()
    mo.get_by_role("link", name="Apply", exact=True).click()
    for box in mo.get_by_role("checkbox").all():
        box.check()
    mo.get_by_label("Tell of one time").fill(TOLD)
    mo.get_by_role("button", name="Send your application").click()
    expect(mo.get_by_label("Tell of one time")).to_have_value(TOLD)
    both.look_well()
    mo.get_by_label("Why would you like to take it?").fill("To be good to meet when somebody is upset. I like helping.")
    mo.get_by_role("button", name="Send your application").click()
    expect(mo.get_by_role("button", name="Withdraw it")).to_be_visible()

    lee = at_the_desk("lee")
    lee.goto("/academy/manage/applications/")
    lee.get_by_role("link", name="Mo").click()
    lee.get_by_role("button", name="Accept").click()
    expect(lee.get_by_role("link", name="Decided")).to_be_visible()

    mo.goto("/academy/")
    both.look_well()
    mo.get_by_role("link", name="Read “").click()
    question = mo.locator(".academy-question").first
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_role("status")).not_to_be_empty()
    both.look_well()
    mo.get_by_role("button", name="I have read it").click()
    expect(mo.get_by_text("Marked as read.")).to_be_visible()

    here = mo.url.partition("modules")[0]
    mo.goto(f"{here}gates/ace-csp-101.cases/")
    mo.get_by_role("link", name="Read and mark it: The other parcel").click()
    for mark in product.ask(PEOPLE + KEY).split():
        mo.locator(f"input[value='{mark}']").check()
    mo.get_by_role("button", name="Hand in").click()
    expect(mo.get_by_text("100").first).to_be_visible()

    product.ask(PEOPLE + WALK)
    mo.goto(f"{here}modules/ace-csp-290/")
    both.look_well()
    mo.get_by_role("link", name="Portfolio").first.click()
    mo.get_by_role("button", name="Ask for a sign-off").click()
    expect(mo.get_by_role("button", name="Take the request back")).to_be_visible()
    both.look_well()

    lee.goto("/academy/manage/judging/")
    lee.get_by_role("link", name="Portfolio").click()
    lee.get_by_role("button", name="Sign it off").click()
    lee.wait_for_url("**/judging/")
    mo.goto(here)
    certificate = mo.get_by_role("link", name="See your certificate")
    expect(certificate).to_be_visible()  # by itself, once it is signed
    both.look_well()
    certificate.click()
    expect(mo.get_by_role("heading", name="Customer Service Professional").first).to_be_visible()
    expect(mo.get_by_text("Mo").first).to_be_visible()

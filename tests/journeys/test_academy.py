"""Mo goes from an application to a certificate."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings, until

pytestmark = [pytest.mark.browser, pytest.mark.engineless]

PEOPLE = """
from datetime import timedelta
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.actions import apply, sign_off
from whiteglove.learning.academy.models import Application, Enrolment, Review
from whiteglove.learning.academy.tests.walk import walk
mo, lee = (Person.objects.get(email=f"{who}@whiteglove.example") for who in ("mo", "lee"))
now = clock.now()
"""
NEWCOMER = "[one.objects.filter(person=mo).delete() for one in (Enrolment, Application)]"
ACCEPT = "apply.accept(application=Application.objects.waiting().get(person=mo), reason='Welcome', by=lee, at=now)"
WALK = """
Enrolment.objects.filter(person=mo).update(at=now - timedelta(days=1))
walk(Enrolment.objects.get(person=mo), lee, now - timedelta(hours=1), unsigned="ace-csp-290.portfolio")
print(Enrolment.objects.get(person=mo).pk)
"""
SIGN = "sign_off.sign_off(review=Review.objects.asked().get(enrolment__person=mo), words='Yes.', by=lee, at=now)"
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


def test_mo_goes_from_an_application_to_a_certificate(product, both):
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

    product.ask(PEOPLE + ACCEPT)
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

    here = f"/academy/{product.ask(PEOPLE + WALK).strip()}/"
    mo.goto(f"{here}modules/ace-csp-290/")
    both.look_well()
    mo.get_by_role("link", name="Portfolio").first.click()
    mo.get_by_role("button", name="Ask for a sign-off").click()
    expect(mo.get_by_role("button", name="Take the request back")).to_be_visible()
    both.look_well()

    product.ask(PEOPLE + SIGN)
    certificate = mo.get_by_role("link", name="See your certificate")
    until(lambda: mo.goto(here) and certificate.is_visible(), mo, every=500)
    both.look_well()
    certificate.click()
    expect(mo.get_by_role("heading", name="Customer Service Professional").first).to_be_visible()
    expect(mo.get_by_text("Mo").first).to_be_visible()

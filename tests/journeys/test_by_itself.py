"""What the running product does by itself while Ada only looks: nobody loads a page again here."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import open_from_queue, until

pytestmark = [pytest.mark.browser]
# What was to come tomorrow comes now.
TOMORROW_IS_HERE = """
from whiteglove.ground.lib import clock
from whiteglove.service.desk.models import Ticket
Ticket.objects.filter(subject={!r}).update(wakes_at=clock.now())
"""
# Half an hour a day: whatever the hour, what is promised falls due days later.
SHORT = """
from whiteglove.ground.lib import clock
from whiteglove.service.sla.actions import define_calendar
define_calendar(name="Short days", spec={"zone": "UTC", "hours": {"daily": "00:00-00:30"}}, by=None, at=clock.now())
"""


@pytest.fixture
def subject() -> str:
    return f"Parcel {uuid.uuid4().hex[:8]}"


@pytest.fixture
def ada(product, at_the_desk, subject) -> Page:
    """Ada, looking at a fresh ticket."""
    product.mail(subject, "Where is my parcel?")
    page = at_the_desk("ada")
    open_from_queue(page, subject)
    return page


def due(page: Page) -> datetime:
    return datetime.fromisoformat(
        page.locator(".clock", has_text="First reply").locator("time").get_attribute("datetime")
    )


def choose(page: Page, calendar: str) -> None:
    page.get_by_role("button", name=re.compile(f"Make default.*{calendar}")).click()
    expect(page.get_by_role("status").filter(has_text=f"The clocks run by {calendar}")).to_be_visible()


def until_due(page: Page, true) -> None:
    """Wait until what the page shows is so."""
    until(lambda: true(due(page)), page)


def test_a_snoozed_ticket_comes_back_at_its_time(ada, product, subject):
    ticket = ada.url
    ada.keyboard.press("z")
    ada.get_by_label("Or a date and time").fill(f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M}")
    ada.get_by_role("button", name="Snooze", exact=True).last.click()
    expect(ada.get_by_role("status").filter(has_text="Snoozed until")).to_be_visible()
    ada.goto(ticket)
    expect(ada.get_by_text("or until the customer writes")).to_be_visible()
    product.ask(TOMORROW_IS_HERE.format(subject))
    expect(ada.get_by_text("or until the customer writes")).to_be_hidden()
    expect(ada.get_by_text("the ticket woke")).to_be_visible()


def test_clocks_are_reckoned_anew_when_the_opening_hours_change(product, at_the_desk, ada):
    product.ask(SHORT)
    before = due(ada)
    admin = at_the_desk("admin")
    admin.goto("/setup/clocks/")
    choose(admin, "Short days")
    try:
        until_due(ada, lambda now: now > before + timedelta(days=1))
    finally:
        choose(admin, "Office hours")
    until_due(ada, lambda now: now < before + timedelta(hours=1))
    expect(ada.get_by_text("falls due at another time").first).to_be_attached()

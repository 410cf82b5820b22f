"""Two processes of one house, as on two machines: people meet at a ticket whichever process serves them."""

import uuid

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from tests.journeys.steps import open_from_queue
from tests.product import Product

pytestmark = [
    pytest.mark.browser,
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="A house on SQLite is one process"),
]
SOON = 15_000  # ms; who is there is said again every 20 seconds, and that would be too late


@pytest.fixture
def beside(product, tmp_path):
    """Another process of pages, not started yet."""
    other = Product(tmp_path)
    yield other
    if other.process:
        other.stop()


@pytest.fixture
def address(product, at_the_desk) -> str:
    """The page of a fresh ticket."""
    subject = f"Parcel {uuid.uuid4().hex[:8]}"
    product.mail(subject, "Where is my parcel?")
    page = at_the_desk("lee")
    open_from_queue(page, subject)
    found = page.url.removeprefix(product.url)
    page.context.close()
    return found


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("#text-reply")).to_be_visible()
    return page


def test_ada_and_lee_see_each_other_from_different_processes(product, beside, at_the_desk, address):
    ada = opened(at_the_desk("ada"), address)
    beside.start_beside(product)
    lee = opened(at_the_desk("lee", base_url=beside.url), address)
    expect(lee.get_by_text("Ada Osei is reading this too")).to_be_visible(timeout=SOON)
    expect(ada.get_by_text("Lee is reading this too")).to_be_visible(timeout=SOON)

    lee.locator("#text-reply").press_sequentially("I will")
    expect(ada.get_by_text("Lee is writing here")).to_be_visible(timeout=SOON)

    lee.goto("/desk/")
    expect(ada.get_by_text("Lee is")).to_be_hidden(timeout=SOON)


def test_what_one_process_changes_is_shown_by_the_other_at_once(product, beside, at_the_desk, address):
    beside.start_beside(product)
    ada = opened(at_the_desk("ada"), address)
    lee = opened(at_the_desk("lee", base_url=beside.url), address)
    expect(ada.get_by_text("Lee is reading this too")).to_be_visible(timeout=SOON)
    lee.locator("body").press("a")
    expect(lee.get_by_label("Narrow by name")).to_be_focused()
    lee.keyboard.type("Lee")
    lee.keyboard.press("Enter")
    expect(lee.get_by_role("button", name="you are answering")).to_be_visible(timeout=SOON)
    expect(ada.get_by_role("button", name="Lee")).to_be_visible(timeout=SOON)

"""Journeys: a person in Chromium, against the product started by its own command on free ports."""

import json
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, StorageState, expect, sync_playwright

from tests.product import Product

# The first draws the same pages with a sixth less work: it has no windows, menus or tabs of its own.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PASSWORD = "whiteglove-demo"
PATIENCE = 60_000  # ms: nothing here is about speed, and with browsers on every core a page may take its time
expect.set_options(timeout=PATIENCE)
FAULTS: list[str] = []  # of scripts, on the pages of the journey under way


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, prepared: Product) -> Iterator[Product]:
    """A demo for each file of journeys: what one leaves in the queue pushes nobody else's ticket off the page."""
    running = Product(tmp_path_factory.mktemp("product"))
    running.begin_as(prepared)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("The journeys need Chromium. Install it (Debian: apt-get install chromium) and run them again.")
    return found


# For files of journeys that run after one another, not the session: while Playwright runs, no other test could start a
# loop of its own.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        # Playwright's loop runs in this thread; Django would refuse database work beside it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield running
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    yield from begun(playwright, chromium_path, "--disable-background-networking", "--disable-component-update")


def begun(playwright: Playwright, path: str, *how: str) -> Iterator[Browser]:
    """A browser whose pages are waited for patiently, and whose scripts' faults are heard."""
    started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", *how])
    plain = started.new_context

    def listened(**options) -> BrowserContext:
        context = plain(**options)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda fault: FAULTS.append(f"{fault.page.url}: {fault.error.stack or fault.error}"))
        return context

    started.new_context = listened
    yield started
    started.close()


@pytest.fixture(autouse=True)
def no_script_failed() -> Iterator[None]:
    """What a script of ours stumbles over on any page fails the journey, though the page may look well."""
    FAULTS.clear()
    yield
    assert FAULTS == []


def usual(product: Product) -> dict[str, Any]:
    """Without movement: axe would measure the colours of what is still fading in."""
    return {"base_url": product.url, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture
def context(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    opened = browser.new_context(**usual(product))
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def sign_ins(product: Product, prepared: Product) -> dict[str, StorageState]:
    """What a browser keeps of somebody's sign-in: of one that every demo begins with, or, where the product began in
    another way, from the first journey of the file that needed it."""
    cookie = {"name": "sessionid", "domain": "127.0.0.1", "path": "/", "httpOnly": True, "sameSite": "Lax"}
    sessions = json.loads((prepared.home / "sessions").read_text())
    return {who: {"cookies": [cookie | {"value": key}], "origins": []} for who, key in sessions.items()}


@pytest.fixture
def at_the_desk(browser: Browser, product: Product, sign_ins: dict[str, StorageState]) -> Iterator:
    """`at_the_desk("ada")` is a page of a browser in which Ada has signed in; a second one has a session of its own."""
    opened, free = [], dict(sign_ins)

    def arrive(who: str, **options) -> Page:
        context = browser.new_context(**usual(product) | options, storage_state=free.pop(who, None))
        opened.append(context)
        page = context.new_page()
        page.goto("/")
        if "/accounts/login" in page.url:
            sign_in(page, who)
            sign_ins[who] = context.storage_state()
        return page

    yield arrive
    for context in opened:
        context.close()


def sign_in(page: Page, who: str) -> None:
    page.get_by_label("Email").fill(f"{who}@whiteglove.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)

"""Somebody writes through a form on somebody else's page, with hostile styles and a strict policy, by keys alone."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import findings, open_from_queue, until
from tests.product import Product

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
HOSTILE = """
* { display: none !important; visibility: hidden !important; opacity: 0 !important; all: unset !important; }
html, body { display: block !important; visibility: visible !important; }
iframe { position: fixed !important; width: 1px !important; height: 1px !important; transform: scale(0) !important; }
"""
SITE = """<!doctype html><html lang="en"><head><title>A shop</title><link rel="stylesheet" href="/hostile.css"></head>
<body><script src="{}/form/embed.js" data-form="help" {}></script></body>"""
SET_UP = """
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Team
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.form.questions import FIRST, read
team = Team.objects.filter(memberships__person__email="ada@whiteglove.example").first()
kinds = {{key: {{"label": "", "questions": [one.kept() for one in read(text)]}} for key, text in FIRST.items()}}
add_account(by=None, at=clock.now(), kind="form", name="The shop", address="help", team=team,
    settings={{"origins": ["{}"], "kinds": kinds, "colour": "#c2185b"}})
"""


class Answers(BaseHTTPRequestHandler):
    """Another origin: a shop whose policy allows what it must, and nothing more."""

    def do_GET(self) -> None:
        styles, house = self.path == "/hostile.css", self.server.house
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if styles else "text/html; charset=utf-8")
        policy = f"default-src 'none'; style-src 'self'; script-src {house}; frame-src {house}"
        self.send_header("Content-Security-Policy", policy)
        # Isolated: it takes in only what says that it may be taken in.
        isolates = "credentialless" if self.path == "/module" else "require-corp"
        self.send_header("Cross-Origin-Embedder-Policy", isolates)
        self.end_headers()
        how = 'type="module"' if self.path == "/module" else "defer"
        self.wfile.write((HOSTILE if styles else SITE.format(house, how)).encode())

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(product: Product) -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    running.house = product.url
    threading.Thread(target=running.serve_forever, daemon=True).start()
    url = f"http://localhost:{running.server_port}"
    product.ask(SET_UP.format(url))
    yield url
    running.shutdown()


def test_a_request_from_a_hostile_page_reaches_the_desk_by_keys_alone(page: Page, site: str, at_the_desk):
    refused = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.goto(f"{site}/module")
    page.frame_locator("iframe").get_by_role("link", name="Refund").wait_for(state="visible")
    page.goto(site)
    form = page.frame_locator("iframe")
    form.get_by_role("link", name="Refund").press("Enter")
    form.get_by_label("Your name").focus()
    for words in ("Cleo Amara", "cleo@customer.example", "A lamp from the form", "WN-1"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    frame, request = page.locator("iframe"), form.locator("#request")
    until(lambda: frame.bounding_box()["height"] == pytest.approx(request.bounding_box()["height"], abs=2), page)
    form.get_by_label("What should we know?").fill("It came broken.")
    page.wait_for_timeout(3_000)  # a person isn't quicker
    form.get_by_role("button", name="Send").press("Enter")
    expect(form.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(form.get_by_text(re.compile(r"Its number is #\d+"))).to_be_visible()
    ada = at_the_desk("ada")
    open_from_queue(ada, "A lamp from the form")
    expect(ada.get_by_text("Order number: WN-1").first).to_be_visible()
    assert refused == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everybody_can_read_it_and_hears_what_is_wrong(browser: Browser, product: Product, site, theme, language):
    phone = {"viewport": {"width": 390, "height": 800}, "color_scheme": theme}
    page = browser.new_context(base_url=product.url, **phone).new_page()
    page.goto(f"/form/help/?lang={language}")
    assert findings(page) == []
    page.goto(f"/form/help/?lang={language}&kind=refund")
    page.locator(".request-send").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_without_a_script_articles_are_found_and_no_word_is_lost(browser: Browser, product: Product, site):
    page = browser.new_context(base_url=product.url, java_script_enabled=False).new_page()
    page.goto("/form/help/?kind=refund")
    page.get_by_label("In a few words").fill("refund")
    page.get_by_label("What should we know?").fill("It came broken.")
    page.get_by_role("button", name="Look for answers first").click()
    expect(page.get_by_role("link", name="When a refund reaches you")).to_be_visible()
    expect(page.get_by_label("What should we know?")).to_have_value("It came broken.")
    page.context.close()

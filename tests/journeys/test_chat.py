"""A visitor chats from a page of somebody else's, with hostile styles and a strict policy; Ada answers at the desk."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import findings
from tests.product import Product

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
HOSTILE = """
* { display: none !important; visibility: hidden !important; opacity: 0 !important; all: unset !important; }
html, head + body, main, p { display: block !important; visibility: visible !important; }
iframe, button { position: static !important; width: 1px !important; transform: scale(0) !important; }
"""
SITE = """<!doctype html><html lang="en"><head><title>A shop</title><link rel="stylesheet" href="/hostile.css"></head>
<body><main><p>Parcels of every size.</p></main><script src="{}/chat/widget.js" data-desk="shop" defer></script>
</body>"""
SET_UP = """
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Team
from whiteglove.service.channels.actions import add_account
team = Team.objects.filter(memberships__person__email="ada@whiteglove.example").first()
add_account(by=None, at=clock.now(), kind="chat", name="The shop", address="shop", team=team,
    settings={{"origins": ["{}"], "greeting": "Hello! How can we help?", "colour": "#c2185b"}})
"""
COUNT = """
from whiteglove.service.desk.models import Message
print(Message.objects.filter(text="Into the dark").count())
"""


class Site(ThreadingHTTPServer):
    """Another origin: a shop whose policy allows what it must, and nothing more."""

    def __init__(self, house: str) -> None:
        self.house, self.broken = house, []
        super().__init__(("127.0.0.1", 0), Answers)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        styles = self.path == "/hostile.css"
        body = (HOSTILE if styles else SITE.format(self.server.house)).encode()
        house = self.server.house
        policy = f"default-src 'none'; style-src 'self'; script-src {house}; frame-src {house}"
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if styles else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(product: Product) -> Iterator[Site]:
    running = Site(product.url)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    product.ask(SET_UP.format(running.url))
    yield running
    running.shutdown()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator:
    """`visit()` is a page of the shop in a browser of its own; what its policy refused is collected."""
    opened = []

    def arrive(**options: object) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda said: site.broken.append(said.text) if "Content Security" in said.text else None)
        page.goto(site.url)
        return page

    yield arrive
    for context in opened:
        context.close()


def opened(page: Page):
    """The frame of the chat, opened by its button."""
    page.get_by_role("button", name=re.compile("Chat with The shop")).click(timeout=15_000)
    return page.frame_locator("iframe")


def write(chat, words: str) -> None:
    chat.get_by_label("Your message").fill(words)
    chat.get_by_label("Your message").press("Enter")
    expect(chat.locator(".chat-mine").filter(has_text=words)).to_contain_text(re.compile(r"\d"), timeout=15_000)


def answer(ada: Page, words: str) -> None:
    ada.keyboard.press("r")
    ada.keyboard.type(words)
    ada.keyboard.press("Control+Enter")


def test_a_visitor_and_ada_talk(visit, at_the_desk, site):
    page = visit()
    chat = opened(page)
    expect(chat.get_by_text("Hello! How can we help?")).to_be_visible()
    expect(chat.get_by_label("Your message")).to_be_focused()
    write(chat, "Where is my parcel 4711?")
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="Where is my parcel 4711?").first.click(timeout=15_000)
    expect(ada.get_by_role("heading", name="Where is my parcel 4711?")).to_be_visible()
    answer(ada, "Let me look.")
    expect(chat.get_by_text("Let me look.")).to_be_visible(timeout=15_000)
    write(chat, "<img src=x onerror=alert(1)> thank you")
    expect(ada.locator(".said").filter(has_text="thank you")).to_be_attached(timeout=15_000)
    chat.get_by_label("Your message").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Chat with The shop"))).to_be_focused()
    answer(ada, "It comes tomorrow.")
    expect(page.get_by_role("button", name="Chat with The shop, 1 new")).to_be_visible(timeout=15_000)
    assert site.broken == []


def test_history_outlives_the_page_and_tabs_stay_in_step(visit):
    page = visit()
    chat = opened(page)
    write(chat, "Remember me")
    page.reload()
    chat = opened(page)
    expect(chat.get_by_text("Remember me")).to_be_visible(timeout=15_000)
    other = page.context.new_page()
    other.goto(page.url)
    second = opened(other)
    write(second, "From the other tab")
    expect(chat.get_by_text("From the other tab")).to_be_visible(timeout=15_000)


def test_a_broken_network_loses_and_doubles_nothing(visit, product):
    page = visit()
    chat = opened(page)
    write(chat, "Before")
    page.context.set_offline(True)
    chat.get_by_label("Your message").fill("Into the tunnel")
    chat.get_by_label("Your message").press("Enter")
    expect(chat.locator(".chat-mine").filter(has_text="Into the tunnel")).to_contain_text("Sending…")
    page.context.set_offline(False)
    expect(chat.locator(".chat-mine").filter(has_text="Into the tunnel")).not_to_contain_text("Sending", timeout=30_000)
    expect(chat.locator(".chat-line")).to_have_count(2)


def test_a_server_that_is_killed_in_the_middle_loses_and_doubles_nothing(visit, product):
    page = visit()
    chat = opened(page)
    write(chat, "Before the crash")
    product.kill()
    chat.get_by_label("Your message").fill("Into the dark")
    chat.get_by_label("Your message").press("Enter")
    product.start()
    expect(chat.locator(".chat-mine").filter(has_text="Into the dark")).not_to_contain_text("Sending", timeout=40_000)
    expect(chat.locator(".chat-line")).to_have_count(2)
    for _ in range(20):
        if (filed := product.ask(COUNT).strip()) != "0":
            break
        page.wait_for_timeout(500)
    assert filed == "1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_a_phone(visit, scheme):
    page = visit(color_scheme=scheme, has_touch=True)
    page.set_viewport_size({"width": 390, "height": 844})
    chat = opened(page)
    write(chat, f"Hello in the {scheme}")
    box = page.locator("iframe").bounding_box()
    assert (box["width"], box["height"]) == (390, 844)
    page.goto(page.locator("iframe").get_attribute("src"))
    expect(page.get_by_role("log")).to_be_visible()
    assert findings(page) == []
    small = page.locator("button:visible").evaluate_all(
        "all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 44).length"
    )
    assert small == 0

"""A visitor chats from a page of somebody else's, with hostile styles and a strict policy; Ada answers at the desk."""

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from tests.journeys.conftest import begun
from tests.journeys.steps import findings, until
from tests.product import Product
from whiteglove.service.channels.chat import identity

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
HOSTILE = """
* { display: none !important; visibility: hidden !important; opacity: 0 !important; all: unset !important; }
html, head + body, main, p { display: block !important; visibility: visible !important; }
iframe, button { position: static !important; width: 1px !important; transform: scale(0) !important; }
html, body { transform: scale(0.5) !important; filter: blur(1px) !important; }
aside { display: block !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; }
"""
SITE = """<!doctype html><html lang="en"><head><title>A shop</title><link rel="stylesheet" href="/hostile.css"></head>
<body><main><p>Parcels of every size.</p></main><aside></aside>
<script src="{}/chat/widget.js" data-desk="shop" defer></script></body>"""
SET_UP = """
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Team
from whiteglove.service.channels.actions import add_account
team = Team.objects.filter(memberships__person__email="ada@whiteglove.example").first()
add_account(by=None, at=clock.now(), kind="chat", name="The shop", address="shop", team=team,
    settings={{"origins": ["{}"], "greeting": "Hello! How can we help?", "colour": "#c2185b", "ask_name": True,
        "ask_email": True, "questions": ["Your order number?"]}},
    secrets={{"identity": "a-secret-of-the-site-with-many-characters"}})
"""
COUNT = """
from whiteglove.service.desk.models import Message
print(Message.objects.filter(text="{}").count())
"""
# An answer that waits until it is told to go: the house dies between keeping and handing over.
LINGER = """
from whiteglove.service.channels.models import Account
desk = Account.objects.get(kind="chat")
desk.settings["undo_seconds"] = {}
desk.save()
"""
GO = """
from whiteglove.ground.lib import clock
from whiteglove.service.channels.models import Outgoing
Outgoing.objects.filter(account__kind="chat", state="queued").update(due_at=clock.now(), not_before=clock.now())
"""


GRACE_IS_OVER = """
from whiteglove.ground.lib import clock
from whiteglove.service.channels.models import ChatSession
waiting = ChatSession.objects.exclude(mail_due_at=None).filter(asked__email="cleo@customer.example")
print(waiting.update(mail_due_at=clock.now()))
"""
MAILED = """
from whiteglove.service.channels.models import Outgoing
print(Outgoing.objects.filter(account__kind="email", text__contains="It is on its way.").count())
"""
# Those whom other tests left waiting come first.
ROOM_FOR_ALL = """
from whiteglove.service.channels.models import Account
desk = Account.objects.get(kind="chat")
desk.settings["capacity"] = 99
desk.save()
"""


# What a table program puts on the clipboard: the cells as words, as markup, and as a picture.
PASTE = """(field) => {
  const given = new DataTransfer();
  given.setData("text/plain", "4711"); given.setData("text/html", "<td>4711</td>");
  given.items.add(new File(["picture"], "image.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
  field.dispatchEvent(event);
  return event.defaultPrevented;
}"""
RENEWS = """([over, fresh]) => {
  window.heard = 0;
  addEventListener("whiteglove-identity-over", () => { window.heard += 1; whitegloveChat.identify(fresh); });
  whitegloveChat.identify(over);
}"""


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
        policy += "; require-trusted-types-for 'script'; trusted-types 'none'"
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if styles else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
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


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """As people have it: Playwright switches off that a frame has storage of its own for each site around it."""
    yield from begun(playwright, chromium_path, "--disable-features=Translate")


@pytest.fixture(autouse=True)
def no_script_failed() -> None:
    """Here the house dies under the pages that ask it."""


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
    page.get_by_role("button", name=re.compile("Chat with The shop")).click()
    return page.frame_locator("iframe")


def write(chat, words: str) -> None:
    chat.get_by_label("Your message").fill(words)
    chat.get_by_label("Your message").press("Enter")
    expect(chat.locator(".chat-mine").filter(has_text=words)).to_contain_text(re.compile(r"\d"))


def answer(ada: Page, words: str) -> None:
    ada.wait_for_load_state()
    ada.keyboard.press("r")
    ada.keyboard.type(words)
    ada.keyboard.press("Control+Enter")


def filed(product: Product, words: str) -> str:
    """How many messages at the desk say this, once there are any: what a killed process had in hand is its own for two
    minutes."""
    for _ in range(150):
        if (found := product.ask(COUNT.format(words)).strip()) != "0":
            return found
        time.sleep(1)
    return "0"


def test_a_visitor_and_ada_talk(visit, at_the_desk, site):
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    page = visit()
    chat = opened(page)
    expect(chat.get_by_text("Hello! How can we help?")).to_be_visible()
    expect(chat.get_by_label("Your message")).to_be_focused()
    write(chat, "Where is my parcel 4711?")
    ada.get_by_role("link", name="Where is my parcel 4711?").first.click()
    expect(ada.get_by_role("heading", name="Where is my parcel 4711?")).to_be_visible()
    expect(ada.locator("#composer")).to_contain_text("in the chat")
    expect(ada.locator("body")).not_to_contain_text("chat.invalid")
    answer(ada, "Let me look.")
    expect(chat.get_by_text("Let me look.")).to_be_visible()
    chat.get_by_role("button", name="Add an emoji").press("Enter")
    expect(chat.locator(".chat-emoji").first).to_be_focused()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(chat.get_by_label("Your message")).to_be_focused()
    expect(chat.get_by_label("Your message")).to_have_value(re.compile("^\\W+$"))
    write(chat, "<img src=x onerror=alert(1)> thank you")
    expect(ada.locator(".said").filter(has_text="thank you")).to_be_attached()
    chat.get_by_label("Your message").press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Chat with The shop"))).to_be_focused()
    answer(ada, "It comes tomorrow.")
    expect(page.get_by_role("button", name="Chat with The shop, 1 new")).to_be_visible()
    assert site.broken == []


def test_both_know_when_the_other_writes_and_has_read(visit, at_the_desk):
    page = visit()
    chat = opened(page)
    write(chat, "Do you see me?")
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="Do you see me?").first.click()
    expect(chat.locator(".chat-mine")).to_contain_text("Seen")
    expect(ada.locator("wg-visitor")).to_contain_text("is here")
    chat.get_by_label("Your message").press_sequentially("I am wri")
    expect(ada.locator("wg-visitor")).to_contain_text("is writing…")
    ada.keyboard.press("n")
    ada.keyboard.type("Only for us")
    expect(chat.locator("#chat-typing")).to_be_empty()
    ada.keyboard.press("Escape")
    ada.keyboard.press("r")
    ada.keyboard.type("I do")
    expect(chat.get_by_text("Ada Osei is writing…")).to_be_visible()
    ada.keyboard.press("Control+Enter")
    expect(chat.get_by_text("I do")).to_be_visible()
    expect(chat.locator("#chat-typing")).to_be_empty()
    expect(ada.locator(".said").filter(has_text="I do")).to_contain_text("seen")


def test_files_go_both_ways(visit, at_the_desk):
    page = visit()
    chat = opened(page)
    write(chat, "Here is my bill")
    bill = {"name": "bill.txt", "mimeType": "text/plain", "buffer": b"42 euro"}
    chat.locator("#chat-files").set_input_files(bill)
    expect(chat.get_by_role("button", name="bill.txt")).to_be_visible()
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="Here is my bill").first.click()
    with ada.expect_download() as download:
        ada.get_by_role("link", name="bill.txt").click()
    assert Path(download.value.path()).read_bytes() == b"42 euro"
    ada.locator("#sheet-reply input[type=file]").set_input_files(bill | {"name": "receipt.txt", "buffer": b"paid"})
    expect(ada.locator("#files-reply")).to_contain_text("receipt.txt")
    answer(ada, "And your receipt.")
    with page.expect_download() as download:
        chat.get_by_role("button", name="receipt.txt").click()
    assert Path(download.value.path()).read_bytes() == b"paid"
    chat.get_by_role("button", name="Email me this conversation").click()
    chat.get_by_label("Send this conversation to").fill("cleo@customer.example")
    chat.get_by_role("button", name="Send", exact=True).first.click()
    expect(chat.get_by_text("on its way to cleo@customer.example")).to_be_visible()
    chat.get_by_role("button", name="End chat").press("Enter")
    chat.get_by_role("button", name="Good", exact=True).press("Enter")
    chat.get_by_label("What should we know? (optional)").fill("Quick and kind")
    chat.get_by_role("group", name="How was this chat?").locator("..").get_by_role("button", name="Send").press("Enter")
    expect(chat.get_by_text("Thank you for telling us.")).to_be_visible()
    expect(chat.get_by_role("button", name="Good", exact=True)).to_have_attribute("aria-pressed", "true")
    told = ada.get_by_text("the customer found the chat good: “Quick and kind”")
    expect(told).to_be_visible()


def test_a_site_whose_word_for_its_visitor_is_over_gives_a_new_one(visit):
    page = visit()
    chat = opened(page)
    expect(chat.get_by_label("Your message")).to_be_focused()
    claims = [{"sub": "cleo", "exp": time.time() + more} for more in (-3600, 600)]
    page.evaluate(RENEWS, [identity.sign(one, "a-secret-of-the-site-with-many-characters") for one in claims])
    write(chat, "It is me.")
    page.wait_for_function("window.heard")
    assert chat.get_by_label("Your message").evaluate(PASTE) is False
    page.evaluate("whitegloveChat.identify(null)")
    expect(chat.locator(".chat-mine")).to_have_count(0)
    write(chat, "It is nobody.")
    assert page.evaluate("window.heard") == 1


def test_history_outlives_the_page_and_tabs_stay_in_step(visit):
    page = visit()
    chat = opened(page)
    write(chat, "Remember me")
    page.reload()
    chat = opened(page)
    expect(chat.get_by_text("Remember me")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    second = opened(other)
    write(second, "From the other tab")
    expect(chat.get_by_text("From the other tab")).to_be_visible()
    second.get_by_role("button", name="End chat").click()
    expect(second.get_by_text("The chat is over.")).to_be_visible()
    write(second, "Another matter")
    expect(second.get_by_text("The chat is over.")).to_have_count(0)
    expect(second.get_by_text("Remember me")).to_have_count(0)
    second.get_by_role("button", name="Earlier conversations").press("Enter")
    expect(second.locator(".chat-earlier .chat-mine")).to_have_text([re.compile("Remember me"), re.compile("From the")])
    expect(second.get_by_role("button", name="Earlier conversations")).to_be_hidden()
    expect(second.get_by_text("Another matter")).to_be_in_viewport()


def test_a_site_that_exchanges_its_pages_by_script_keeps_the_chat_open(visit):
    page = visit()
    chat = opened(page)
    write(chat, "Before the next page")
    page.evaluate("document.body.replaceWith(document.createElement('body'))")
    write(chat, "On the next page")
    page.evaluate("document.querySelector('whiteglove-chat').remove()")
    again = page.frame_locator("iframe")
    expect(again.locator(".chat-mine[data-number]")).to_have_count(2)
    expect(page.locator("whiteglove-chat")).to_have_count(1)


def test_a_phones_keyboard_covers_nothing_of_the_chat(visit):
    page = visit()
    page.set_viewport_size({"width": 844, "height": 390})
    opened(page)
    page.evaluate("Object.defineProperty(visualViewport, 'height', {value: 190})")
    page.evaluate("visualViewport.dispatchEvent(new Event('resize'))")
    whole = {"x": 0, "y": 0, "width": 844, "height": 190}
    until(lambda: page.locator("iframe").bounding_box() == whole, page)


def test_the_page_says_what_is_going_on(visit):
    """Offline nothing is promised that hasn't happened, and nothing that was written or chosen is forgotten."""
    page = visit()
    chat = opened(page)
    state = chat.locator("#chat-state")
    write(chat, "Is the line good?")
    page.context.set_offline(True)
    expect(state).to_have_text("No connection just now. We keep trying.")
    chat.get_by_role("button", name="End chat").press("Enter")
    expect(chat.get_by_role("alert")).to_contain_text("the chat isn't over yet")
    bill = {"name": "bill.txt", "mimeType": "text/plain", "buffer": b"42 euro"}
    chat.locator("#chat-files").set_input_files(bill)
    page.context.set_offline(False)
    expect(chat.get_by_role("button", name="bill.txt")).to_be_visible()
    expect(state).to_be_empty()
    chat.get_by_label("Your message").press_sequentially("Half a th")
    page.reload()
    chat = opened(page)
    expect(chat.get_by_label("Your message")).to_have_value("Half a th")
    write(chat, "Half a thought")
    page.reload()
    expect(opened(page).get_by_label("Your message")).to_have_value("")


HEARD = """() => {
    window.heard = [];
    const places = "[aria-live], [role=status], [role=alert], [role=log]";
    const live = (node) => (node.closest ? node : node.parentElement)?.closest(places);
    new MutationObserver((all) => {
        for (const node of all.flatMap((one) => [...one.addedNodes])) {
            const place = live(node);
            if (place && place.getAttribute("aria-live") !== "off" && node.textContent.trim())
                window.heard.push(node.textContent);
        }
    }).observe(document.body, { subtree: true, childList: true });
}"""


def test_who_hears_the_page_hears_each_answer_once(visit, at_the_desk):
    page = visit()
    chat = opened(page)
    expect(chat.get_by_label("Your message")).to_be_focused()
    frame = next(one for one in page.frames if "/chat/shop/" in one.url)
    frame.evaluate(HEARD)
    expect(chat.get_by_role("log")).to_have_attribute("aria-live", "polite")
    write(chat, "I read by ear")
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="I read by ear").first.click()
    expect(ada.get_by_role("heading", name="I read by ear")).to_be_visible()
    answer(ada, "Then listen.")
    expect(chat.get_by_text("Then listen.").first).to_be_visible()
    write(chat, "I heard you")
    heard = frame.evaluate("heard")
    assert sum("Then listen." in one for one in heard) == 1
    assert len(heard) == len(set(heard))
    assert not any("I heard you" in one for one in heard)


def test_a_broken_network_loses_and_doubles_nothing(visit, product):
    """Not even what two tabs wrote meanwhile, of which one is closed before the network is back."""
    page = visit()
    chat = opened(page)
    write(chat, "Before")
    other = page.context.new_page()
    other.goto(page.url)
    second = opened(other)
    expect(second.get_by_text("Before")).to_be_visible()
    page.context.set_offline(True)
    for frame, words in ((chat, "Into the tunnel"), (second, "Another tunnel")):
        frame.get_by_label("Your message").fill(words)
        frame.get_by_label("Your message").press("Enter")
        expect(frame.locator(".chat-mine").filter(has_text=words)).to_contain_text("Sending…")
    other.close()
    page.context.set_offline(False)
    expect(chat.locator(".chat-mine").filter(has_text="Into the tunnel")).not_to_contain_text("Sending")
    page.reload()
    chat = opened(page)
    expect(chat.locator(".chat-line").filter(has_text="Another tunnel")).not_to_contain_text("Sending")
    expect(chat.locator(".chat-line")).to_have_count(3)
    assert filed(product, "Into the tunnel") == filed(product, "Another tunnel") == "1"


def test_a_server_that_is_killed_in_the_middle_loses_and_doubles_nothing(visit, product):
    page = visit()
    chat = opened(page)
    write(chat, "Before the crash")
    product.kill()
    chat.get_by_label("Your message").fill("Into the dark")
    chat.get_by_label("Your message").press("Enter")
    product.start()
    expect(chat.locator(".chat-mine").filter(has_text="Into the dark")).not_to_contain_text("Sending")
    expect(chat.locator(".chat-line")).to_have_count(2)
    assert filed(product, "Into the dark") == "1"


def test_a_line_that_was_kept_but_never_confirmed_is_there_once(visit, product):
    """The house dies right after it kept the words: their page can't know, and says them again."""
    page = visit()
    chat = opened(page)
    write(chat, "Before the cut")
    killed = []

    def keep_and_die(route: Route) -> None:
        if route.request.method != "POST" or killed:
            route.continue_()
            return
        killed.append(route.fetch().status)
        product.kill()
        route.abort()

    page.route("**/chat/shop/lines/**", keep_and_die)
    chat.get_by_label("Your message").fill("Kept in the last moment")
    chat.get_by_label("Your message").press("Enter")
    expect(chat.locator(".chat-mine").filter(has_text="Kept in the last moment")).to_contain_text("Sending…")
    until(lambda: bool(killed), page)
    assert killed == [201]
    product.start()
    line = chat.locator(".chat-mine").filter(has_text="Kept in the last moment")
    expect(line).not_to_contain_text("Sending")
    expect(chat.locator(".chat-line")).to_have_count(2)
    assert filed(product, "Kept in the last moment") == "1"


def test_an_answer_that_was_kept_but_not_handed_over_arrives_once(visit, product, at_the_desk):
    product.ask(LINGER.format(3600))
    page = visit()
    chat = opened(page)
    write(chat, "Is anybody there at all?")
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="Is anybody there at all?").first.click()
    expect(ada.get_by_role("heading", name="Is anybody there at all?")).to_be_visible()
    answer(ada, "Yes, I am.")
    expect(ada.locator(".said").filter(has_text="Yes, I am.")).to_be_attached()
    product.kill()
    expect(chat.get_by_text("Yes, I am.")).to_have_count(0)
    product.ask(GO)
    product.start()
    expect(chat.get_by_text("Yes, I am.")).to_have_count(1)
    product.ask(LINGER.format(0))
    page.reload()
    expect(opened(page).locator(".chat-line")).to_have_count(2)


def test_who_left_gets_the_answer_by_mail_once(visit, product, at_the_desk, site):
    """Even if the house dies as it sends it; and still reads it where they left."""
    page = visit()
    chat = opened(page)
    chat.get_by_role("textbox", name="Your email address").fill("cleo@customer.example")
    write(chat, "I have to go")
    page.goto("about:blank")
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="I have to go").first.click()
    expect(ada.get_by_role("heading", name="I have to go")).to_be_visible()
    answer(ada, "It is on its way.")
    expect(ada.locator(".said").filter(has_text="It is on its way.")).to_be_attached()
    until(lambda: product.ask(GRACE_IS_OVER).strip() == "1", ada)  # it begins beside the page that sent the answer
    product.kill()
    product.start()
    expect(ada.get_by_text("went to cleo@customer.example by mail")).to_be_visible()
    assert product.ask(MAILED).strip() == "1"
    page.goto(site.url)
    expect(opened(page).get_by_text("It is on its way.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_everybody_can_use_it_on_every_screen(visit, scheme, width):
    page = visit(color_scheme=scheme, has_touch=width == 390)
    page.set_viewport_size({"width": width, "height": 844})
    chat = opened(page)
    chat.get_by_label("Your order number?").fill("4711")
    chat.get_by_label("Your message").fill(f"Hello in the {scheme}")
    chat.get_by_role("button", name="Send").click()
    expect(chat.locator(".chat-mine[data-number]")).to_have_count(1)
    expect(chat.get_by_label("Your order number?")).to_be_hidden()
    box = page.locator("iframe").bounding_box()
    assert (box["width"], box["height"]) == (390, 844) if width == 390 else (380, 620)
    page.goto(page.locator("iframe").get_attribute("src"))
    # On a page of its own it is somebody new, who is asked again.
    expect(page.get_by_label("Your order number?")).to_be_visible()
    assert findings(page) == []
    small = page.locator("button:visible").evaluate_all(
        "all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 44).length"
    )
    assert small == 0


def test_a_chat_that_waits_comes_to_whoever_takes_chats(visit, at_the_desk, product):
    product.ask(ROOM_FOR_ALL)
    page = visit()
    chat = opened(page)
    write(chat, "Who takes me?")
    expect(chat.locator("#chat-queue")).to_contain_text("in the queue")
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=needs-me")
    ada.get_by_role("button", name="Ada Osei: settings and help").click()
    ada.get_by_role("button", name="Take chats").click()
    ada.get_by_role("link", name="Who takes me?").first.click()
    expect(chat.get_by_text("Ada Osei has joined the chat.")).to_be_visible()
    ada.get_by_role("button", name="Ada Osei: settings and help").click()
    ada.get_by_role("button", name="Take no more chats").click()
    expect(ada.get_by_role("status").filter(has_text="No more chats come to you.")).to_be_visible()


def test_where_nobody_is_there_words_and_an_address_become_a_mail(visit, product):
    """Right after the last one who took chats takes no more."""
    page = visit()

    def nobody() -> bool:
        page.reload()
        field = opened(page).get_by_label("Your message")
        expect(field).to_be_focused()
        return page.frame_locator("iframe").get_by_text("Nobody is free to chat just now.").is_visible()

    until(nobody, page)
    chat = page.frame_locator("iframe")
    chat.get_by_label("Your order number?").fill("4711")
    chat.get_by_role("textbox", name="Your email address").fill("cleo@customer.example")
    chat.get_by_label("Your message").fill("Left while nobody was there")
    chat.get_by_label("Your message").press("Enter")
    expect(chat.get_by_text("We answer to cleo@customer.example.")).to_be_visible()
    assert filed(product, "Your order number? 4711\\n\\nLeft while nobody was there") == "1"
    # Without an address it waits here; one that is given later reaches them by mail after all.
    chat.get_by_role("textbox", name="Your email address").fill("")
    write(chat, "Then I wait")
    expect(chat.get_by_text("Your message is kept.")).to_be_visible()
    chat.get_by_role("textbox", name="Your email address").fill("cleo@customer.example")
    chat.get_by_role("textbox", name="Your email address").press("Enter")
    expect(chat.get_by_text("we answer by email if you have to go")).to_be_visible()
    expect(chat.get_by_role("textbox", name="Your email address")).to_be_hidden()

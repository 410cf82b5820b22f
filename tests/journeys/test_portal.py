"""Cleo asks by a form, comes into the portal by the letter's link, answers, reads and closes: by keys alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.steps import findings, open_from_queue, until
from tests.product import Product

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
CLEO, SUBJECT = "cleo@customer.example", "The lamp from my letter"
SET_UP = """
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Team
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.form.questions import FIRST, read
from whiteglove.service.desk.actions.rules import change_rules
team = Team.objects.filter(memberships__person__email="ada@whiteglove.example").first()
kinds = {key: {"label": "", "questions": [one.kept() for one in read(text)]} for key, text in FIRST.items()}
add_account(by=None, at=clock.now(), kind="form", name="The shop", address="help", team=team, settings={"kinds": kinds})
change_rules(by=None, at=clock.now(), undo_seconds=0)
"""

# An hour of opening hours later.
ASK = """
import time
from whiteglove.ground.lib import clock
from whiteglove.learning.surveys.actions import ask_due
from whiteglove.learning.surveys.models import Survey
for _ in range(200):
    if Survey.objects.waiting().filter(ticket__subject="A card as a present").update(due_at=clock.now()):
        break
    time.sleep(.1)
ask_due(clock.now())
"""

LINK = """
from whiteglove.ground.lib import clock
from whiteglove.service.customers.actions.visit import ask_for_link
print(ask_for_link(email="cleo@customer.example", network="here", at=clock.now()).token)
"""


@pytest.fixture(scope="module", autouse=True)
def _form(product: Product) -> None:
    product.ask(SET_UP)


def go_to(page: Page, wanted: Locator) -> None:
    """By Tab, as somebody without a mouse gets there."""
    for _ in range(80):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def press(page: Page, wanted: Locator) -> None:
    go_to(page, wanted)
    page.keyboard.press("Enter")


def follow(page: Page, subject: str, link: str) -> None:
    """The link in the newest letter of this subject, which may still be under way."""
    letter = page.get_by_role("link", name=re.compile(subject)).first
    until(lambda: page.goto(f"/demo/mailbox/{CLEO}/") and letter.count() > 0, page, every=250)
    letter.click()
    page.goto(page.locator(f'a[href*="{link}"]').last.get_attribute("href"))


def test_a_request_from_the_form_to_its_solution(page: Page, at_the_desk, tmp_path: Path):
    page.goto("/form/help/?kind=refund")
    page.get_by_label("Your email").focus()
    page.keyboard.type(CLEO)
    for field, words in (("In a few words", SUBJECT), ("Order number", "WN-1"), ("Is it unopened? (", "N")):
        go_to(page, page.get_by_label(field))
        page.keyboard.type(words)
    go_to(page, page.get_by_label("What is the matter with it?"))
    page.keyboard.type("It is bent.")
    go_to(page, page.get_by_label("What should we know?"))
    page.keyboard.type("It came broken.")
    page.wait_for_timeout(3_000)  # a person isn't quicker, and a form takes whoever is for a machine
    press(page, page.get_by_role("button", name="Send"))
    expect(page.get_by_role("link", name="See all your requests")).to_be_visible()

    follow(page, SUBJECT, "/my/requests/")
    go_to(page, page.get_by_label("Your email address"))
    page.keyboard.type(CLEO)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    page.clock.install()
    follow(page, "Your link to", "/my/in/")
    press(page, page.get_by_role("button", name="Show my requests"))
    expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()

    picture = tmp_path / "lamp.txt"
    picture.write_text("bent")
    go_to(page, page.get_by_label("Your answer"))
    page.keyboard.type("Here is how it looks.")
    page.get_by_label("Add files").set_input_files(picture)
    press(page, page.get_by_role("button", name="Send answer"))
    expect(page.get_by_role("link", name="lamp.txt")).to_be_visible()

    ada = at_the_desk("ada")
    open_from_queue(ada, SUBJECT)
    expect(ada.get_by_text("the form The shop")).to_be_visible()
    ada.keyboard.press("r")
    ada.keyboard.type("Hello Cleo, a new lamp is on its way.")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("status").filter(has_text="Reply sent")).to_be_visible()
    expect(ada.locator(".said-reply")).to_have_count(1)
    expect(ada.locator("[data-leaves]")).to_have_count(0)
    page.clock.fast_forward(31_000)
    expect(page.get_by_role("status").filter(has_text="Something new was said")).to_be_visible()
    expect(page.locator("#last")).to_contain_text("a new lamp is on its way")

    press(page, page.get_by_role("button", name="It's solved"))
    expect(page.locator(".portal-solved")).to_have_text("Solved")


def test_one_click_in_the_mail_says_how_it_went_and_a_bad_answer_comes_back_to_the_desk(
    page: Page, product: Product, at_the_desk
):
    product.mail("A card as a present", "Hello, can you put a card into my parcel?")
    ada = at_the_desk("ada")
    open_from_queue(ada, "A card as a present")
    here = ada.url
    ada.keyboard.press("r")
    ada.keyboard.type("We have no cards.")
    ada.get_by_role("button", name="Send and solve").click()
    ada.get_by_role("button", name="Send and solve anyway").click()
    expect(ada.get_by_role("status").filter(has_text="Reply sent and solved")).to_be_visible()
    product.ask(ASK)

    follow(page, "How did we do", "/2/")
    page.mouse.move(200, 300)
    expect(page.get_by_role("status")).to_have_text("We have your answer.")
    expect(page.get_by_text("We are sorry that it didn’t go well")).to_be_visible()
    page.get_by_label("What should we know about it?").fill("A word would have done.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    for language in ("en", "ar"):
        assert objections(page, f"{page.url.partition('?')[0]}?in={language}") == []

    ada.goto(here)
    beside = ada.get_by_role("complementary").filter(has_text="What they say")
    expect(beside.get_by_text("A word would have done.")).to_be_visible()
    expect(ada.get_by_text("opened the ticket again: the customer answered 2 of 5")).to_be_visible()
    ada.goto("/surveys/")
    assert findings(ada) == []
    ada.get_by_text("See to it").first.click()
    ada.get_by_label("What was done about it").first.fill("Sent her a card")
    ada.get_by_role("button", name="Seen to").first.click()
    expect(ada.get_by_text("Sent her a card")).to_be_visible()


def test_everybody_can_read_its_pages(browser: Browser, product: Product):
    context = browser.new_context(base_url=product.url, viewport={"width": 390, "height": 800})
    page, door = context.new_page(), f"/my/in/{product.ask(LINK).strip()}/"
    assert objections(page, door) == []
    page.get_by_role("button", name="Show my requests").click()
    request = page.locator(".portal-row a").first.get_attribute("href")
    for url in ("/my/", request, "/my/profile/", "/my/new/", "/my/new/help/refund/?in=ar"):
        assert objections(page, url) == [], url
    context.clear_cookies()
    assert objections(page, "/my/") == []
    context.close()


def objections(page: Page, url: str) -> list[str]:
    """In both themes, and where the page is wider than a phone. Opened anew: between two themes colours fade."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto(url)
        found += [f"{theme}: {one}" for one in findings(page)]
    return found if page.evaluate("document.documentElement.scrollWidth <= innerWidth") else [*found, "too wide"]

"""A visitor asks the answer bot and is helped; asks again and wants a person; Ada sees all of it, and answers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings, open_from_queue
from tests.product import Product

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
SET_UP = """
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Team
from whiteglove.service.answers.actions.index import index
from whiteglove.service.answers.actions.set_up import switch_on
from whiteglove.service.channels.actions import add_account
from whiteglove.service.knowledge.models import Article
team = Team.objects.get(name="Support")
desk = add_account(by=None, at=clock.now(), kind="chat", name="The shop", address="answers", team=team, settings={})
switch_on(account=desk, by=None, at=clock.now())
for article in Article.objects.filter(published=True):
    index(article=article)
"""


def test_a_visitor_is_helped_and_then_wants_a_person(product: Product, page: Page, at_the_desk) -> None:
    product.ask(SET_UP)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/chat/answers/")
    promise = page.get_by_text("It is not a person; you can ask for one at any time.")
    expect(promise).to_be_visible()
    say(page, "Where is my parcel?")
    offers, log = page.get_by_role("group", name="Answers to choose from"), page.get_by_role("log")
    expect(offers.get_by_role("button")).to_have_count(3)
    expect(log.get_by_text("Answer bot · automatic")).to_be_visible()
    expect(log.get_by_role("link")).to_have_attribute("href", re.compile("/help/en/follow-your-parcel/"))
    assert findings(page) == []
    offers.get_by_role("button", name="That helped").press("Enter")
    expect(page.get_by_label("Your message")).to_be_focused()
    expect(log.get_by_text("Write again whenever you like.")).to_be_visible()
    expect(offers.get_by_role("button")).to_have_count(0)
    say(page, "I want to talk to a person")
    expect(log.get_by_text("I'm bringing in a colleague.")).to_be_visible()
    expect(promise).to_be_hidden()
    ada = at_the_desk("ada")
    open_from_queue(ada, "Where is my parcel?")
    for words in ("That helped", "I want to talk to a person", "I'm bringing in a colleague."):
        expect(ada.locator(".said").filter(has_text=words).first).to_be_visible()
    expect(ada.locator("#bot")).to_contain_text("talked with the customer first: the customer asked for a person")
    ada.keyboard.press("r")
    ada.keyboard.type("Hello, this is Ada.")
    ada.keyboard.press("Control+Enter")
    expect(log.get_by_text("Hello, this is Ada.")).to_be_visible()


def say(page: Page, words: str) -> None:
    page.get_by_label("Your message").fill(words)
    page.get_by_label("Your message").press("Enter")

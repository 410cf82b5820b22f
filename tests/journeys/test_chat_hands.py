"""A chat goes through several hands: Ada has two at once, Lee whispers and goes on; visitors see the best of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_chat import answer, browser, opened, site, visit, write  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.engineless]


def duty(person: Page, button: str, said: str) -> None:
    person.get_by_role("button", name=re.compile("settings and help")).click()
    person.get_by_role("button", name=button).click()
    expect(
        person.get_by_role("status").filter(has_text=said)
    ).to_be_visible()  # else a colleague's dialog may come first
    person.keyboard.press("Escape")


def test_a_chat_goes_through_several_hands(visit, at_the_desk, product):  # noqa: F811
    """Two at once by keyboard, words to begin with, a lead's whisper, and passing on with a summary."""
    chat, beside = opened(visit()), opened(visit())
    write(chat, "Through whose hands?")
    write(beside, "And me beside it")
    ada, lee = at_the_desk("ada"), at_the_desk("lee")
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="Through whose hands?").first.click()
    expect(ada.get_by_role("heading", name="Through whose hands?")).to_be_visible()
    ada.wait_for_load_state()
    ada.keyboard.press("h")
    expect(ada.locator("#text-reply")).to_have_value(re.compile("I'm Ada"))
    ada.keyboard.press("Control+Enter")
    expect(chat.get_by_text("I'm Ada")).to_be_visible()
    first = ada.url
    ada.goto("/desk/?view=unassigned")
    ada.get_by_role("link", name="And me beside it").first.click()
    expect(ada.get_by_role("heading", name="And me beside it")).to_be_visible()
    answer(ada, "One moment.")
    expect(beside.get_by_text("One moment.")).to_be_visible()
    write(chat, "Are you still there?")
    tab = ada.locator(f".chat-tab[href^='{first.removeprefix(product.url).partition('?')[0]}']")
    expect(tab).to_contain_text("1 unread")
    ada.keyboard.press("Escape")
    ada.keyboard.press(tab.get_attribute("data-key"))
    expect(ada.get_by_role("heading", name="Through whose hands?")).to_be_visible()
    expect(tab).not_to_contain_text("unread")
    lee.goto(first)
    expect(ada.locator("wg-presence")).to_contain_text("Lee (lead) is reading")
    lee.keyboard.press("n")
    lee.keyboard.type("Offer them the postage")
    lee.keyboard.press("Control+Shift+Enter")
    expect(ada.locator(".tap")).to_contain_text("Offer them the postage")
    ada.keyboard.press("Alt+h")
    expect(ada.locator(".tap")).to_have_count(0)
    duty(lee, "Take chats", "Chats that wait come to you now.")
    ada.locator("#talk").focus()
    ada.keyboard.press("f")
    ada.locator("#verb label").filter(has_text="Lee").click()
    ada.get_by_role("button", name="Pass on", exact=True).last.click()
    expect(chat.locator("#chat-queue")).to_contain_text("Lee")
    lee.goto(first)
    expect(lee.locator("#handover")).to_contain_text("Are you still there?")
    answer(lee, "I go on from here.")
    expect(chat.get_by_text("I go on from here.")).to_be_visible()
    expect(lee.locator("#handover")).to_have_count(0)
    expect(chat.locator("body")).not_to_contain_text("postage")
    duty(lee, "Take no more chats", "No more chats come to you.")

"""What the reader finds, where one works: it comes by itself, explains itself, and is put right with one press."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings, open_from_queue

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
PHONE = {"width": 390, "height": 844}
ANGRY = "Hello, this is the third time I write and I am fed up. I want to speak to your manager."


@pytest.fixture
def complaint(product):
    """A fresh mail of Cleo's that asks for a manager: (subject, Message-ID)."""
    subject = f"Refund {uuid.uuid4().hex[:8]}"
    return subject, product.mail(subject, ANGRY)


def strip(page: Page, name: str):
    return page.locator(".phase", has_text=name)


def test_a_phase_opens_by_keyboard_and_leads_to_the_words(at_the_desk, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    expect(strip(ada, "Contact")).to_contain_text("steps seen")
    expect(ada.get_by_role("button", name="sounds frustrated")).to_be_visible()
    # What Cleo says is no step of ours.
    before = strip(ada, "Contact").inner_text()
    ada.get_by_role("textbox", name="Reply to").fill("Hello Cleo, we look into it.")
    ada.get_by_role("button", name="Send", exact=False).last.click()
    expect(strip(ada, "Contact")).not_to_have_text(before)
    # The step of our answering may stand before the words are read: what is open fills by itself.
    strip(ada, "Contact").focus()
    ada.keyboard.press("Enter")
    dialog = ada.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Initial contact and engagement")).to_be_visible()
    expect(dialog.get_by_text("not seen yet").first).to_be_visible()
    hello = dialog.get_by_role("link", name="Hello").first
    expect(hello).to_be_visible()
    assert findings(ada) == []
    hello.press("Enter")
    expect(dialog).to_be_hidden()
    expect(ada.locator(".said:target")).to_be_visible()
    ada.keyboard.press("p")
    expect(ada.get_by_role("dialog")).to_be_visible()


def test_a_reply_fills_the_strip_without_a_reload(at_the_desk, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    expect(strip(ada, "Contact")).to_contain_text("steps seen")
    expect(ada.get_by_role("button", name="sounds frustrated")).to_be_visible()
    before = strip(ada, "Solution").inner_text()
    place = ada.locator("#talk").bounding_box()
    ada.get_by_role("textbox", name="Reply to").fill("Dear Cleo, I'm sorry. I've refunded it; you have it by Friday.")
    ada.get_by_role("button", name="Send", exact=False).last.click()
    expect(strip(ada, "Solution")).not_to_have_text(before)
    assert ada.locator("#talk").bounding_box()["x"] == place["x"]


def test_a_finding_is_denied_and_the_denial_undone(at_the_desk, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    sounds = ada.get_by_role("button", name="sounds frustrated")
    sounds.click()
    dialog = ada.get_by_role("dialog")
    expect(dialog.get_by_text("What the reader found")).to_be_visible()
    assert findings(ada) == []
    dialog.get_by_role("button", name="Not so: Is frustrated").first.click()
    expect(dialog.get_by_text("not so, Ada").first).to_be_visible()
    again = dialog.get_by_role("button", name="Not so: Is frustrated")
    while left := again.count():
        again.first.click()
        expect(again).not_to_have_count(left)
    expect(sounds).to_have_count(0)
    dialog.get_by_role("button", name="Undo your answer about Is frustrated").first.click()
    expect(sounds).to_have_count(1)


def test_a_finding_says_why_by_keyboard(at_the_desk, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    ada.get_by_role("button", name="sounds frustrated").press("Enter")
    dialog = ada.get_by_role("dialog")
    dialog.locator("summary", has_text="Is frustrated").first.press("Enter")
    expect(dialog.get_by_text("Unlike: ")).to_be_visible()
    assert findings(ada) == []


def test_a_signal_is_escalated_with_its_reason_filled_in(at_the_desk, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    band = ada.locator(".signals", has_text="asks for a manager")
    expect(band).to_be_visible()
    band.get_by_role("button", name="Escalate").click()
    dialog = ada.get_by_role("dialog")
    expect(dialog.get_by_label("A manager is asked for")).to_be_checked()
    expect(dialog.get_by_label("What they should know")).to_have_value(re.compile("manager"))
    dialog.get_by_role("button", name="Escalate").click()
    expect(ada.locator("#escalation")).to_be_visible()
    expect(band).to_have_count(0)
    lee = at_the_desk("lee")
    lee.goto("/standard/signals/?name=asks_manager")
    expect(lee.get_by_role("link", name=complaint[0])).to_be_visible()
    assert findings(lee) == []


TALK_ON = """
from django.utils import timezone
from whiteglove.ground.people.models import Person
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Ticket
ticket, lee = Ticket.objects.get(subject={subject!r}), Person.objects.get(email="lee@whiteglove.example")
for number in range(90):
    actions.note(ticket=ticket, by=lee, at=timezone.now(), text=f"Thought {{number}}")
"""


def test_a_quotation_leads_to_its_message_however_long_ago(at_the_desk, product, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    expect(ada.locator(".signals")).to_be_visible()
    product.ask(TALK_ON.format(subject=complaint[0]))
    ada.reload()
    said = ada.locator(".said-inbound", has_text="I am fed up")
    expect(ada.get_by_role("button", name="Show earlier messages")).to_be_attached()
    expect(said).to_have_count(0)
    link = ada.locator(".signals").get_by_role("link").first
    link.click()
    expect(said).to_be_in_viewport()
    expect(ada.locator(".said:target")).to_contain_text("I am fed up")
    assert findings(ada) == []
    # As from the list of signals: the address alone.
    ada.reload()
    expect(said).to_be_in_viewport()
    expect(ada.locator(".said:target")).to_contain_text("I am fed up")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_out_of_reach_on_a_phone(at_the_desk, complaint, theme):
    ada = at_the_desk("ada", viewport=PHONE, color_scheme=theme)
    open_from_queue(ada, complaint[0])
    expect(ada.locator(".signals")).to_be_visible()
    expect(strip(ada, "Follow-up")).to_be_visible()
    assert ada.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert findings(ada) == []


def test_a_playbook_is_opened_followed_and_closed_by_keyboard(at_the_desk, complaint):
    ada = at_the_desk("ada")
    open_from_queue(ada, complaint[0])
    beside = ada.locator("#playbook")
    expect(beside).to_contain_text("Angry customer, 5 steps")
    expect(beside).to_contain_text("because of how they sound")
    assert findings(ada, inside="#playbook") == []
    ada.keyboard.press("b")
    expect(beside).to_contain_text("0 of 5 steps")
    # B ticks the next step, and the same button takes the tick back, with the focus where it was.
    ada.keyboard.press("b")
    expect(beside).to_contain_text("1 of 5 steps")
    first = beside.get_by_role("button", name="Done: Stay calm yourself")
    expect(first).to_have_attribute("aria-pressed", "true")
    first.focus()
    ada.keyboard.press("Enter")
    expect(beside).to_contain_text("0 of 5 steps")
    expect(beside.get_by_role("button", name="Done: Stay calm yourself")).to_be_focused()
    # What one opened to read stays open while steps tick themselves.
    beside.get_by_text("Turn to what happens now").click()
    beside.get_by_text("Apologise for something").click()
    beside.locator("#step-apologise").get_by_role("button", name="Put in words").click()
    expect(ada.get_by_role("textbox", name="Reply to")).to_have_value(re.compile("I'm sorry that this went wrong"))
    ada.get_by_role("button", name="Send", exact=False).last.click()
    said = beside.locator("#step-apologise").get_by_role("link", name=re.compile("sorry"))
    expect(said).to_be_visible()
    expect(beside.get_by_text("Say the next thing that will happen")).to_be_visible()
    assert findings(ada, inside="#playbook") == []
    beside.locator("#step-apologise").get_by_role("button", name="Not so").click()
    expect(said).to_have_count(0)
    beside.get_by_role("button", name="Close it").click()
    expect(beside).to_contain_text("Angry customer, 5 steps")
    ada.get_by_role("button", name="Undo").last.click()
    expect(beside).to_contain_text("of 5 steps")


def test_a_leads_monday_morning(at_the_desk):
    """The agenda stands; Lee notes, agrees on an action, presses Held. Ada sees the shared part."""
    lee = at_the_desk("lee")
    lee.goto("/coaching/")
    assert findings(lee) == []
    lee.get_by_role("link", name="Weekly check-in with Ada Osei").first.click()
    expect(lee.get_by_role("heading", name="The hardest conversation")).to_be_visible()
    lee.get_by_role("button", name="Prepare").click()
    expect(lee.get_by_role("status").filter(has_text="Prepared from")).to_be_visible()
    lee.get_by_label("Note", exact=True).fill("Praise her first.")
    lee.get_by_label("What", exact=True).fill("Write two answers anew")
    lee.get_by_role("button", name="Agree on it").click()
    expect(lee.locator("#agreed")).to_contain_text("Write two answers anew")
    # What is typed beside it stays.
    expect(lee.get_by_label("Note", exact=True)).to_have_value("Praise her first.")
    lee.get_by_role("button", name="Keep the note").click()
    expect(lee.locator("#notes")).to_contain_text("only you")
    assert findings(lee) == []
    lee.get_by_role("button", name="Held").click()
    expect(lee.locator("#talk-head")).to_contain_text("The agenda stays as it was then.")
    ada = at_the_desk("ada")
    ada.goto(lee.url)
    expect(ada.locator("#agreed")).to_contain_text("Write two answers anew")
    expect(ada.get_by_text("Praise her first.")).to_have_count(0)
    ada.goto("/coaching/")
    ada.get_by_role("button", name=re.compile("Done.*Write two answers anew")).click()
    expect(ada.get_by_text("Write two answers anew")).to_have_count(0)

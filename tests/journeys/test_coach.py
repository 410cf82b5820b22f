"""The coach under the reply: what it finds, what it offers, and that it can be used without a mouse."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings, open_from_queue, until

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
CARD, MASKED = "4111 1111 1111 1111", "4111 •••• •••• 1111"
BLAMES = "Hello Cleo. You should have told us sooner, but I can help you now."
LONG = "Hello Cleo. You should have stopped using it."
KINDER = "Hello Cleo. I can help you now."


@pytest.fixture
def writing(at_the_desk, product):
    """`writing()` is Ada's page with a fresh ticket of Cleo's open and the reply in focus."""

    def begin(**options) -> Page:
        subject = f"Parcel {uuid.uuid4().hex[:8]}"
        product.mail(subject, "Where is my parcel? I have asked three times now and I'm fed up.")
        page = at_the_desk("ada", **options)
        open_from_queue(page, subject)
        page.locator("#text-reply").focus()
        return page

    return begin


def test_a_blaming_sentence_is_said_kinder_by_keyboard_alone(writing):
    ada = writing()
    ada.keyboard.type(BLAMES)
    expect(ada.locator(".coach-fault")).to_contain_text("“You should have” blames.")
    expect(ada.locator(".coach-fault-mark")).to_have_text("You should have")
    expect(ada.locator(".coach [role=status]")).to_contain_text("“You should have” blames.")
    ada.keyboard.press("Alt+i")
    expect(ada.locator("#text-reply")).to_have_value(KINDER)
    expect(ada.locator(".coach-fault")).to_have_count(0)
    expect(ada.locator("#text-reply")).to_be_focused()
    ada.keyboard.press("Control+z")
    expect(ada.locator("#text-reply")).to_have_value(BLAMES)


def test_marks_lie_over_their_words(writing):
    ada = writing()
    ada.keyboard.type(BLAMES)
    expect(ada.locator(".coach-fault-mark")).to_be_visible()
    area, mark = ada.locator("#text-reply").bounding_box(), ada.locator(".coach-fault-mark").bounding_box()
    assert area["y"] <= mark["y"] < area["y"] + area["height"]
    assert area["x"] < mark["x"] < area["x"] + area["width"]
    before = mark["x"]
    ada.keyboard.press("Control+Home")
    ada.keyboard.type("Oh, ")
    until(lambda: ada.locator(".coach-fault-mark").bounding_box()["x"] > before, ada)


def test_what_is_missing_is_whispered_and_nothing_jumps(writing):
    ada = writing()
    top = ada.locator(".composer").bounding_box()["y"]
    ada.keyboard.type("Hello Cleo, we are looking for it with the courier.")
    expect(ada.locator(".coach-missing")).to_contain_text("an answer to “Where is my parcel?”")
    assert ada.locator(".composer").bounding_box()["y"] == top


def test_a_fault_can_be_let_be(writing):
    ada = writing()
    ada.keyboard.type(BLAMES)
    ada.get_by_role("button", name="Let it be").click()
    expect(ada.locator(".coach-fault")).to_have_count(0)
    expect(ada.locator("#text-reply")).to_have_value(BLAMES)
    expect(ada.locator("#text-reply")).to_be_focused()
    ada.get_by_role("button", name="Undo").last.click()
    expect(ada.locator(".coach-fault")).to_contain_text("“You should have” blames.")


def test_what_was_let_be_is_answered_in_the_reply(writing):
    ada = writing()
    ada.keyboard.type(BLAMES)
    ada.get_by_role("button", name="Let it be").click()
    expect(ada.locator(".coach-fault")).to_have_count(0)
    ada.keyboard.press("Control+Enter")
    expect(ada.locator(".said-reply")).to_contain_text("You should have told us sooner")
    found = ada.get_by_role("dialog").locator(".found-denied")

    def read() -> bool:
        """The reader may still be at it."""
        ada.reload()
        ada.locator(".said-reply .said-more").click()
        expect(ada.get_by_role("dialog").get_by_text("What the reader found")).to_be_visible()
        return not ada.get_by_text("This message hasn't been read yet.").count()

    until(read, ada, every=500)
    expect(found).to_contain_text("not so, Ada Osei")
    found.get_by_role("button", name="Undo").click()
    expect(ada.get_by_role("dialog").locator(".found-denied")).to_have_count(0)


def test_a_card_is_masked_with_one_key(writing):
    ada = writing()
    ada.keyboard.type(f"We charged {CARD} twice.")
    expect(ada.get_by_role("button", name="Mask the card number")).to_be_visible()
    ada.keyboard.press("Alt+m")
    expect(ada.locator("#text-reply")).to_have_value(f"We charged {MASKED} twice.")
    ada.keyboard.press("Control+z")
    expect(ada.locator("#text-reply")).to_have_value(f"We charged {CARD} twice.")


def test_a_card_left_in_is_asked_about_once(writing):
    ada = writing()
    ada.keyboard.type(f"We charged {CARD} twice.")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("alert")).to_contain_text("This reply holds a full card number.")
    expect(ada.get_by_role("button", name="Mask and send")).to_be_focused()
    ada.keyboard.press("Enter")
    expect(ada.locator(".said-reply")).to_contain_text(MASKED)
    expect(ada.locator("#held")).to_be_empty()


def test_the_palette_masks_too(writing):
    ada = writing()
    ada.keyboard.type(f"We charged {CARD} twice.")
    expect(ada.get_by_role("button", name="Mask the card number")).to_be_visible()
    ada.keyboard.press("Control+k")
    ada.keyboard.type("Mask personal")
    ada.keyboard.press("Enter")
    expect(ada.locator("#text-reply")).to_have_value(f"We charged {MASKED} twice.")


def test_the_coach_can_be_switched_off_and_stays_off(writing):
    ada = writing()
    ada.keyboard.type(BLAMES)
    ada.get_by_role("button", name="Coach on").click()
    expect(ada.get_by_role("button", name="Coach off")).to_be_visible()
    expect(ada.locator(".coach-fault-mark")).to_have_count(0)
    ada.reload()
    ada.locator("#text-reply").focus()
    expect(ada.get_by_role("button", name="Coach off")).to_be_visible()
    ada.get_by_role("button", name="Coach off").click()
    expect(ada.get_by_role("button", name="Coach on")).to_be_visible()
    ada.locator("#text-reply").fill(BLAMES)
    expect(ada.locator(".coach-fault")).to_be_visible()


def test_a_note_is_not_coached(writing):
    ada = writing()
    ada.keyboard.press("Escape")
    ada.keyboard.press("n")
    ada.keyboard.type(BLAMES)
    expect(ada.locator("#sheet-note wg-coach")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_long_wording_is_shown_whole_and_widens_nothing(writing, width):
    ada = writing(viewport={"width": width, "height": 900})
    ada.keyboard.type(LONG)
    offered = ada.locator(".coach-instead")
    expect(offered).to_contain_text("and I'll help you put it right")
    assert offered.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert width > 390 or offered.evaluate("one => one.getClientRects()[0].height > 30")
    assert ada.evaluate("document.documentElement.scrollWidth") == width
    inside = ada.locator("#talk").bounding_box()
    assert offered.bounding_box()["x"] + offered.bounding_box()["width"] <= inside["x"] + inside["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_it(writing, scheme, width):
    ada = writing(color_scheme=scheme, viewport={"width": width, "height": 900})
    ada.keyboard.type(f"{BLAMES} {CARD}")
    expect(ada.locator(".coach-fault")).to_be_visible()
    assert findings(ada, inside="#composer") == []

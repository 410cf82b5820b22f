"""An article from its first words to its readers: kept while one writes, a picture pasted, two editors, published.
And a question that no article answers yet."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import findings, open_from_queue

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
# One white pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=="
PASTE = """async ([field, pixel]) => {
  const bag = new DataTransfer();
  const bytes = Uint8Array.from(atob(pixel), (sign) => sign.charCodeAt(0));
  bag.items.add(new File([bytes], "form.png", { type: "image/png" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: bag, bubbles: true, cancelable: true }));
}"""


def begin(page: Page, title: str) -> str:
    """The address of its editor."""
    page.goto("/knowledge/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/en/")
    return page.url


def write(page: Page, text: str) -> None:
    page.locator("#body").press_sequentially(text)
    expect(page.locator("#kept")).to_contain_text("Kept")


def test_from_the_first_words_to_its_readers(at_the_desk):
    ada, lee = at_the_desk("ada"), at_the_desk("lee")
    address = begin(ada, "Use a gift card")
    write(ada, "# Where\n\nIn the *basket*.")
    expect(ada.locator("#preview em")).to_have_text("basket")
    ada.evaluate(PASTE, [ada.locator("#body").element_handle(), PIXEL])
    expect(ada.locator("#preview img")).to_have_count(1)
    expect(ada.locator("#faults")).to_contain_text("no description")
    assert findings(ada) == []
    lee.goto(address)
    lee.keyboard.press("p")
    lee.get_by_label("What changed?").fill("New")
    lee.locator("#publish").get_by_role("button", name="Publish").click()
    expect(lee.get_by_text("Published.")).to_be_visible()
    lee.goto("/help/en/use-a-gift-card/")
    expect(lee.get_by_role("heading", name="Use a gift card")).to_be_visible()
    expect(lee.locator("main img")).to_have_js_property("naturalWidth", 1)


def test_two_editors_see_one_another_and_lose_nothing(at_the_desk):
    ada, lee = at_the_desk("ada"), at_the_desk("lee")
    address = begin(ada, "Choose a delivery day")
    lee.goto(address)
    write(ada, "Ada's words.")
    expect(ada.locator("#preview")).to_contain_text("Ada's words.")
    lee.locator("#body").press_sequentially("Lee's words.")
    expect(lee.locator("#quarrel")).to_contain_text("Nothing is lost")
    assert findings(lee) == []
    lee.get_by_role("button", name="Put mine on top").click()
    expect(lee.get_by_text("is the draft again")).to_be_visible()
    expect(lee.locator("#body")).to_have_value("Lee's words.")
    lee.get_by_role("link", name="History").click()
    expect(lee.locator(".article-diff")).to_contain_text("Ada")


def test_a_quick_reference_goes_into_the_reply(at_the_desk, product):
    ada = at_the_desk("ada")
    ada.goto("/knowledge/notes/")
    ada.get_by_label("Title").fill("Void until five")
    ada.get_by_label("Words").fill("We can void it until 17:00.")
    ada.get_by_role("button", name="Keep").click()
    expect(ada.get_by_role("heading", name="Void until five")).to_be_visible()
    product.mail("Charged twice again", "Please help.")
    open_from_queue(ada, "Charged twice again")
    ada.keyboard.press("r")
    ada.keyboard.type("Hello Cleo, ")
    ada.keyboard.press("Alt+q")
    ada.locator("#sheet-reply").get_by_role("button", name="Void until five").click()
    expect(ada.locator("#text-reply")).to_have_value("Hello Cleo, We can void it until 17:00.")
    assert findings(ada, "#composer") == []


def test_a_question_is_asked_named_masked_and_settled_in_the_forum(at_the_desk):
    ada, lee = at_the_desk("ada"), at_the_desk("lee")
    ada.goto("/community/forum/new/")
    ada.get_by_label("What is it about?").fill("Kettles that arrive without a lid")
    ada.get_by_label("Where does it belong?").select_option(index=1)
    words = ada.get_by_label("What do you want to know")
    words.fill("Three customers asked this week, and I find no policy about it. Who knows? ")
    words.press_sequentially("@le")
    ada.locator("#forum-people [data-handle=lee]").wait_for()
    words.press("Enter")
    expect(words).to_have_value("Three customers asked this week, and I find no policy about it. Who knows? @lee ")
    words.press("Control+Enter")
    ada.wait_for_url("**/topics/*/")
    lee.goto("/community/forum/")
    lee.get_by_role("link", name="Kettles that arrive without a lid").first.click()
    lee.wait_for_url(re.compile(r"/topics/\d+/"))
    lee.keyboard.press("r")
    lee.keyboard.type("Send the lid by letter post, as for cleo@customer.example")
    lee.keyboard.press("Control+Enter")
    lee.get_by_role("button", name="Mask it and post").click()
    # Ada hears of it without a press, and the answer is masked.
    expect(ada.get_by_text("as for [address]")).to_be_visible()
    ada.get_by_role("button", name="This settled it").click()
    expect(ada.locator(".forum-accepted")).to_contain_text("as for [address]")
    assert findings(ada) == []

"""A customer helps themselves: by keyboard alone, without a script, on a phone, from right to left; and a colleague
answers with what is written."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.steps import findings, open_from_queue

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
SHELF = """
from whiteglove.ground.lib import clock
from whiteglove.service.knowledge import actions
now = clock.now()
topic = actions.add_category(titles={"en": ("Umbrellas", "Rain and storms")}, by=None, at=now, slug="umbrellas")
body = "## Which storms\\n\\nAll of them.\\n\\n## How long\\n\\nFive years.\\n\\n## What to send\\n\\nA picture."
article = actions.start(title="My umbrella broke in a storm", body=body, by=None, at=now, language="en", category=topic)
actions.publish(translation=article.translations.get(), by=None, at=now)
arabic = actions.translate(article=article, language="ar", by=None, at=now)
actions.save_draft(translation=arabic, by=None, at=now, title="انكسرت مظلتي", body="خمس سنوات.")
arabic.refresh_from_db()
actions.publish(translation=arabic, by=None, at=now)
words = {"title": "Umbrella secrets", "body": "What to say when one broke in a storm."}
secret = actions.start(**words, by=None, at=now, language="en", audience="team")
actions.publish(translation=secret.translations.get(), by=None, at=now)
"""
VOTES = """
from whiteglove.service.knowledge.models import Vote
rows = Vote.objects.filter(article__slug__startswith="my-umbrella").order_by("pk")
print([(one.helpful, one.reason, one.comment) for one in rows])
"""
ARTICLE = "/help/en/my-umbrella-broke-in-a-storm/"
PAGES = (
    "/help/en/", "/help/en/c/umbrellas/", "/help/en/others.html", ARTICLE, "/help/ar/my-umbrella-broke-in-a-storm/",
    "/help/fr/my-umbrella-broke-in-a-storm/", "/help/en/?q=umbrela", "/help/en/?q=zzzz", "/help/en/umbrella/",
    f"{ARTICLE}vote/?helpful=no", f"{ARTICLE}subscribe/", "/help/en/subscription/none/",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _shelf(product):
    product.ask(SHELF)


def test_a_customer_who_only_uses_the_keyboard_finds_an_article_by_a_misspelt_word_and_votes(page: Page, product):
    page.goto("/help/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    field = page.get_by_role("combobox", name="Search for help")
    expect(field).to_be_focused()
    page.keyboard.type("umbrela brok", delay=20)
    option = page.get_by_role("option", name="My umbrella broke in a storm")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert "secrets" not in page.get_by_role("listbox").inner_text()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="My umbrella broke in a storm")).to_be_visible()
    vote_by_keyboard(page)
    assert product.ask(VOTES).strip() == "[(True, '', '')]"


def vote_by_keyboard(page: Page) -> None:
    yes = page.get_by_role("button", name="Yes", exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if yes.evaluate("one => one === document.activeElement"):
            break
    expect(yes).to_be_focused()
    page.keyboard.press("Enter")
    thanks = page.get_by_role("heading", name="Thank you. It is good to know that this helped.")
    expect(thanks).to_be_focused()
    assert page.url.endswith(ARTICLE)
    assert not findings(page)


def test_everything_works_without_a_script(browser, product):
    context = browser.new_context(base_url=product.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/help/")
    page.get_by_label("Search for help").fill("strom umbrella")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="My umbrella broke in a storm").click()
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("Something is missing").check()
    page.get_by_label("What should we know?").fill("Where to send it.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you. Whoever looks after")).to_be_visible()
    context.close()
    assert "(False, 'missing', 'Where to send it.')" in product.ask(VOTES)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_can_be_read_by_everybody(browser, product, width, theme):
    context = browser.new_context(
        base_url=product.url, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for where in PAGES:
        page.goto(where)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[where] = [*findings(page), *(["wider than the window"] if wide else [])]
    context.close()
    assert not any(found.values()), found


def test_a_colleague_puts_an_article_into_the_answer_by_one_key(at_the_desk, product):
    subject = "My umbrella"
    product.mail(subject, "It broke in a storm, after five weeks.")
    ada = at_the_desk("ada")
    open_from_queue(ada, subject)
    beside = ada.get_by_role("region", name="Articles that may help")
    expect(beside).to_contain_text("My umbrella broke in a storm")
    expect(beside).to_contain_text("Umbrella secrets")
    ada.keyboard.press("r")
    ada.keyboard.type("See ")
    ada.keyboard.press("Alt+l")
    reply = ada.locator("#text-reply")
    expect(reply).to_have_value(f"See My umbrella broke in a storm: {product.url}{ARTICLE}")
    ada.keyboard.press("Alt+w")
    expect(reply).to_have_value(re.compile(r"Which storms\s+All of them\."))
    assert not findings(ada, ".side")


def test_an_answer_that_is_lost_on_its_way_is_given_by_the_page_of_the_form(page: Page, product):
    def lost(route: Route) -> None:
        by_script = route.request.method == "POST" and "x-part" in route.request.headers
        route.abort() if by_script else route.continue_()

    page.route("**/vote/", lost)
    page.goto(ARTICLE)
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you. It is good to know that this helped.")).to_be_visible()
    assert page.url.endswith(f"{ARTICLE}vote/")

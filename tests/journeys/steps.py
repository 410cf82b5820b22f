"""What many journeys do."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def open_from_queue(page: Page, subject: str) -> None:
    """The ticket of a mail that may still be arriving."""
    page.goto("/desk/?view=unassigned")
    page.get_by_role("link", name=subject).first.click()
    expect(page.get_by_role("heading", name=subject)).to_be_visible()
    page.wait_for_load_state()  # keys are heard once the scripts are there, which comes after the heading


def until(true: Callable[[], bool], page: Page, every: int = 100) -> None:
    """Wait for what no locator can say; `true` may load the page anew."""
    for _ in range(60_000 // every):
        if true():
            return
        page.wait_for_timeout(every)
    raise AssertionError("it never came true")


def findings(page: Page, inside: str | None = None) -> list[str]:
    """What axe objects to, on the whole page or `inside` what this selector finds."""
    # Of what it has no objection to it would make a list that is as much work again.
    found = Axe().run(page, context=inside, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]

"""Passkeys in a real browser, with a virtual key in place of a finger."""

import os
import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.cast import make_person
from whiteglove.ground.lib import clock
from whiteglove.ground.people.actions.invite import invite
from whiteglove.ground.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.engineless, pytest.mark.django_db(transaction=True)]
PASSWORD = "whiteglove-demo"
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.fail("Passkeys need Chromium to be tried. Install it (Debian: apt-get install chromium).")
    with sync_playwright() as running:
        # Playwright's loop runs in this thread; Django would refuse database work beside it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def house(live_server, settings) -> str:
    """The address of the house: passkeys need a name, and "localhost" is one that needs no certificate."""
    settings.PUBLIC_URL = live_server.url.replace("127.0.0.1", "localhost")
    return settings.PUBLIC_URL


@pytest.fixture
def laptop(chromium, house) -> BrowserContext:
    context = chromium.new_context(base_url=house)
    yield context
    context.close()


def with_finger(context: BrowserContext) -> Page:
    """A page on a device whose owner always confirms with a finger."""
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    finger = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": finger})
    return page


def sign_in(page: Page, person: Person) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def add_passkey(page: Page, name: str, *, alone: bool = True) -> None:
    page.goto("/accounts/2fa/passkeys/add/")
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_ada_adds_a_passkey_and_signs_in_with_it_alone(laptop, ada):
    page = with_finger(laptop)
    sign_in(page, ada)
    add_passkey(page, "work laptop")
    page.goto("/accounts/2fa/passkeys/")
    expect(page.get_by_role("link", name="Rename work laptop")).to_be_visible()
    expect(page.get_by_text("signs in alone")).to_be_visible()

    laptop.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/people/me/")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Ada Osei")


def test_a_passkey_can_be_the_second_step_after_the_password(laptop, ada):
    page = with_finger(laptop)
    sign_in(page, ada)
    add_passkey(page, "key ring", alone=False)
    laptop.clear_cookies()
    sign_in(page, ada)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_without_a_key_the_page_says_what_to_do(laptop, ada):
    page = laptop.new_page()
    # What a browser says when its owner closes the window that asks for a finger.
    page.add_init_script("navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError'); }")
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The device didn't confirm")


def test_somebody_new_joins_with_a_passkey_and_never_needs_a_password(laptop, admin):
    link = invite(email="nia@whiteglove.example", name="Nia Obi", role="agent", by=admin, at=clock.now())
    page = with_finger(laptop)
    page.goto(f"/people/join/{link.token}/")
    page.get_by_role("button", name="Join and add a passkey").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    laptop.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    assert not Person.objects.get(email="nia@whiteglove.example").has_usable_password()


def test_somebody_deactivated_is_not_let_in_by_passkey(laptop, ada):
    page = with_finger(laptop)
    sign_in(page, ada)
    add_passkey(page, "work laptop")
    laptop.clear_cookies()
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/accounts/inactive/")
    page.goto("/people/me/")
    expect(page).to_have_url(re.compile("/accounts/login/"))


def test_removing_a_passkey(laptop, ada):
    page = with_finger(laptop)
    sign_in(page, ada)
    add_passkey(page, "old phone")
    page.goto("/accounts/2fa/passkeys/")
    page.get_by_role("link", name="Remove old phone").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none yet")).to_be_visible()


def test_nothing_on_these_pages_breaks_the_content_policy(laptop, admin, ada, lee):
    """With every page of the room open once: no refused script or style, and axe finds nothing."""
    make_person("Jonas Weber", "jonas@whiteglove.example", "agent")
    page = with_finger(laptop)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "Content Security Policy" in message.text else None)
    sign_in(page, admin)
    add_passkey(page, "laptop")
    paths = ["2fa/", "2fa/passkeys/", "2fa/passkeys/add/", "2fa/totp/activate/", "2fa/recovery-codes/", "sessions/"]
    people = ["", "me/", "invitations/", "invitations/new/", "teams/", f"{ada.pk}/", f"{ada.pk}/details/"]
    for path in [f"/accounts/{path}" for path in paths] + [f"/people/{path}" for path in people]:
        page.goto(path)
        found = [one["id"] for one in Axe().run(page).response["violations"]]
        assert not found, (path, found)
    assert not said

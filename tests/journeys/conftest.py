"""Journeys: a person in Chromium, against the product started by its own command on free ports."""

import os
import shutil
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PASSWORD = "whiteglove-demo"
PEOPLE = {
    "ada": "ada@whiteglove.example",
    "lee": "lee@whiteglove.example",
    "mo": "mo@whiteglove.example",
    "zed": "zed@whiteglove.example",
    "admin": "admin@whiteglove.example",
}


@dataclass
class Product:
    """A running demo: where its pages and its mail intake are, and how a customer writes to it."""

    url: str
    smtp_port: int
    home: Path
    environment: dict[str, str]
    process: subprocess.Popen

    def mail(self, subject: str, text: str, *, sender: str = "Cleo Amara <cleo@customer.example>", **headers: str) -> str:
        """Send a mail to support by SMTP as any mail program would; returns its Message-ID."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, "support@whiteglove.example", subject
        message["Message-ID"] = make_msgid(domain="customer.example")
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(text)
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as smtp:
            smtp.send_message(message)
        return message["Message-ID"]

    def run(self, *command: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
        """Run the `whiteglove` command on this product's data."""
        return subprocess.run(
            [whiteglove(), *command], input=stdin, env=self.environment, capture_output=True, timeout=120, check=False
        )


def whiteglove() -> str:
    return str(Path(sys.executable).with_name("whiteglove"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fresh_database(home: Path) -> str:
    """The same engine the other tests use: a new database on the server, or a new file."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return f"sqlite:///{home}/whiteglove.sqlite3"
    import psycopg

    name = f"journey_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    head, _, options = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{options}"


def wait_until_answering(process: subprocess.Popen, url: str, log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(url + "/health/", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The product did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    home = tmp_path_factory.mktemp("product")
    port, smtp_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "WHITEGLOVE_HOME": str(home),
        "WHITEGLOVE_DEMO": "1",
        "WHITEGLOVE_URL": url,
        "WHITEGLOVE_SMTP_PORT": str(smtp_port),
        "DATABASE_URL": fresh_database(home),
    }
    for step in (["setup", "--quiet"], ["seed", "--demo"]):
        subprocess.run([whiteglove(), *step], env=environment, check=True, timeout=120)
    log = home / "serve.log"
    with log.open("wb") as out:
        command = [whiteglove(), "serve", "--port", str(port), "--smtp-port", str(smtp_port)]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    wait_until_answering(process, url, log)
    yield Product(url, smtp_port, home, environment, process)
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("The journeys need Chromium. Install it (Debian: apt-get install chromium) and run them again.")
    return found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        # Playwright's loop runs in this thread; Django would refuse database work beside it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    started = playwright.chromium.launch(executable_path=chromium_path, args=quiet)
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser, product: Product) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=product.url, viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def at_the_desk(browser: Browser, product: Product) -> Iterator:
    """`at_the_desk("ada")` is a page of a browser in which Ada has signed in."""
    opened = []

    def sign_in(who: str, **options) -> Page:
        context = browser.new_context(base_url=product.url, **{"viewport": {"width": 1440, "height": 900}, **options})
        opened.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(PEOPLE[who])
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return page

    yield sign_in
    for context in opened:
        context.close()

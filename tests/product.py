"""The running product, started by its own command on free ports with data of its own."""

import atexit
import os
import shutil
import smtplib
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from functools import cache
from pathlib import Path

from tests import migrated
from tests.nursery import Child, Nursery

SET_UP = "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings'); django.setup()\n"
# Argon2 and two pages for each person and file of journeys are a minute of work in all.
SIGN_IN = """
import json
from django.test import Client
from whiteglove.ground.people.models import Person
sessions = {}
for person in Person.objects.filter(email__endswith="@whiteglove.example"):
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person, backend="whiteglove.ground.people.recognising.Backend")
    sessions[person.email.partition("@")[0]] = client.cookies["sessionid"].value
print(json.dumps(sessions))
"""
# What follows from the demo's first conversations follows once, not anew in each copy.
SETTLE = """
from whiteglove.ground.events import jobs, work
from whiteglove.ground.events.registry import registry
work.run_pending()
for job in registry.jobs.values():
    jobs.run(job, work.worker_name())
work.run_pending()
"""
COMMAND = "import sys; from whiteglove.front.cli.main import main; sys.argv = ['whiteglove', *{0}]; sys.exit(main())"


@dataclass
class Product:
    """A demo on free ports. `start`, `kill` and `stop` are what an administrator, a crash and a service manager do."""

    home: Path
    port: int = 0
    smtp_port: int = 0
    process: subprocess.Popen | Child | None = None
    environment: dict[str, str] = field(default_factory=dict)
    alone: bool = False

    def __post_init__(self) -> None:
        self.port, self.smtp_port = self.port or free_port(), self.smtp_port or free_port()
        self.environment = {
            **os.environ,
            "WHITEGLOVE_HOME": str(self.home),
            "WHITEGLOVE_DEMO": "1",
            "WHITEGLOVE_READER_AFTER": "-1",
            "WHITEGLOVE_URL": self.url,
            "WHITEGLOVE_SMTP_PORT": str(self.smtp_port),
            "DATABASE_URL": fresh_database(self.home),
        }

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def nursery(self) -> Nursery | None:
        """Where its processes begin; None where each starts from nothing: on another engine, or alone."""
        on_postgres = self.environment["DATABASE_URL"].startswith("postgres")
        if self.alone or on_postgres != migrated.ON_POSTGRES:
            return None
        return nursery(self.environment["WHITEGLOVE_DEMO"])

    def prepare(self) -> None:
        self.environment["DATABASE_URL"] = migrated.migrated_database(self.home)
        for step in (["setup", "--quiet"], ["seed", "--demo"]):
            done = self.run(*step)
            assert done.returncode == 0, (done.stdout + done.stderr).decode()

    def begin_as(self, other: "Product") -> None:
        """With a copy of what another one holds; quicker than preparing each anew. The other one isn't running."""
        shutil.copytree(other.home, self.home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*"))
        self.environment["DATABASE_URL"] = fresh_database(self.home, like=other.environment["DATABASE_URL"])

    def start(self) -> None:
        self.run_until_stopped("serve", "--port", str(self.port), "--smtp-port", str(self.smtp_port))

    def start_beside(self, other: "Product") -> None:
        """Pages alone, on the other one's data: a second process, or machine, of the same house."""
        self.environment |= {key: other.environment[key] for key in ("DATABASE_URL", "WHITEGLOVE_HOME")}
        self.run_until_stopped("web", "--port", str(self.port))

    def run_until_stopped(self, *command: str) -> None:
        if self.nursery:
            self.process = self.nursery.start(COMMAND.format(command), environment=self.environment)
            self.log = self.process.folder / "err"
        else:
            self.log = self.home / "serve.log"
            self._begin(*command)
        self.wait_until_answering()

    def _begin(self, *command: str) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [whiteglove(), *command], env=self.environment, stdout=out, stderr=subprocess.STDOUT
            )

    def wait_until_answering(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url + "/health/", timeout=1)
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The product did not start:\n" + self.log.read_text()[-4000:])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def mail(
        self, subject: str, text: str, *, sender: str = "Cleo Amara <cleo@customer.example>", **headers: str
    ) -> str:
        """Send a mail to support by SMTP as any mail program would; returns its Message-ID."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, "support@whiteglove.example", subject
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        if "Message-ID" not in message:
            message["Message-ID"] = make_msgid(domain="customer.example")
        message.set_content(text)
        self.deliver(message.as_bytes())
        return message["Message-ID"]

    def deliver(self, raw: bytes, *, sender: str = "cleo@customer.example") -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as smtp:
            smtp.sendmail(sender, ["support@whiteglove.example"], raw)

    def run(self, *command: str, stdin: bytes = b"") -> subprocess.CompletedProcess:
        """Run the `whiteglove` command on this product's data."""
        if self.nursery:
            started = self.nursery.start(COMMAND.format(command), heard=stdin, environment=self.environment)
            return started.ended_as(command, 120)
        return subprocess.run(
            [whiteglove(), *command], input=stdin, env=self.environment, capture_output=True, timeout=120, check=False
        )

    def ask(self, code: str) -> str:
        """Run Python inside the product's own settings; returns what it prints."""
        if self.nursery:
            done = self.nursery.start(code, environment=self.environment).ended_as((code,), 60)
        else:
            command = [sys.executable, "-c", SET_UP + code]
            done = subprocess.run(command, env=self.environment, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


def prepared(folder: Path) -> Product:
    """A demo on its first morning, never started: one for every worker that shares `folder`, to begin as."""
    with migrated.alone(folder / "prepared.lock"):
        made, kept = Product(folder), folder / "database"
        if kept.exists():
            made.environment["DATABASE_URL"] = kept.read_text()
        else:
            made.prepare()
            made.ask(SETTLE)
            (folder / "sessions").write_text(made.ask(SIGN_IN).splitlines()[-1])
            kept.write_text(made.environment["DATABASE_URL"])
    return made


@cache
def nursery(demo: str) -> Nursery:
    """Demos of this process begin here, and houses that are none. It ends with the process that asked for it."""
    opened = Nursery({**os.environ, "WHITEGLOVE_DEMO": demo, "DJANGO_SETTINGS_MODULE": "config.settings"})
    atexit.register(opened.close)
    return opened


def whiteglove() -> str:
    return str(Path(sys.executable).with_name("whiteglove"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fresh_database(home: Path, like: str = "") -> str:
    """The same engine the other tests use: a new database on the server (a copy of the one at `like`), or a file."""
    if like or migrated.ON_POSTGRES:
        return migrated.copied(like, home)
    return f"sqlite:///{home}/whiteglove.sqlite3"

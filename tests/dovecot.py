"""A real Dovecot for tests: its own configuration in a folder of its own, on free ports.

    def test_…(dovecot):
        box = dovecot.mailbox("support")      # a fresh mailbox: box.user, box.password
        box.put(raw)                          # lay a message in
        dovecot.port, dovecot.tls_port        # plain (with STARTTLS) and TLS from the start

Runs as root (as Dovecot's own users) and as anybody else (everything as that user).
"""

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from whiteglove.service.channels.tests.certificate import certificate

MISSING = "These tests need a real Dovecot. Install it: apt-get install dovecot-imapd"
PASSWORD = "open-sesame"
numbers = count(1)


class Mailbox:
    """One user's mail on the server."""

    def __init__(self, server: "Dovecot", user: str) -> None:
        self.server, self.user, self.password = server, user, PASSWORD

    def client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.server.port, timeout=20)
        client.login(self.user, self.password)
        return client

    def put(self, *messages: bytes, folder: str = "INBOX") -> None:
        client = self.client()
        client.create(folder)
        for raw in messages:
            kind, said = client.append(folder, None, None, raw)
            assert kind == "OK", said
        client.logout()

    def flags(self, folder: str = "INBOX") -> list[str]:
        """What each message is marked as, in order."""
        client = self.client()
        client.select(folder, readonly=True)
        _, data = client.fetch("1:*", "(FLAGS)")
        client.logout()
        return [line.decode() for line in data if line]

    def count(self, folder: str = "INBOX") -> int:
        client = self.client()
        kind, data = client.select(folder, readonly=True)
        client.logout()
        return int(data[0]) if kind == "OK" else 0

    def renumber(self) -> None:
        """What a restored or migrated mailbox looks like: the same messages under another UIDVALIDITY."""
        before = self.validity()
        home = self.server.folder / "mail" / self.user
        while self.validity() == before:
            for path in home.glob("Maildir/dovecot*"):
                path.unlink(missing_ok=True)
            time.sleep(1)  # UIDVALIDITY counts seconds

    def validity(self) -> str:
        client = self.client()
        _, data = client.status("INBOX", "(UIDVALIDITY)")
        client.logout()
        return data[0].decode()


class Dovecot:
    """One server for the whole run; every test takes a mailbox of its own."""

    def __init__(self, introspection_url: str = "") -> None:
        # Not pytest's own folder: only its owner may enter that, and Dovecot drops its rights.
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.folder.chmod(0o755)
        self.port, self.tls_port = free_port(), free_port()
        self.introspection_url = introspection_url
        self.process: subprocess.Popen | None = None

    def mailbox(self, name: str = "support") -> Mailbox:
        """A mailbox nobody has used; Dovecot makes it at the first sign-in."""
        return Mailbox(self, f"{name}{next(numbers)}@whiteglove.example")

    def start(self) -> "Dovecot":
        program = shutil.which("dovecot") or "/usr/sbin/dovecot"
        if not Path(program).exists():
            pytest.fail(MISSING)
        self._configure()
        self.process = subprocess.Popen(
            [program, "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "stderr").open("wb"),
        )
        self._wait()
        return self

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _configure(self) -> None:
        cert, key = certificate(self.folder)
        root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid()).pw_name
        values = {
            "folder": self.folder,
            "port": self.port,
            "tls_port": self.tls_port,
            "cert": cert,
            "key": key,
            "password": PASSWORD,
            "internal": "dovecot" if root else me,
            "login": "dovenull" if root else me,
            "mail": "dovecot" if root else me,
            "oauth": OAUTH.format(folder=self.folder) if self.introspection_url else "",
        }
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(**values) + ("" if root else UNPRIVILEGED))
        (self.folder / "oauth.conf").write_text(
            f"introspection_url = {self.introspection_url}\nintrospection_mode = auth\n"
            "username_attribute = email\nactive_attribute = active\nactive_value = true\n"
        )
        mail = self.folder / "mail"
        mail.mkdir(exist_ok=True)
        if root:
            shutil.chown(mail, "dovecot")

    def _wait(self, seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                imaplib.IMAP4("127.0.0.1", self.port, timeout=2).shutdown()
                return
            except (OSError, imaplib.IMAP4.error):
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        log = self.folder / "log"
        told = (self.folder / "stderr").read_text() + (log.read_text() if log.exists() else "")
        pytest.fail(f"Dovecot didn't start: {told[-2000:]}")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot().start()
    yield server
    server.remove()


CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
default_internal_user = {internal}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 0
mail_uid = {mail}
mail_gid = {mail}
mail_home = {folder}/mail/%u
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
{oauth}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail} home={folder}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service stats {{
  unix_listener stats-reader {{
    mode = 0600
  }}
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""
OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth.conf
}}
"""
UNPRIVILEGED = """
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
service stats {
  chroot =
}
"""

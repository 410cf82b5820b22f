"""OAuth 2: a refresh token becomes an access token, which a real Dovecot and an SMTP server accept."""

import base64
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from aiosmtpd.smtp import AuthResult
from django.db import connection  # noqa: F401 - a condition below asks it

from tests.dovecot import Dovecot
from whiteglove.ground.lib import clock
from whiteglove.service.channels import claims
from whiteglove.service.channels.actions import add_account, change_account, deliver, send
from whiteglove.service.channels.actions.claim import claim
from whiteglove.service.channels.actions.keep_token import keep_token
from whiteglove.service.channels.email import imap, oauth
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.tests.letters import NOW, answer, letter
from whiteglove.service.channels.tests.outside import OutsideServer
from whiteglove.service.channels.tests.test_work_together import together

pytestmark = [pytest.mark.django_db, pytest.mark.dovecot]
USER = "token1@whiteglove.example"


class TokenServer(ThreadingHTTPServer):
    """Gives "access-1", "access-2", … and tells Dovecot which of them are good."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[dict] = []
        self.refuses = ""
        self.rotates = False
        self.takes = 0.0  # seconds for an answer
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append({key: values[0] for key, values in form.items()})
        time.sleep(self.server.takes)
        if self.server.refuses:
            self.say(400, {"error": "invalid_grant", "error_description": self.server.refuses})
            return
        number = len(self.server.asked)
        more = {"refresh_token": f"refresh-{number}"} if self.server.rotates else {}
        self.say(200, {"access_token": f"access-{number}", "expires_in": 3600} | more)

    def do_GET(self) -> None:
        """Introspection: the token stands in the header (mode auth)."""
        good = self.headers.get("Authorization", "").removeprefix("Bearer ").startswith("access-")
        self.say(200 if good else 401, {"active": "true" if good else "false", "email": USER})

    def say(self, status: int, answer: dict) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    server = TokenServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def account(db, tokens) -> Account:
    settings = {"oauth": {"token_url": f"{tokens.url}/token", "client_id": "whiteglove", "scope": "mail"}}
    return add_account(
        by=None,
        at=NOW,
        name="Support",
        address=USER,
        settings=settings,
        secrets={"refresh_token": "refresh-0", "client_secret": "hush"},
    )


def test_the_token_server_is_asked_as_the_standard_says(account, tokens):
    assert oauth.access_token(account, NOW) == "access-1"
    assert tokens.asked == [
        {
            "grant_type": "refresh_token",
            "refresh_token": "refresh-0",
            "client_id": "whiteglove",
            "client_secret": "hush",
            "scope": "mail",
        }
    ]


def test_a_token_is_used_until_shortly_before_its_end(account, tokens):
    oauth.access_token(account, NOW)
    stored = Account.objects.get(pk=account.pk)
    assert oauth.access_token(stored, NOW + timedelta(minutes=58)) == "access-1"
    assert oauth.access_token(stored, NOW + timedelta(minutes=59, seconds=30)) == "access-2"


def test_a_turned_over_refresh_token_is_kept(account, tokens):
    tokens.rotates = True
    oauth.access_token(account, NOW)
    oauth.access_token(Account.objects.get(pk=account.pk), NOW + timedelta(hours=2))
    assert tokens.asked[1]["refresh_token"] == "refresh-1"


def test_what_somebody_else_entered_meanwhile_is_kept(account, tokens):
    """A password is changed while a worker, which read the mailbox before, turns the token over; and the other way."""
    tokens.rotates = True
    before, worker = (Account.objects.get(pk=account.pk) for _ in range(2))
    change_account(account, by=None, at=NOW, secrets={"smtp_password": "new"})
    oauth.access_token(worker, NOW)
    change_account(before, by=None, at=NOW, name="Help")
    secrets = Account.objects.get(pk=account.pk).secrets
    assert (secrets["smtp_password"], secrets["refresh_token"], secrets["access_token"]) == (
        "new", "refresh-1", "access-1",
    )  # fmt: skip


def test_another_consent_is_not_overwritten_by_what_the_old_one_brought(account, tokens):
    tokens.rotates = True
    used = account.secrets["refresh_token"]
    change_account(Account.objects.get(pk=account.pk), by=None, at=NOW, secrets={"refresh_token": "consent-2"})
    keep_token(account, used=used, access_token="old", refresh_token="refresh-old")
    stored = Account.objects.get(pk=account.pk)
    assert oauth.access_token(stored, NOW) == "access-1"
    assert tokens.asked[0]["refresh_token"] == "consent-2"


def test_after_a_refusal_the_next_one_may_ask(account, tokens):
    tokens.refuses = "Not now"
    for _ in range(2):
        with pytest.raises(oauth.OAuthError, match="Not now"):
            oauth.access_token(account, NOW)
    assert len(tokens.asked) == 2


def test_the_claim_of_a_worker_that_died_is_taken_over_at_once(account, tokens):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    assert claim(account, "token", claims.new().replace(str(os.getpid()), str(gone.pid)), clock.now())
    began = time.monotonic()
    assert oauth.access_token(account, NOW) == "access-1"
    assert time.monotonic() - began < 2


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite tests share one connection in memory")
@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_asks_and_all_get_the_token(account, tokens):
    """A second use of the same refresh token would end the consent at many providers."""
    tokens.rotates, tokens.takes = True, 0.4
    rows = [Account.objects.get(pk=account.pk) for _ in range(4)]
    assert together(*[partial(oauth.access_token, row, NOW) for row in rows]) == ["access-1"] * 4
    assert [asked["refresh_token"] for asked in tokens.asked] == ["refresh-0"]
    assert Account.objects.get(pk=account.pk).secrets["refresh_token"] == "refresh-1"


def test_a_refusal_is_told_in_the_servers_words(account, tokens):
    tokens.refuses = "The consent was withdrawn"
    with pytest.raises(oauth.OAuthError, match="The consent was withdrawn"):
        oauth.access_token(account, NOW)


def test_secrets_never_travel_in_the_clear(account):
    account.settings["oauth"]["token_url"] = "http://login.example/token"
    with pytest.raises(oauth.OAuthError, match="https://"):
        oauth.access_token(account, NOW)


def test_a_token_server_that_is_away_is_named(account, tokens):
    account.settings["oauth"]["token_url"] = "http://127.0.0.1:1/token"
    with pytest.raises(oauth.OAuthError, match="Can't reach"):
        oauth.access_token(account, NOW)


def test_the_sasl_answer_is_as_providers_want_it():
    assert oauth.sasl("support@whiteglove.example", "abc") == (
        "user=support@whiteglove.example\x01auth=Bearer abc\x01\x01"
    )


def test_a_real_dovecot_accepts_the_token(account, tokens):
    server = Dovecot(introspection_url=f"{tokens.url}/introspect").start()
    try:
        box = server.mailbox("plain")
        box.user = USER
        box.put(letter())
        account.settings["imap"] = {"host": "127.0.0.1", "port": server.port, "security": "none", "auth": "oauth2"}
        assert imap.poll(account, NOW) == 1, account.healths.get(part="imap").says
        account.seal(access_token="forged")
        assert imap.poll(account, NOW + timedelta(minutes=1)) == 0
        assert not account.healths.get(part="imap").ok
    finally:
        server.remove()


class Signed:
    """An authenticator of aiosmtpd that knows XOAUTH2."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def auth_XOAUTH2(self, server, args):
        self.said.append(base64.b64decode(args[1]).decode())
        return AuthResult(success="access-1" in self.said[-1], handled=False)


def test_an_smtp_server_accepts_the_token(account, tokens):
    outside = OutsideServer(auth_require_tls=False, auth_required=True)
    signed = Signed()
    outside.auth_XOAUTH2 = signed.auth_XOAUTH2
    outside.start()
    try:
        account.settings["smtp"] = {"host": "127.0.0.1", "port": outside.port, "security": "none", "auth": "oauth2"}
        account.save()
        outgoing = deliver(send(answer(account), by=None, at=NOW).pk, NOW)
    finally:
        outside.stop()
    assert outgoing.state == "sent", outgoing.error
    assert signed.said == [oauth.sasl(USER, "access-1")]

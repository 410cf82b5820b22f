"""Hand one message to the account's SMTP server.

The last dot is sent on its own: everything before it can be repeated safely, and the caller is told right before it.
"""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whiteglove.ground.lib.text import ascii_domain
from whiteglove.service.channels.contract import Health, Receipt, SendLater, SendRefused, SendUncertain
from whiteglove.service.channels.email import ids, oauth
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.secrets import Lost

TIMEOUT = 30  # seconds for connecting and for each answer
PATIENCE = 300  # seconds for the answer after the last dot: RFC 5321 4.5.3.2.6 asks for ten minutes
PORTS = {"tls": 465, "starttls": 587, "none": 25}


class NotSetUp(SendLater):
    """The mailbox has no outgoing server yet."""


@dataclass(frozen=True, slots=True)
class Envelope:
    sender: str
    recipients: Sequence[str]


def deliver(account: Account, envelope: Envelope, raw: bytes, hand_over: Callable[[], None]) -> Receipt:
    """Raises `SendLater` (safe to repeat), `SendRefused` (for good) or `SendUncertain` (no answer after the dot)."""
    try:
        server = connected(account)
    except smtplib.SMTPAuthenticationError as error:
        raise SendLater(f"The mail server refused the user name or password: {said(error)}") from error
    except (smtplib.SMTPException, OSError, oauth.OAuthError, Lost) as error:
        raise SendLater(f"Can't connect to the mail server: {said(error)}") from error
    try:
        return _transact(server, envelope, raw, hand_over)
    finally:
        _leave(server)


def connected(account: Account) -> smtplib.SMTP:
    """A greeted, encrypted and signed-in connection as the account's settings say."""
    smtp = account.part("smtp")
    if not smtp.get("host"):
        raise NotSetUp(f"{account.address} has no outgoing mail server yet. Add one under Setup, Mailboxes.")
    security = smtp.get("security", "starttls")
    port = int(smtp.get("port") or PORTS[security])
    server = _dialled(smtp["host"], port, security, smtp.get("verify", True))
    try:
        _sign_in(server, account, smtp)
    except BaseException:
        server.close()
        raise
    return server


def _dialled(host: str, port: int, security: str, verify: bool) -> smtplib.SMTP:
    if security == "tls":
        return smtplib.SMTP_SSL(host, port, ids.own_domain(), timeout=TIMEOUT, context=tls_context(verify))
    server = smtplib.SMTP(host, port, ids.own_domain(), timeout=TIMEOUT)
    if security == "starttls":
        try:
            server.starttls(context=tls_context(verify))
        except BaseException:
            server.close()
            raise
    return server


def tls_context(verify: bool = True) -> ssl.SSLContext:
    """Checks certificates unless the account was told not to (a server of one's own without a real one)."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _sign_in(server: smtplib.SMTP, account: Account, smtp: dict) -> None:
    server.ehlo_or_helo_if_needed()
    user = smtp.get("user", "")
    if smtp.get("auth") == "oauth2":
        answer = oauth.sasl(user or account.address, oauth.access_token(account))
        server.auth("XOAUTH2", lambda challenge=None: answer if challenge is None else "", initial_response_ok=True)
    elif user:
        server.login(user, account.secrets.get("smtp_password", ""))


def _transact(server: smtplib.SMTP, envelope: Envelope, raw: bytes, hand_over: Callable[[], None]) -> Receipt:
    refused, later = {}, {}
    try:
        _mail_from(server, envelope, raw)
        accepted = [r for r in envelope.recipients if _accepts(server, r, refused, later)]
        if not accepted:
            return Receipt((), refused, later)
        _data(server, raw)
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise SendLater(f"The connection broke before the message was handed over: {said(error)}") from error
    hand_over()
    return Receipt(tuple(accepted), refused, later) if _dot(server) else Receipt()


def _mail_from(server: smtplib.SMTP, envelope: Envelope, raw: bytes) -> None:
    options = []
    if server.has_extn("size"):
        options.append(f"SIZE={len(raw)}")
    if not all(a.rpartition("@")[0].isascii() for a in (envelope.sender, *envelope.recipients)):
        if not server.has_extn("smtputf8"):
            raise SendRefused("The mail server can't take international addresses (SMTPUTF8).")
        server.command_encoding = "utf-8"
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    _check(server.mail(envelope.sender, options))


def _accepts(server: smtplib.SMTP, recipient: str, refused: dict, later: dict) -> bool:
    local, _, domain = recipient.rpartition("@")
    code, answer = server.rcpt(f"{local}@{ascii_domain(domain)}")
    if 200 <= code < 300:
        return True
    (later if 400 <= code < 500 else refused)[recipient] = words(code, answer)
    if code == 421:
        raise smtplib.SMTPServerDisconnected(words(code, answer))
    return False


def _data(server: smtplib.SMTP, raw: bytes) -> None:
    """Everything of the message but its last dot."""
    _check(server.docmd("DATA"), good=354)
    body = dotted(raw)
    server.send(body if body.endswith(b"\r\n") else body + b"\r\n")


def dotted(raw: bytes) -> bytes:
    """CRLF line ends and a second dot where a line begins with one (RFC 5321 4.5.2)."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)


def _dot(server: smtplib.SMTP) -> bool:
    try:
        server.sock.settimeout(PATIENCE)
        server.send(b".\r\n")
        answer = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise SendUncertain(f"The mail server never answered after taking the message: {said(error)}") from error
    code, text = answer
    if not 200 <= code < 300:
        if not 400 <= code < 600:
            # Nothing that means "not taken": sent again, it might be there twice.
            raise SendUncertain(f"After taking the message the mail server said: {words(code, text)}")
        _check(answer)
    return True


def _check(answer: tuple[int, bytes], good: int = 250) -> None:
    code, text = answer
    if code == good:
        return
    raise (SendRefused if 500 <= code < 600 else SendLater)(f"The mail server said: {words(code, text)}")


def _leave(server: smtplib.SMTP) -> None:
    """Politely if possible; without a last dot the server throws away what it was given."""
    try:
        server.sock.settimeout(3)
        server.quit()
    except (smtplib.SMTPException, OSError, AttributeError):
        server.close()


def words(code: int, text: bytes) -> str:
    return f"{code} {text.decode('utf-8', 'replace')}"


def said(error: Exception) -> str:
    """What the other side or the system said, without Python's own words."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return words(error.smtp_code, text if isinstance(text, bytes) else str(text).encode())
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def health(account: Account) -> Health:
    """Connects, encrypts, signs in and leaves."""
    try:
        server = connected(account)
        server.noop()
        _leave(server)
    except smtplib.SMTPAuthenticationError as error:
        return Health("smtp", False, f"The mail server refused the user name or password: {said(error)}")
    except (smtplib.SMTPException, OSError, oauth.OAuthError, Lost, SendLater) as error:
        return Health("smtp", False, f"Can't connect to the mail server: {said(error)}")
    return Health("smtp", True, "Outgoing mail: connected and signed in.")
